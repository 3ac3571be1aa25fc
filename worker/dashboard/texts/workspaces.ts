// What people read where they choose a server.

export const workspaces = {
  title: "Workspaces",
  lead: "Servers in which you are staff or an admin of Modmail.",
  none: "There is no server yet in which you are staff or an admin of Modmail.",
  on: "On",
  off: "Off",
  notSetUp: "Not set up yet",
  unknown: "Discord couldn't be asked just now",
  others: "Servers that you manage",
  othersLead: "Modmail isn't in these yet.",
  add: "Add to the server",
  addAnother: "Add Modmail to a server",
  missing: "A server is missing? This list was made when you signed in.",
  refresh: "Read it again",
} as const;

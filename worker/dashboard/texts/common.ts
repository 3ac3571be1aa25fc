// What every page of the dashboard says: its frame, and its no's.

export const common = {
  brokeOff: "Something failed here, and the rest is missing. Load it again.",
  product: "Modmail",
  skip: "Skip to the content",
  navigation: "Modmail",
  discord: "Discord",
  modmail: "Modmail",
  workspace: "Workspace",
  switchWorkspace: "Switch workspace",
  allWorkspaces: "All workspaces",
  account: "Account",
  signedInAs: (name: string) => `Signed in as ${name}`,
  signOut: "Sign out",
  signOutEverywhere: "Sign out everywhere",
  admin: "Admin",
  staff: "Staff",
  back: "Back to the dashboard",
  signInAgain: "Sign in",

  notFound: {
    title: "Nothing here",
    text: "This page doesn't exist, or it belongs to a server in which you aren't staff. If your roles have just changed, load it again in half a minute.",
  },
  notAllowed: {
    title: "That can't be done here",
    text: "This address can only be used in another way. Go back and use the buttons of the page.",
  },
  signedOut: {
    title: "You are signed out",
    text: "Nothing was saved. Sign in, then do it again.",
  },
  foreignForm: {
    title: "This form is too old",
    text: "Nothing was saved. Go back, load the page again, and send the form once more.",
  },
  tooLarge: {
    title: "That is too much",
    text: "Nothing was saved: the form was larger than anything that may be sent here.",
  },
  later: {
    title: "Discord is busy",
    text: "Discord couldn't be asked just now, so nobody's access can be checked. Try again in a few seconds.",
  },
  failed: {
    title: "Something went wrong",
    text: "It went wrong on our side and has been logged. Try again; if it stays, tell whoever runs this bot.",
  },
  botNotHere: {
    title: (server: string) => `Modmail isn't in ${server} yet`,
    text: "Add it to the server, then come back to configure it.",
    add: (server: string) => `Add Modmail to ${server}`,
  },
} as const;

// What people read before they are signed in.

export const signIn = {
  title: "Modmail dashboard",
  lead: "Configure Modmail for your server, and see what your staff see.",
  button: "Sign in with Discord",
  scopes:
    "Discord will tell us who you are and which servers you are in. Nothing else, and we don't keep its permission.",
  privacy: "What this bot keeps, and how to have it deleted",
  notConfigured:
    "Nobody can sign in yet: whoever runs this bot has to set DISCORD_CLIENT_SECRET (README, Going live). Modmail itself works without it, and so does /modmail setup.",

  notice: {
    cancelled: "You didn't agree at Discord, so you aren't signed in.",
    "out-of-date": "That sign-in was begun in another browser or too long ago. Begin again.",
    refused: "Discord didn't accept that sign-in. Begin again.",
    "signed-out": "You are signed out.",
    everywhere: "You are signed out in every browser.",
    "too-often": "Too many sign-ins in a short time. Wait ten minutes, then try again.",
  },
} as const;

export type SignInNotice = keyof typeof signIn.notice;

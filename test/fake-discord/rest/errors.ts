// Discord's errors: an HTTP status, a code, a message, and for 50035 the tree that says where in the body.

interface FieldError {
  code: string;
  message: string;
}

/** Mirrors the request: keys and array indices lead to `_errors`. */
export interface ErrorTree {
  _errors?: FieldError[];
  [key: string]: ErrorTree | FieldError[] | undefined;
}

export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: ErrorTree | undefined;

  constructor(status: number, code: number, message: string, errors?: ErrorTree) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  body(): object {
    return { message: this.message, code: this.code, ...(this.errors ? { errors: this.errors } : {}) };
  }
}

/** Errors by what happened. Statuses that no document names are the conventional ones. */
const KNOWN = {
  unauthorized: [401, 0, "401: Unauthorized"],
  notFound: [404, 0, "404: Not Found"],
  methodNotAllowed: [405, 0, "405: Method Not Allowed"],
  unknownApplication: [404, 10002, "Unknown Application"],
  unknownChannel: [404, 10003, "Unknown Channel"],
  unknownGuild: [404, 10004, "Unknown Guild"],
  unknownMember: [404, 10007, "Unknown Member"],
  unknownMessage: [404, 10008, "Unknown Message"],
  unknownOverwrite: [404, 10009, "Unknown permission overwrite"],
  unknownRole: [404, 10011, "Unknown Role"],
  unknownUser: [404, 10013, "Unknown User"],
  unknownEmoji: [400, 10014, "Unknown Emoji"],
  unknownWebhook: [404, 10015, "Unknown Webhook"],
  unknownSticker: [404, 10060, "Unknown sticker"],
  unknownInteraction: [404, 10062, "Unknown interaction"],
  unknownCommand: [404, 10063, "Unknown application command"],
  onlyYourOwnCommands: [403, 20012, "You are not authorized to perform this action on this application"],
  maximumPins: [400, 30003, "Maximum number of pins reached for the channel (250)"],
  maximumReactions: [400, 30010, "Maximum number of reactions reached (20)"],
  maximumChannels: [400, 30013, "Maximum number of guild channels reached (500)"],
  maximumAttachments: [400, 30015, "Maximum number of attachments in a message reached (10)"],
  maximumCommands: [400, 30032, "Maximum number of application commands reached (100)"],
  requestTooLarge: [413, 40005, "Request entity too large"],
  alreadyAcknowledged: [400, 40060, "Interaction has already been acknowledged."],
  badUserAgent: [403, 40333, "internal network error"],
  missingScope: [403, 50026, "Missing required OAuth2 scope"],
  missingAccess: [403, 50001, "Missing Access"],
  notInDm: [403, 50003, "Cannot execute action on a DM channel"],
  notTheAuthor: [403, 50005, "Cannot edit a message authored by another user"],
  emptyMessage: [400, 50006, "Cannot send an empty message"],
  dmsClosed: [403, 50007, "Cannot send messages to this user"],
  notText: [400, 50008, "Cannot send messages in a non-text channel"],
  missingPermissions: [403, 50013, "Missing Permissions"],
  systemMessage: [403, 50021, "Cannot execute action on a system message"],
  invalidMessageType: [400, 50068, "Invalid message type"],
  stickersStay: [400, 50080, "Cannot edit stickers within a message"],
  invalidSticker: [400, 50081, "Invalid sticker sent"],
  wrongChannelType: [400, 50024, "Cannot execute action on this channel type"],
  invalidWebhookToken: [401, 50027, "Invalid Webhook Token"],
  invalidRecipient: [400, 50033, "Invalid Recipient(s)"],
  invalidVersion: [400, 50041, "Invalid API version provided"],
  invalidJson: [400, 50109, "The request body contains invalid JSON."],
  voiceAlone: [400, 50159, "Voice messages do not support additional content."],
  voiceOneFile: [400, 50160, "Voice messages must have a single audio attachment."],
  voiceMetadata: [400, 50161, "Voice messages must have supporting metadata."],
  voiceStays: [400, 50162, "Voice messages cannot be edited."],
  voiceNotHere: [403, 50173, "You cannot send voice messages in this channel."],
  noMutualGuild: [403, 50278, "Cannot send messages to this user due to having no mutual guilds"],
  stickerNotAllowed: [403, 50600, "You do not have permission to send this sticker."],
  replyNeedsHistory: [403, 160002, "You cannot reply without permission to read message history"],
  unreadableForward: [400, 160014, "You cannot forward a message whose content you cannot read."],
  pollStays: [400, 520003, "Cannot edit a poll message"],
  pollEmoji: [400, 520004, "Cannot use an emoji included with the poll"],
} as const satisfies Record<string, readonly [number, number, string]>;

export type KnownError = keyof typeof KNOWN;

export function apiError(name: KnownError): ApiError {
  const [status, code, message] = KNOWN[name];
  return new ApiError(status, code, message);
}

/** One thing that is wrong with a body; an empty path means the body as a whole. */
export interface Flaw extends FieldError {
  path: (string | number)[];
}

/** 50035 with all flaws in one tree. */
export function invalidForm(flaws: Flaw[]): ApiError {
  const root: ErrorTree = {};
  for (const { path, code, message } of flaws) {
    let node = root;
    for (const key of path) {
      const next = node[String(key)];
      const child: ErrorTree = next && !Array.isArray(next) ? next : {};
      node[String(key)] = child;
      node = child;
    }
    node._errors = [...(node._errors ?? []), { code, message }];
  }
  return new ApiError(400, 50035, "Invalid Form Body", root);
}

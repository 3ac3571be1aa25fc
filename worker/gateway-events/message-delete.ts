// MESSAGE_DELETE: a message is gone, whosever it was. Only sources that are kept mean something.

import * as v from "valibot";
import { deleteMessage } from "../threads/delete-message.ts";
import { gatewayEvent, Snowflake } from "./gateway-event.ts";

export const messageDelete = gatewayEvent("MESSAGE_DELETE", v.object({ id: Snowflake }), ({ id }, app) =>
  deleteMessage(app, id),
);

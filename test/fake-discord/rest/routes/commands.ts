// Registration of the application's commands, global and per server.

import { type CommandBody, commandsOf, deleteCommand, replaceCommands, upsertCommand } from "../../world/commands.ts";
import type { CommandRecord } from "../../world/state.ts";
import { idParam } from "../access.ts";
import { apiError, type Flaw } from "../errors.ts";
import type { Answer, RestRequest, Route } from "../route.ts";
import { bodyFlaws } from "../validation/body-flaws.ts";
import { checkBody, checkParts } from "../validation/check-body.ts";
import { commandFlaws, countFlaws, duplicateFlaws } from "../validation/command-rules.ts";

const SCOPES = ["/applications/:application/commands", "/applications/:application/guilds/:guild/commands"];

export const commandRoutes: Route[] = SCOPES.flatMap((path): Route[] => [
  { method: "GET", path, auth: "bot", handle: listCommands },
  { method: "POST", path, auth: "bot", handle: putCommand },
  { method: "PUT", path, auth: "bot", handle: putAll },
  { method: "GET", path: `${path}/:command`, auth: "bot", handle: readCommand },
  { method: "PATCH", path: `${path}/:command`, auth: "bot", handle: patchCommand },
  { method: "DELETE", path: `${path}/:command`, auth: "bot", handle: removeCommand },
]);

/** The server in the path, or null for global commands. Throws for another's application or an unknown server. */
function scopeOf(request: RestRequest): string | null {
  const { world } = request;
  if (idParam(request, "application") !== world.application.id) throw apiError("onlyYourOwnCommands");
  if (request.params.guild === undefined) return null;
  const guildId = idParam(request, "guild");
  if (!world.guilds.get(guildId)?.members.has(world.application.id)) throw apiError("missingAccess");
  return guildId;
}

function listCommands(request: RestRequest): Answer {
  return {
    status: 200,
    body: commandsOf(request.world, scopeOf(request)).map((command) => rendered(request, command)),
  };
}

function putCommand(request: RestRequest): Answer {
  const { world } = request;
  const guildId = scopeOf(request);
  const body = checkBody<CommandBody>("ApplicationCommandCreateRequest", request.body);
  checkParts(commandFlaws(body, guildId !== null));
  const others = commandsOf(world, guildId).filter((one) => one.name !== body.name || one.type !== (body.type ?? 1));
  if (countFlaws([...others, body]).length > 0) throw apiError("maximumCommands");
  const { command, created } = upsertCommand(world, guildId, body);
  return { status: created ? 201 : 200, body: command };
}

/** Replaces everything: what isn't in the list is deleted. */
function putAll(request: RestRequest): Answer {
  const guildId = scopeOf(request);
  const { body } = request;
  if (!Array.isArray(body)) {
    checkParts([{ path: [], code: "LIST_TYPE_CONVERT", message: "Only iterables may be used in a ListType" }]);
  }
  const list = body as CommandBody[];
  checkParts(list.flatMap((one, index) => bodyFlaws("ApplicationCommandUpdateRequest", one, [index])));
  const flaws = list.flatMap((one, index): Flaw[] =>
    commandFlaws(one, guildId !== null).map((flaw) => ({ ...flaw, path: [index, ...flaw.path] })),
  );
  checkParts([...flaws, ...duplicateFlaws(list)]);
  if (countFlaws(list).length > 0) throw apiError("maximumCommands");
  return { status: 200, body: replaceCommands(request.world, guildId, list) };
}

function readCommand(request: RestRequest): Answer {
  return { status: 200, body: rendered(request, commandOf(request, scopeOf(request))) };
}

function patchCommand(request: RestRequest): Answer {
  const guildId = scopeOf(request);
  const command = commandOf(request, guildId);
  const patch = checkBody<Partial<CommandBody>>("ApplicationCommandPatchRequestPartial", request.body);
  const merged = { ...command, ...patch } as CommandBody;
  checkParts(commandFlaws(merged, guildId !== null));
  if (merged.name !== command.name) deleteCommand(request.world, command.id);
  return { status: 200, body: upsertCommand(request.world, guildId, merged).command };
}

function removeCommand(request: RestRequest): Answer {
  deleteCommand(request.world, commandOf(request, scopeOf(request)).id);
  return { status: 204 };
}

function commandOf(request: RestRequest, guildId: string | null): CommandRecord {
  const command = request.world.commands.get(idParam(request, "command"));
  if (!command || (command.guild_id ?? null) !== guildId) throw apiError("unknownCommand");
  return command;
}

/** Localisations come only to who asks for them. */
function rendered({ query }: RestRequest, command: CommandRecord): Partial<CommandRecord> {
  if (query.get("with_localizations") === "true") return command;
  const { name_localizations: _, description_localizations: __, ...rest } = command;
  return rest;
}

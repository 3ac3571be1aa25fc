// The door for interactions, from the signed request to the answer that is filled in behind it.

import { generateKeyPairSync, sign } from "node:crypto";
import { ApplicationCommandOptionType, ApplicationCommandType, InteractionType } from "discord-api-types/v10";
import { beforeEach, describe, expect, test } from "vitest";
import type { App } from "../../../worker/app.ts";
import { Later } from "../../../worker/domain/refusal.ts";
import { receiveInteraction } from "../../../worker/interactions/receive.ts";
import { finishCutOff } from "../../../worker/threads/finish-cut-off.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { GUILD, JONAS, STAFF_ROLE } from "../ports/samples.ts";
import { MINUTE, nextId, openThread } from "../threads/scenes.ts";

const keys = generateKeyPairSync("ed25519");
const publicKey = keys.publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");

let world: MemoryPorts;
/** How often Discord fails before it takes an answer, and how many it took. */
let failures: number;
let filledIn: number;
beforeEach(async () => {
  world = await openThread();
  filledIn = 0;
});

/** Settles when all that goes on behind the answer is done. */
async function ask(data: object, type = InteractionType.ApplicationCommand): Promise<Response> {
  const user = { id: JONAS, username: "jonas", global_name: "Jonas", avatar: null, discriminator: "0" };
  const body = JSON.stringify({
    type,
    id: nextId(),
    token: "token",
    channel_id: world.thread().channelId,
    guild_id: GUILD,
    member: { user, roles: [STAFF_ROLE], permissions: "0" },
    message: { id: nextId() },
    data,
  });
  const timestamp = String(Math.floor(world.clock.now() / 1000));
  const signature = sign(null, Buffer.from(timestamp + body), keys.privateKey).toString("hex");
  const headers = { "x-signature-ed25519": signature, "x-signature-timestamp": timestamp };
  const behind: Promise<unknown>[] = [];
  const app = {
    ...world.ports,
    config: { publicKey },
    trace: [],
    waitUntil: (work: Promise<unknown>) => void behind.push(work),
    answers: {
      async edit() {
        if (failures-- > 0) throw new Later(2, "Discord failed");
        filledIn += 1;
        return nextId();
      },
      whisper: async () => {},
    },
  };
  const response = await receiveInteraction(
    new Request("https://modmail.example/interactions", { method: "POST", headers, body }),
    app as unknown as App,
  );
  await Promise.all(behind);
  return response;
}

const reply = {
  type: ApplicationCommandType.ChatInput,
  name: "reply",
  options: [{ name: "text", type: ApplicationCommandOptionType.String, value: "Which rank?" }],
};
const claim = { component_type: 2, custom_id: "claim" };

describe("an answer of its own, which stays empty until it is filled in", () => {
  test("is filled in after Discord failed for twenty seconds", async () => {
    failures = 10;
    expect((await ask(reply)).status).toBe(200);
    expect(filledIn).toBe(1);
    expect(world.dm().filter((text) => text.includes("Which rank?"))).toHaveLength(1);
    world.clock.pass(2 * MINUTE);
    expect(await finishCutOff(world.ports)).toEqual({ finished: 0, failed: 0 });
  });

  test.each([
    ["reply", reply, "Jonas to Mara: Which rank?"],
    ["note", { ...reply, name: "note" }, "note by Jonas: Which rank?"],
  ])("of a %s is given up before the invocation ends, and the schedule shows it", async (_, command, shown) => {
    failures = 100;
    const askedAt = world.clock.now();
    await ask(command);
    expect(filledIn).toBe(0);
    expect(world.clock.now() - askedAt).toBeLessThan(30_000);
    for (const _ of [1, 2, 3]) {
      world.clock.pass(MINUTE);
      await finishCutOff(world.ports);
    }
    expect(world.channel().filter((text) => text.includes("Which rank?"))).toEqual([shown]);
  });
});

test("a message that others may have redrawn since isn't drawn again as it was before", async () => {
  failures = 1;
  await ask(claim, InteractionType.MessageComponent);
  expect(world.thread().claimedBy).toBe(JONAS);
  expect([filledIn, failures]).toEqual([0, 0]);
});

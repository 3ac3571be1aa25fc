// What the image runs, run without Docker: its command, its health check and the files that it copies.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { directMessage, newId } from "./dispatches.ts";
import { newRig, REPOSITORY, spawnRelay } from "./rig.ts";
import { until } from "./until.ts";

const dockerfile = await readFile(join(REPOSITORY, "gateway-relay/Dockerfile"), "utf8");
const finalStage = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));

/** The JSON array behind an instruction of the final stage, with the running Node in place of the image's. */
function commandOf(instruction: RegExp): string[] {
  const [program, ...args]: string[] = JSON.parse(finalStage.match(instruction)?.[1] ?? "null");
  expect(program).toBe("node");
  return [process.execPath, ...args];
}

/** A folder with what the final stage copies, laid out as in the image. */
async function imageFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "relay-image-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const copies = [...finalStage.matchAll(/^COPY (?!--from)(\S+) (\S+)$/gm)];
  expect(copies.length).toBeGreaterThan(0);
  for (const [, from = "", to = ""] of copies) await cp(join(REPOSITORY, from), join(folder, to), { recursive: true });
  expect(finalStage).toContain("COPY --from=packages /app .");
  await symlink(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
  return folder;
}

test("the image's command runs the relay from the copied files alone, and its health check tells how it is", async () => {
  const { discord, worker, environment } = await newRig();
  const folder = await imageFolder();
  const relay = spawnRelay(environment(), commandOf(/^CMD (\[.*\])$/m), folder);
  const PORT = String(await relay.port());
  const checkHealth = async () => {
    const [file = "", ...args] = commandOf(/^HEALTHCHECK .*?CMD (\[.*\])$/m);
    const check = spawn(file, args, { cwd: folder, env: { ...environment(), PORT }, stdio: "ignore" });
    return (await once(check, "close"))[0];
  };
  await until("it is connected", () => discord.connected());
  const message = directMessage(newId(), "hello");
  discord.dispatch("MESSAGE_CREATE", message);
  await until("it is delivered", () => worker.contents(message.channel_id).length === 1);
  expect(await checkHealth()).toBe(0);
  relay.child.kill("SIGTERM");
  expect(await relay.ended).toBe(0);
  expect(await checkHealth()).toBe(1);
});

test("the image starts the relay as `npm run relay` does", async () => {
  const { scripts } = JSON.parse(await readFile(join(REPOSITORY, "package.json"), "utf8"));
  const [, ...args] = commandOf(/^CMD (\[.*\])$/m);
  expect(["node", ...args].join(" ")).toBe(scripts.relay);
});

test("the image runs as a user without rights, on Node 24, and keeps its data in a volume", () => {
  expect(finalStage).toMatch(/^FROM node:24-alpine$/m);
  expect(finalStage).toMatch(/^USER node$/m);
  const dataDir = finalStage.match(/DATA_DIR=(\S+)/)?.[1];
  expect(finalStage).toContain(`VOLUME ${dataDir}`);
});

test("what the image copies isn't kept out by .dockerignore", async () => {
  const lines = (await readFile(join(REPOSITORY, ".dockerignore"), "utf8")).split("\n");
  const sources = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from = ""]) => from.split(" "));
  expect(sources.length).toBeGreaterThan(0);
  for (const source of sources) expect(lines).toContain(`!${source.split("/")[0]}`);
});

// The relay's configuration as a person sets it.

import { expect, test } from "vitest";
import { readConfig } from "../../gateway-relay/src/config.ts";
import { SECRET } from "./scripted-worker.ts";

const GOOD = {
  DISCORD_TOKEN: "token",
  WORKER_URL: "https://modmail.example.workers.dev",
  RELAY_SECRET: SECRET,
  DATA_DIR: "/data",
};

test("what may be left out has a default", () => {
  expect(readConfig(GOOD)).toEqual({
    discordToken: "token",
    discordApiUrl: "https://discord.com/api",
    workerUrl: "https://modmail.example.workers.dev",
    secrets: [SECRET],
    dataDir: "/data",
    host: "127.0.0.1",
    port: 8080,
  });
});

test("addresses may end in a slash, and several secrets may be given", () => {
  const config = readConfig({
    ...GOOD,
    WORKER_URL: "http://127.0.0.1:8787/",
    DISCORD_API_URL: "http://127.0.0.1:4242/api/",
    RELAY_SECRET: `whsec_${SECRET} ${SECRET}`,
  });
  expect(config.workerUrl).toBe("http://127.0.0.1:8787");
  expect(config.discordApiUrl).toBe("http://127.0.0.1:4242/api");
  expect(config.secrets).toEqual([`whsec_${SECRET}`, SECRET]);
});

test("everything that is missing is named in one error", () => {
  expect(() => readConfig({ WORKER_URL: " " })).toThrow(
    /DISCORD_TOKEN is missing: .+WORKER_URL is missing: .+RELAY_SECRET is missing: .+DATA_DIR is missing: /,
  );
});

test.for([
  ["DISCORD_TOKEN", "Bot abc"],
  ["DISCORD_API_URL", "https://discord.com/api/v10"],
  ["DISCORD_API_URL", "discord.example/api"],
  ["WORKER_URL", "https://modmail.example.workers.dev/gateway-events"],
  ["WORKER_URL", "ftp://modmail.example"],
  ["RELAY_SECRET", "tooshort"],
  ["PORT", "80800"],
  ["PORT", "-1"],
  ["PORT", "eighty"],
])("%s = %s is malformed, and the error doesn't repeat it", ([name = "", value = ""]) => {
  const read = () => readConfig({ ...GOOD, [name]: value });
  expect(read).toThrow(`${name} is malformed: it should be `);
  expect(read).not.toThrow(value);
});

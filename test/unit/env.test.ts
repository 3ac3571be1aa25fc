// The Worker's configuration: everything missing or malformed is named at once, and no value is ever repeated.

import { describe, expect, test } from "vitest";
import { ConfigError, type Env, readConfig } from "../../worker/env.ts";

const SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA==";
const good = {
  DB: {},
  TRANSCRIPTS: {},
  DISCORD_API_URL: "https://discord.com/api",
  DISCORD_APPLICATION_ID: "100000000000000001",
  DISCORD_PUBLIC_KEY: "ab".repeat(32),
  PUBLIC_URL: "https://modmail.example",
  DISCORD_TOKEN: "MTAw.Gabcde.very-secret_token",
  RELAY_SECRET: SECRET,
};
// The bindings' own types don't matter here: whether they are there does.
const envWith = (change: Record<string, unknown>) => ({ ...good, ...change }) as unknown as Env;

function problemsOf(change: Record<string, unknown>): string {
  try {
    readConfig(envWith(change));
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error("this configuration was taken");
}

test("a good configuration is read", () => {
  expect(readConfig(envWith({}))).toEqual({
    discordApiUrl: "https://discord.com/api",
    cdnUrl: "https://cdn.discordapp.com",
    mediaUrl: "https://media.discordapp.net",
    applicationId: "100000000000000001",
    publicKey: "ab".repeat(32),
    publicUrl: "https://modmail.example",
    token: "MTAw.Gabcde.very-secret_token",
    clientSecret: null,
    privacyContact: null,
    relaySecrets: [SECRET],
  });
  expect(readConfig(envWith({ RELAY_SECRET: `${SECRET} whsec_${SECRET}` })).relaySecrets).toHaveLength(2);
});

test("the dashboard's secret may be missing", () => {
  const secret = "the-client-secret-of-the-app";
  expect(readConfig(envWith({ DISCORD_CLIENT_SECRET: secret })).clientSecret).toBe(secret);
  for (const value of [undefined, ""])
    expect(readConfig(envWith({ DISCORD_CLIENT_SECRET: value })).clientSecret).toBeNull();
});

test("whom to ask about people's data may be said, in a sentence's length", () => {
  const contact = (value: string) => readConfig(envWith({ PRIVACY_CONTACT: value })).privacyContact;
  expect(contact("privacy@northwind.example")).toBe("privacy@northwind.example");
  expect(contact("")).toBeNull();
  expect(() => contact("x".repeat(301))).toThrow(/PRIVACY_CONTACT must be at most 300 characters/);
});

test("Discord's own API is the default", () => {
  for (const value of [undefined, ""]) {
    const own = { DISCORD_API_URL: value, DISCORD_CDN_URL: value, DISCORD_MEDIA_URL: value };
    expect(readConfig(envWith(own))).toMatchObject({
      discordApiUrl: "https://discord.com/api",
      cdnUrl: "https://cdn.discordapp.com",
      mediaUrl: "https://media.discordapp.net",
    });
  }
});

describe("each variable is named when it is missing", () => {
  test.each(Object.keys(good).filter((name) => name !== "DISCORD_API_URL"))("%s", (name) => {
    for (const value of [undefined, ""]) expect(problemsOf({ [name]: value })).toMatch(new RegExp(`\\b${name}\\b`));
  });
});

describe("each variable is named when it is malformed, without its value", () => {
  test.each([
    ["DISCORD_API_URL", "api.example"],
    ["DISCORD_API_URL", "https://api.example/v10"],
    ["DISCORD_API_URL", "https://api.example/"],
    ["DISCORD_API_URL", "ftp://discord.com/api"],
    ["DISCORD_CDN_URL", "https://cdn.example/"],
    ["DISCORD_MEDIA_URL", "media.example"],
    ["DISCORD_APPLICATION_ID", "modmail"],
    ["DISCORD_APPLICATION_ID", "1234"],
    ["DISCORD_PUBLIC_KEY", "ab".repeat(31)],
    ["DISCORD_PUBLIC_KEY", "xy".repeat(32)],
    ["PUBLIC_URL", "modmail.example"],
    ["PUBLIC_URL", "javascript:alert(1)"],
    ["DISCORD_TOKEN", "not-a-token-at-all"],
    ["DISCORD_TOKEN", "Bot MTAw.Gabcde.very-secret_token"],
    ["DISCORD_CLIENT_SECRET", "not a secret of Discord's"],
    ["RELAY_SECRET", "hunter2hunter2"],
    ["RELAY_SECRET", `${SECRET} hunter2hunter2`],
    ["RELAY_SECRET", "whsec_"],
  ])("%s=%s", (name, value) => {
    const message = problemsOf({ [name]: value });
    expect(message).toContain(name);
    expect(message).not.toContain(value);
    expect(message).not.toContain(SECRET);
  });
});

test("several problems come in one message, and none of them tells a secret", () => {
  const message = problemsOf({
    DB: undefined,
    DISCORD_APPLICATION_ID: "modmail",
    PUBLIC_URL: "",
    DISCORD_TOKEN: "secret-but-no-token",
    RELAY_SECRET: "hunter2hunter2",
  });
  for (const name of ["DB", "DISCORD_APPLICATION_ID", "PUBLIC_URL", "DISCORD_TOKEN", "RELAY_SECRET"]) {
    expect(message).toMatch(new RegExp(`\\b${name}\\b`));
  }
  for (const fine of ["DISCORD_API_URL", "DISCORD_PUBLIC_KEY", "TRANSCRIPTS"]) expect(message).not.toContain(fine);
  expect(message).not.toMatch(/secret-but-no-token|hunter2/);
});

// Variables in a server's texts: which are found, which are refused, what they become.

import { expect, test } from "vitest";
import { fillIn, unknownVariable, variablesOf } from "../../../worker/domain/variables.ts";

const VALUES = { user: "Mara", server: "Northwind" };
const isKnown = (name: string) => Object.hasOwn(VALUES, name);

test.each([
  ["Hello {{user}}!", "Hello Mara!"],
  ["Hello {user}!", "Hello Mara!"],
  ["Hello {{ User }}!", "Hello Mara!"],
  ["{{user}}{user} of {{server}}", "MaraMara of Northwind"],
  ["if (x) { return user; } {}", "if (x) { return user; } {}"],
  ["{{unknown}} and { user }", "{{unknown}} and { user }"],
  ["{{constructor}} {toString}", "{{constructor}} {toString}"],
])("%j becomes %j", (text, filled) => {
  expect(fillIn(text, VALUES)).toBe(filled);
});

test("a value that looks like a variable stays what it is", () => {
  expect(fillIn("{{user}} in {{server}}", { user: "{{server}}", server: "$& $1" })).toBe("{{server}} in $& $1");
});

test.each([
  ["Hello {{user}} of {server}", null],
  ["Hello {{ username }}", "{{ username }}"],
  ["Hello {usuário}", "{usuário}"],
  ["Hello {{}}", "{{}}"],
  ["Hello {{user name}}", "{{user name}}"],
  ["{ } { user } {}", null],
  ["{{{user}}}", null],
])("of %j the unknown variable is %j", (text, unknown) => {
  expect(unknownVariable(text, isKnown)).toBe(unknown);
});

test("finds every variable in order", () => {
  expect(variablesOf("{{1}} {B} {{ a }} {{1}}")).toEqual(["1", "b", "a", "1"]);
});

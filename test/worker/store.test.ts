// The store on real D1 keeps the contract.

import { afterAll, beforeAll, describe } from "vitest";
import { createStore } from "../../worker/store/store.ts";
import { type LocalD1, startD1 } from "./d1.ts";
import { storeContract } from "./store-contract.ts";

let d1: LocalD1;

beforeAll(async () => {
  d1 = await startD1();
});
afterAll(() => d1.stop());

describe("the store on D1", () => {
  storeContract(async () => {
    await d1.empty();
    return createStore(d1.db, () => {});
  });
});

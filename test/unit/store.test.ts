// The in-memory store of the verbs' tests keeps the same contract as D1.

import { describe } from "vitest";
import { storeContract } from "../worker/store-contract.ts";
import { createMemoryStore } from "./ports/memory-store.ts";

describe("the store in memory", () => storeContract(async () => createMemoryStore()));

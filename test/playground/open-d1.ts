// D1 from outside the Worker: a small Worker beside it runs statements that come over HTTP. Miniflare's own bindings
// for Node block the process on every prepare and bind, and break when many calls are under way.

import { once } from "node:events";
import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import type { D1Database, D1Result } from "@cloudflare/workers-types";

/** The Worker that runs the statements, all or nothing; reached on this computer only. */
export const STATEMENT_RUNNER = `export default {
  async fetch(request, { DB }) {
    const statements = await request.json();
    try {
      return Response.json(await DB.batch(statements.map(({ sql, params }) => DB.prepare(sql).bind(...params))));
    } catch (error) {
      return new Response(error.message, { status: 400 });
    }
  },
};`;

const agent = new Agent({ keepAlive: true });

/** There are thousands of these: `fetch` takes several times as long. */
async function post(url: string, sent: string): Promise<{ status: number | undefined; body: string }> {
  const request = httpRequest(url, { method: "POST", agent });
  try {
    request.end(sent);
    const [answer] = (await once(request, "response")) as [IncomingMessage];
    return { status: answer.statusCode, body: await text(answer) };
  } catch (error) {
    // A kept connection was used just when workerd closed it, after five seconds: nobody has read the request.
    if (request.reusedSocket && (error as { code?: string }).code === "ECONNRESET") return post(url, sent);
    throw error;
  }
}

interface Statement {
  sql: string;
  params: unknown[];
}

/** As much of D1's interface as tests use: prepare, bind, first, all, run, batch. `url`: of the runner. */
export function openD1(url: string): D1Database {
  async function run(statements: Statement[]): Promise<D1Result[]> {
    const { status, body } = await post(url, JSON.stringify(statements));
    if (status !== 200) throw new Error(body);
    return JSON.parse(body) as D1Result[];
  }
  const prepared = (sql: string, params: unknown[]) => {
    const all = async () => (await run([{ sql, params }]))[0];
    return {
      sql,
      params,
      bind: (...given: unknown[]) => prepared(sql, given),
      all,
      run: all,
      first: async () => (await all())?.results[0] ?? null,
    };
  };
  const database = {
    prepare: (sql: string) => prepared(sql, []),
    batch: (statements: Statement[]) => run(statements.map(({ sql, params }) => ({ sql, params }))),
  };
  return database as unknown as D1Database;
}

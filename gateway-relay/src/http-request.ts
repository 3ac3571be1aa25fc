// One request over node:http(s) with kept-alive connections. Not fetch: it needs three times the memory for what a small
// always-on process does ten thousand times, and follows redirects unless told not to.

import { Agent, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps, Agent as SecureAgent } from "node:https";

export interface HttpAnswer {
  status: number;
  retryAfter: string | null;
  body: string;
}

export interface HttpRequestOptions {
  headers: Record<string, string>;
  /** Empty with GET. */
  body?: string;
  /** Cuts the request off. */
  signal: AbortSignal;
  /** For everything from connecting to the answer's last byte. */
  timeoutMs: number;
}

const agent = new Agent({ keepAlive: true });
const secureAgent = new SecureAgent({ keepAlive: true });

/** Rejects when no whole answer came: refused, cut, too late. The work may have been done all the same. */
export async function httpRequest(
  method: "GET" | "POST",
  url: string,
  { headers, body = "", signal, timeoutMs }: HttpRequestOptions,
): Promise<HttpAnswer> {
  const cut = new AbortController();
  const onStop = () => cut.abort();
  signal.addEventListener("abort", onStop, { once: true });
  if (signal.aborted) cut.abort();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    cut.abort();
  }, timeoutMs);
  try {
    return await new Promise((resolve, reject) => {
      const options = {
        method,
        headers: method === "GET" ? headers : { ...headers, "content-length": Buffer.byteLength(body) },
        signal: cut.signal,
      };
      const onAnswer = (answer: IncomingMessage) => readAnswer(answer).then(resolve, reject);
      const request = url.startsWith("https:")
        ? requestHttps(url, { ...options, agent: secureAgent }, onAnswer)
        : requestHttp(url, { ...options, agent }, onAnswer);
      request.on("error", reject);
      request.end(body);
    });
  } catch (error) {
    throw late ? new Error(`no answer within ${timeoutMs} ms`) : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", onStop);
  }
}

async function readAnswer(answer: IncomingMessage): Promise<HttpAnswer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  return {
    status: answer.statusCode ?? 0,
    retryAfter: answer.headers["retry-after"] ?? null,
    body: Buffer.concat(chunks).toString(),
  };
}

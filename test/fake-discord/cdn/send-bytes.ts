// A file as an HTTP answer: whole, or the one range that is asked for, as players do to find out how long a recording is.

import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";

/** 206 with a range that can be read, 416 with one beyond the end, 200 with everything else. */
export function sendBytes(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Uint8Array,
  headers: OutgoingHttpHeaders,
): void {
  const size = bytes.byteLength;
  const all = { ...headers, "Accept-Ranges": "bytes", "Access-Control-Allow-Origin": "*" };
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
  if (from === "" && to === "") {
    response.writeHead(200, { ...all, "Content-Length": size }).end(bytes);
    return;
  }
  // `-500` means the last 500.
  const first = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (first > last) {
    response.writeHead(416, { "Content-Range": `bytes */${size}` }).end();
    return;
  }
  const part = bytes.subarray(first, last + 1);
  const range = { "Content-Range": `bytes ${first}-${last}/${size}`, "Content-Length": part.byteLength };
  response.writeHead(206, { ...all, ...range }).end(part);
}

// A browser for tests of the dashboard: keeps cookies, sends forms as browsers do, follows nothing by itself.

/** Where a dashboard answers: the door itself in unit tests, a running Worker in end-to-end ones. */
export type Ask = (request: Request) => Promise<Response>;

export interface Seen {
  status: number;
  headers: Headers;
  /** Where a redirect goes; "" when it is none. */
  location: string;
  html: string;
}

let browsers = 0;

export class Browser {
  readonly #ask: Ask;
  readonly origin: string;
  readonly cookies = new Map<string, string>();
  /** Each comes from an address of its own: sign-ins are counted by it. */
  readonly address = `10.${++browsers >> 16}.${(browsers >> 8) & 255}.${browsers & 255}`;
  /** The token in the last page that had a form. */
  csrf = "";

  constructor(origin: string, ask: Ask) {
    this.origin = origin;
    this.#ask = ask;
  }

  get = (path: string, headers: Record<string, string> = {}): Promise<Seen> =>
    this.send("GET", path, undefined, headers);

  /** Sends a form of the page that was seen last; a field of an empty array isn't sent. */
  post(path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Seen> {
    const form = new URLSearchParams({ csrf: this.csrf, ...fields });
    return this.send("POST", path, form, { origin: this.origin, "sec-fetch-site": "same-origin", ...headers });
  }

  /** As `post`, with files in the field `uploads`, as a form sends them that takes any. */
  upload(path: string, fields: Record<string, string>, files: readonly File[]): Promise<Seen> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ csrf: this.csrf, ...fields })) form.append(name, value);
    for (const file of files) form.append("uploads", file);
    return this.send("POST", path, form, { origin: this.origin, "sec-fetch-site": "same-origin" });
  }

  async send(method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}): Promise<Seen> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const request = new Request(new URL(path, this.origin), {
      method,
      redirect: "manual",
      headers: { "cf-connecting-ip": this.address, ...(cookie === "" ? {} : { cookie }), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const response = await this.#ask(request);
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const html = await response.text();
    this.csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? this.csrf;
    const { status, headers: received } = response;
    return { status, headers: received, location: received.get("location") ?? "", html };
  }

  #keep(line: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/max-age=0\b/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

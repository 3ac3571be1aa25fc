// The dashboard's cookies. Over https their names begin with `__Host-`: no other host, path or plain connection can set
// or see them (RFC 6265bis, section 4.1.3.2).

export interface Cookie {
  name: "modmail" | "modmail-sign-in";
  value: string;
  /** 0: the browser forgets it. */
  seconds: number;
}

const isSecure = (publicUrl: string): boolean => publicUrl.startsWith("https:");
const nameOf = (name: Cookie["name"], publicUrl: string): string => (isSecure(publicUrl) ? `__Host-${name}` : name);

/** Lax: Discord's way back is a link, and must bring the cookie. */
export function setCookie({ name, value, seconds }: Cookie, publicUrl: string): string {
  const secure = isSecure(publicUrl) ? "; Secure" : "";
  return `${nameOf(name, publicUrl)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

export function readCookie(headers: Headers, name: Cookie["name"], publicUrl: string): string | null {
  const wanted = `${nameOf(name, publicUrl)}=`;
  const pair = (headers.get("cookie") ?? "").split(/;\s*/).find((one) => one.startsWith(wanted));
  return pair?.slice(wanted.length) ?? null;
}

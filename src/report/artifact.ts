/** What the report calls standard input. */
export const stdin = "<stdin>";

/** The URI of a file: relative where the path is, and with what has a meaning in a URI encoded (RFC 3986). */
export function uriOf(path: string): string {
  const encoded = path
    .replace(/\p{Cs}/gu, "\ufffd")
    .split("/")
    .map((part) => encodeURIComponent(part).replace(/[!'()*]/g, hex))
    .join("/");
  if (path.startsWith("/")) return `file://${encoded}`;
  return /^[A-Za-z]:\//.test(path) ? `file:///${encoded.replace("%3A", ":")}` : encoded;
}

function hex(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** What the report calls standard input. */
export const stdin = "<stdin>";

/**
 * The path of a file as other machines know it: from the folder of the check on where it lies in it, with `/` between
 * its parts.
 */
export function pathFrom(folder: string, file: string): string {
  const path = file.replaceAll("\\", "/");
  const base = `${folder.replaceAll("\\", "/").replace(/\/+$/, "")}/`;
  const relative = path.startsWith(base) ? path.slice(base.length) : path;
  return relative.replace(/^(?:\.\/+)+/, "");
}

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

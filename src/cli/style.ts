import type { WriteStream } from "node:tty";
import { plain, type Role, type Style } from "../report/style.ts";

/** SGR codes; `styleText` of `node:util` is not in every Node 20. */
const codes: Readonly<Record<Role, readonly [number, number]>> = {
  error: [31, 39],
  warning: [33, 39],
  info: [36, 39],
  strong: [1, 22],
  faint: [2, 22],
};

const colour: Style = (role, text) => {
  const [on, off] = codes[role];
  return `\u001b[${on}m${text}\u001b[${off}m`;
};

/** Colours on a terminal that can show them, unless the user wants none (https://no-color.org). */
export function styleFor(stream: Pick<WriteStream, "isTTY">, wanted: boolean): Style {
  const { NO_COLOR, TERM } = process.env;
  return stream.isTTY && wanted && (NO_COLOR ?? "") === "" && TERM !== "dumb" ? colour : plain;
}

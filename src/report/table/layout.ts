import type { Role, Style } from "../style.ts";
import { wrap } from "./wrap.ts";

/** Writes lines of text that fit the terminal. */
export interface Layout {
  readonly width: number;
  readonly style: Style;
  readonly heading: (text: string) => void;
  readonly text: (text: string, indent?: string, hanging?: string, role?: Role) => void;
  /** A line that is laid out already. */
  readonly line: (text?: string) => void;
}

/** Narrower columns cannot be read, wider lines neither. */
const narrowest = 40;
const widest = 120;

export function createLayout(write: (text: string) => void, columns: number, style: Style): Layout {
  const width = Math.min(widest, Math.max(narrowest, columns));
  return {
    width,
    style,
    heading: (text) => write(`\n${style("strong", wrap(text, width))}\n`),
    text(text, indent = "", hanging = indent, role) {
      const lines = wrap(text, width, indent, hanging);
      write(`${role === undefined ? lines : style(role, lines)}\n`);
    },
    line: (text = "") => write(`${text}\n`),
  };
}

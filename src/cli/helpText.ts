import { wrap } from "../report/table/wrap.ts";
import { widthFor } from "./width.ts";

/** Wider lines cannot be read. */
const widest = 120;

/** What stands behind the options in a command's help, as wide as the terminal. */
export function helpText(text: string): () => string {
  return () => filledHelp(text, widthFor(process.stdout));
}

/** Help as wide as the terminal: paragraphs are filled, the lines of a list hang, and what is to be typed stays as it is. */
export function filledHelp(text: string, columns: number): string {
  const width = Math.min(widest, columns);
  const lines: string[] = [];
  let paragraph: string[] = [];
  function end(): void {
    if (paragraph.length > 0) lines.push(wrap(paragraph.join(" "), width));
    paragraph = [];
  }
  for (const line of text.split("\n")) {
    if (/^\S/.test(line)) {
      paragraph.push(line);
      continue;
    }
    end();
    // What is listed, and what is said of it: `  0  done`.
    const [item = ""] = /^ {2}\S+ {2,}(?=\S)/.exec(line) ?? [];
    const indent = " ".repeat(item.length);
    lines.push(
      item === "" ? line : item + wrap(line.slice(item.length), width, indent, indent).slice(item.length),
    );
  }
  end();
  return lines.join("\n");
}

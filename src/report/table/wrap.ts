import stringWidth from "string-width";

/** Where a line may break: at white space other than the no-break spaces, U+00A0, U+2007, U+202F and U+FEFF. */
const breaks = /[^\S\u00a0\u2007\u202f\ufeff]+/;

/** Text on as many lines as it needs, each behind the indent; a word that is longer than a line stays whole. */
export function wrap(text: string, width: number, indent = "", hanging = indent): string {
  const lines: string[] = [];
  let line = indent;
  let used = stringWidth(indent);
  let blank = true;
  for (const word of text.split(breaks)) {
    if (word === "") continue;
    const size = stringWidth(word);
    if (!blank && used + 1 + size > width) {
      lines.push(line);
      line = hanging;
      used = stringWidth(hanging);
      blank = true;
    }
    line += blank ? word : ` ${word}`;
    used += blank ? size : size + 1;
    blank = false;
  }
  return [...lines, line].join("\n");
}

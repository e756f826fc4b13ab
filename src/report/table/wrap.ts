import stringWidth from "string-width";

/** Text on as many lines as it needs, each behind the indent; a word that is longer than a line stays whole. */
export function wrap(text: string, width: number, indent = "", hanging = indent): string {
  const lines: string[] = [];
  let line = indent;
  let used = stringWidth(indent);
  let blank = true;
  for (const word of text.split(/\s+/)) {
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

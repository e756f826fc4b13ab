/** Signs that move the cursor, change colours or turn the direction of writing, and what is no sign at all. */
const controls = /[\p{Cc}\p{Cs}\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** What a runner of GitHub Actions takes for a command in a log: `::name` where a line may start, `##[name` anywhere. */
const commands = /(?<=^|\s):(?=:)|#(?=#(?:vso)?\[)/g;

/**
 * Text from a file, safe to print: it stays on its line and cannot drive the terminal, or the runner that keeps the log.
 * A title with an escape sequence could otherwise clear the screen or hide a finding.
 */
export function printable(text: string): string {
  return text
    .replace(/[\t\r\n]+/g, " ")
    .replace(controls, "\ufffd")
    .replace(commands, "$& ");
}

/** What `--format json` prints: one document, laid out so that a person can read it too. */
export function jsonReport(report: unknown): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

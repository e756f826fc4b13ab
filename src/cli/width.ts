/** Of a pipe or a file, and of a terminal that does not know its own. */
const usualWidth = 80;

/** How many columns of text fit: those of the terminal, or what `COLUMNS` says where there is none. */
export function widthFor(terminal: { readonly columns: number } | undefined): number {
  if (terminal !== undefined) return terminal.columns || usualWidth;
  const { COLUMNS = "" } = process.env;
  return /^[1-9]\d{0,5}$/.test(COLUMNS) ? Number(COLUMNS) : usualWidth;
}

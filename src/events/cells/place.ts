/** Where a cell stands in its file. Lines and columns start at 1; a column is a UTF-16 unit, as in an editor. */
export interface CellPlace {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** Of the character behind the last one; that of the first one where the cell is empty. */
  readonly endColumn: number;
}

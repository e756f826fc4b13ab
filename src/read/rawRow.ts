/** A row of a JSON file before it is an event. */
export type RawRow =
  | { readonly kind: "object"; readonly object: object; readonly line: number }
  | { readonly kind: "refused"; readonly line: number; readonly code: string; readonly message: string };

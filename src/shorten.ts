/** The text, or its beginning where it is longer than `most` characters: a message is for a person to read. */
export function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

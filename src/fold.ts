const plain = /^[a-z0-9]*$/;
const marks = /\p{M}+/gu;
const signs = /[^\p{L}\p{N}]+/gu;

/**
 * Text as a person compares it: without case, accents, spaces and punctuation. `Master’s programme`, `MASTERS_PROGRAMME`
 * and `masters-programme` fold to the same.
 */
export function fold(text: string): string {
  if (plain.test(text)) return text;
  return text.normalize("NFKD").replace(marks, "").toLowerCase().replace(signs, "");
}

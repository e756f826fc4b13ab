const plain = /^[a-z0-9]*$/;
const ascii = /^[ -~]*$/;
const asciiSigns = /[^a-z0-9]+/g;
const marks = /\p{M}+/gu;
const signs = /[^\p{L}\p{N}]+/gu;

/**
 * Text as a person compares it: without case, accents, spaces and punctuation. `Master’s programme`, `MASTERS_PROGRAMME`
 * and `masters-programme` fold to the same.
 */
export function fold(text: string): string {
  if (plain.test(text)) return text;
  // Most text has no accents, and Unicode's rules cost ten times as much.
  if (ascii.test(text)) return text.toLowerCase().replace(asciiSigns, "");
  return text.normalize("NFKD").replace(marks, "").toLowerCase().replace(signs, "");
}

/** How much of what both have is left around what changed, so that its place can be told. */
const around = { words: 3, signs: 20 };
/** A longer text is cut between signs, where it cannot be cut between words: a pattern has none. */
const longest = 200;

/** `“… enter 0 for men.” → “… enter all participants.”`: what two texts begin or end with alike is left out. */
export function textChange(before: string, after: string): string {
  const byWord = cutBoth(before, after, " ", around.words);
  const isLong = byWord.some((text) => text.length > longest);
  const [one, other] = isLong ? cutBoth(before, after, "", around.signs) : byWord;
  return `“${one}” → “${other}”`;
}

function cutBoth(before: string, after: string, separator: string, kept: number): readonly [string, string] {
  const one = separator === "" ? [...before] : before.split(separator);
  const other = separator === "" ? [...after] : after.split(separator);
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  const space = separator === "" ? "" : " ";
  const cut = (pieces: readonly string[]): string => {
    const from = start > kept + 1 ? start - kept : 0;
    const to = end > kept + 1 ? pieces.length - end + kept : pieces.length;
    const middle = pieces.slice(from, to).join(separator);
    return `${from > 0 ? `…${space}` : ""}${middle}${to < pieces.length ? `${space}…` : ""}`;
  };
  return [cut(one), cut(other)];
}

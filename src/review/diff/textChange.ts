/** Words that are left around what changed, so that its place can be told. */
const around = 3;

/** `“… enter 0 for men.” → “… enter all participants.”`: what two texts begin or end with alike is left out. */
export function textChange(before: string, after: string): string {
  const one = before.split(" ");
  const other = after.split(" ");
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  const cut = (words: readonly string[]): string => {
    const from = start > around + 1 ? start - around : 0;
    const to = end > around + 1 ? words.length - end + around : words.length;
    return `“${from > 0 ? "… " : ""}${words.slice(from, to).join(" ")}${to < words.length ? " …" : ""}”`;
  };
  return `${cut(one)} → ${cut(other)}`;
}

/** For an option that may be given several times, each with several values joined by commas. */
export function listOption(text: string, before: readonly string[] | undefined): readonly string[] {
  const values = text
    .split(",")
    .map((value) => value.trim())
    .filter((value) => value !== "");
  return [...(before ?? []), ...values];
}

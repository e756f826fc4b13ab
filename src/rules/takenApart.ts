/** `platformCourseCode` → `platform course code`; a word in capitals stays as it is. */
export function takenApart(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(" ")
    .map((word) => (/^[A-Z][A-Z0-9]/.test(word) ? word : word.toLowerCase()))
    .join(" ");
}

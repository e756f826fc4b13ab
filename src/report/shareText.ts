/**
 * `1.2 %` of a whole, for people: what is small is not shown as nothing, and what is not all not as all; – of nothing.
 * For display alone: limits are held against exact counts.
 */
export function shareText(part: number, whole: number): string {
  if (whole === 0) return "–";
  if (part === 0) return "0 %";
  if (part === whole) return "100 %";
  const percent = (100 * part) / whole;
  if (percent < 0.1) return "< 0.1 %";
  return part < whole && percent > 99.9 ? "> 99.9 %" : `${percent.toFixed(1)} %`;
}

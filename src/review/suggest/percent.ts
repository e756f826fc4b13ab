/** `99.3 %`, rounded down: 100 % is said where nothing is missing. */
export function percent(share: number): string {
  return `${Math.floor(share * 1000 + 1e-9) / 10} %`;
}

import { gammaln, quantileSorted } from "simple-statistics";

/**
 * The 97.5 % point of the normal distribution, for an interval that holds 95 %. Written out: an approximation of it,
 * as libraries have, is wrong in the third digit.
 */
const z = 1.959963984540054;

/** A share with the interval that holds the true one with 95 % confidence. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval, 95 %: it stays within 0 and 1 and is honest for shares near 1, where the usual one has no
 * width.
 *
 * Source: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22 (1927) 209–212;
 * recommended for shares by Brown, Cai and DasGupta, Statistical Science 16 (2001) 101–133.
 */
export function wilson(holds: number, support: number): Interval {
  if (support === 0) return { low: 0, high: 1 };
  const share = holds / support;
  const spread = z * z;
  const centre = share + spread / (2 * support);
  const width = z * Math.sqrt((share * (1 - share)) / support + spread / (4 * support * support));
  const whole = 1 + spread / support;
  return {
    low: holds === 0 ? 0 : Math.max(0, (centre - width) / whole),
    high: holds === support ? 1 : Math.min(1, (centre + width) / whole),
  };
}

/**
 * How likely it is at the most that so many of `support` independent events hold, where each does with the chance
 * `by` (Chernoff's bound; exact where all of them hold).
 */
export function chanceOfShare(holds: number, support: number, by: number): number {
  if (support === 0 || by >= 1) return 1;
  const share = holds / support;
  if (share <= by) return 1;
  if (by <= 0) return 0;
  const lost = share === 1 ? 0 : (1 - share) * Math.log((1 - share) / (1 - by));
  return Math.exp(-support * (share * Math.log(share / by) + lost));
}

/**
 * How likely it is that at least `holds` of `support` events have something that `having` of all `total` have, were they
 * drawn by chance (the one-sided exact test of R. A. Fisher, Statistical Methods for Research Workers, 1934).
 */
export function chanceOfDraw(holds: number, support: number, having: number, total: number): number {
  let sum = 0;
  for (let count = holds; count <= Math.min(support, having); count++) {
    const log = logChoose(having, count) + logChoose(total - having, support - count);
    sum += Math.exp(log - logChoose(total, support));
  }
  return Math.min(1, sum);
}

function logChoose(of: number, take: number): number {
  if (take < 0 || take > of) return Number.NEGATIVE_INFINITY;
  return gammaln(of + 1) - gammaln(take + 1) - gammaln(of - take + 1);
}

/**
 * Which of several finds are no chance finds when all `tried` candidates are counted, at a risk of `risk` for a single
 * false one among them (S. Holm, A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal of
 * Statistics 6 (1979) 65–70). Candidates without a chance in the list count as tried in vain.
 */
export function holm(chances: readonly number[], tried: number, risk: number): ReadonlySet<number> {
  const order = chances.map((chance, index) => ({ chance, index }));
  order.sort((one, other) => one.chance - other.chance || one.index - other.index);
  const kept = new Set<number>();
  for (const [rank, { chance, index }] of order.entries()) {
    if (chance > risk / Math.max(1, tried - rank)) break;
    kept.add(index);
  }
  return kept;
}

/**
 * The outer fence of values that spread by factors, as numbers of people do: three times the range of the middle half
 * above its upper end, on the scale of logarithms (J. W. Tukey, Exploratory Data Analysis, 1977: "far out").
 * `undefined` where the middle half has no range.
 *
 * @param sorted Values above 0, ascending.
 */
export function outerFence(sorted: ArrayLike<number>): number | undefined {
  if (sorted.length < 4) return undefined;
  const lower = Math.log(quantile(sorted, 0.25));
  const upper = Math.log(quantile(sorted, 0.75));
  return upper > lower ? Math.exp(upper + 3 * (upper - lower)) : undefined;
}

/** The value below which this share of the values lies. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted.length === 0 ? Number.NaN : quantileSorted(Array.from(sorted), share);
}

/** The next number with two digits and zeros: a limit that nobody takes for a measured one. */
export function roundedUp(value: number): number {
  if (value <= 10) return Math.ceil(value);
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / unit - 1e-9) * unit;
}

import { grouped } from "../../report/table/counted.ts";
import type { CoverageCounts, Share } from "../../review/examples/coverage.ts";
import type { LeastCoverage } from "../../review/examples/report.ts";

/** `2,310 of 2,400 (96.2 %)` */
export function shareText(share: Share): string {
  return `${grouped(share.shown)} of ${grouped(share.of)} (${percentText(share)})`;
}

/** Rounded down, so that only the whole is a hundred. */
function percentText({ shown, of }: Share): string {
  const tenths = of === 0 ? 1_000 : Math.floor((1_000 * shown) / of);
  return `${(tenths / 10).toFixed(1)} %`;
}

/** The figures in one line. */
export function countsText({ total, seen, decides, cannotBeShown }: CoverageCounts): string {
  const left = cannotBeShown === 0 ? "" : `; ${grouped(cannotBeShown)} cannot be shown and count for nothing`;
  return `Coverage ${shareText(total)}: seen ${shareText(seen)}, decides alone ${shareText(decides)}${left}.`;
}

/** More names than this are no help. */
const mostNames = 20;

/** What is below the least coverage: the total, and the rules that are by themselves. */
export function leastText({ percent, below }: LeastCoverage, total: Share): string {
  const rules = below
    .slice(0, mostNames)
    .map(({ rule, coverage }) => `${rule.id} ${percentText(coverage.counts.total)}`);
  const more = below.length > mostNames ? ` and ${below.length - mostNames} more` : "";
  return `Coverage is ${percentText(total)}, below the ${percent} % that are asked for. Rules below it: ${rules.join(", ")}${more}.`;
}

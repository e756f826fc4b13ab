import { expect, test } from "vitest";
import { createChecker } from "../../src/checker/checker.ts";
import { normaliseEvent } from "../../src/events/normalise.ts";
import type { Profile } from "../../src/profile/schema.ts";

const asOf = "2025-06-30";
const held = { eventId: "EMS-1", participants: 100, cocIssued: 71 };

function withRate(rate?: "percent" | "fraction"): Profile {
  return {
    name: "model",
    version: "1",
    description: "A model with a name of its own.",
    source: "ours",
    ...(rate === undefined ? {} : { rate }),
    fields: { cocRate: { columns: ["share"] } },
  };
}

/** What a rate in the caller's own property is read as; `undefined` where it cannot be read. */
function read(value: unknown, rate?: "percent" | "fraction"): unknown {
  const checker = createChecker({ asOf, profile: withRate(rate) });
  const event = JSON.parse(JSON.stringify({ ...held, share: value }));
  const { violation } = checker.explain(event, "coc-rate-mismatch");
  return violation.kind === "comparison" ? violation.fact.value : violation.kind;
}

test("on a save a rate is in percent as it stands", () => {
  for (const [value, rate] of [
    [0.71, 0.71],
    ["0.71", 0.71],
    [71, 71],
    ["71%", 71],
  ])
    expect(normaliseEvent({ ...held, cocRate: value }).cocRate).toBe(rate);
});

test("a profile says that the model keeps fractions; where it says nothing, a small number cannot be read", () => {
  expect([read(0.71, "fraction"), read(0.71, "percent"), read(0.71)]).toEqual([71, 0.71, undefined]);
  expect([read("71%", "fraction"), read("71%"), read(71)]).toEqual([71, 71, 71]);
});

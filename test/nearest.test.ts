import { describe, expect, test } from "vitest";
import { nearest } from "../src/nearest.ts";

describe("nearest", () => {
  test.each([
    ["grater than", ["lessThan", "greaterThan"], "greaterThan"],
    ["particpants", ["title", "participants"], "participants"],
    ["Évènement", ["evenement"], "evenement"],
    ["e", ["a", "b"], undefined],
    ["", [""], undefined],
    ["workshop", ["course", "seminar"], undefined],
    ["cat", ["bat", "hat"], "bat"],
    // A third of the longer one would be three letters.
    ["certi", ["certified"], undefined],
    ["Kenia", ["Kenya"], "Kenya"],
    ["x".repeat(101), ["x".repeat(101)], undefined],
  ])("%s among %j", (found, candidates, expected) => {
    expect(nearest(found, candidates)).toBe(expected);
  });

  test("the nearer one wins over the first one", () => {
    expect(nearest("participants", ["participant", "participants"])).toBe("participants");
  });
});

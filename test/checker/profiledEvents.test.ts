import { describe, expect, test } from "vitest";
import { profiledEvents } from "../../src/checker/profiledEvents.ts";
import { builtinProfile } from "../../src/profile/builtin.ts";

const profile = builtinProfile("ems");
const model = { "Event ID": "EMS-1", "No. of participants": 25 };

describe("keys that a stranger made up", () => {
  test("do not take the place of those of the model for good", () => {
    const { read } = profiledEvents(profile);
    for (let index = 0; index < 500; index++) read({ ...model, [`other ${index}`]: 1 });
    const { columns } = read(model);
    expect(columns?.get("participants")).toBe("No. of participants");
    // What the keys stand for is found out once: the same object is proof of it.
    expect(read({ ...model }).columns).toBe(columns);
  });

  test.each([
    ["of 300 characters", 300, 25],
    ["of 301", 301, undefined],
  ])("a name %s", (_, length, participants) => {
    const { read } = profiledEvents(profile);
    expect(read({ ["participants".padEnd(length)]: 25 }).record.participants).toBe(participants);
  });

  test.each([
    ["the thousandth", 999, 25],
    ["the one behind it", 1_000, undefined],
  ])("%s", (_, before, participants) => {
    const { read } = profiledEvents(profile);
    const others = Object.fromEntries(Array.from({ length: before }, (_, index) => [`other ${index}`, 1]));
    expect(read({ ...others, participants: 25 }).record.participants).toBe(participants);
  });
});

import { expect, test } from "vitest";
import { createCounter } from "../../src/cli/rules/counter.ts";

function written(isTTY: boolean): string {
  let text = "";
  const counter = createCounter(
    {
      isTTY,
      write: (piece: string | Uint8Array) => {
        text += String(piece);
        return true;
      },
    },
    "rules mutated",
  );
  for (let done = 0; done < 1_000; done++) counter.update(done, 1_000);
  counter.stop();
  counter.stop();
  return text;
}

test("a pipe gets nothing", () => {
  expect(written(false)).toBe("");
});

test("a terminal gets a line that is taken away at the end", () => {
  const lines = written(true).split("\r\u001b[2K");
  expect(lines).toContain("990 of 1000 rules mutated");
  expect(lines.length).toBeLessThan(110);
  expect(lines.at(-1)).toBe("");
});

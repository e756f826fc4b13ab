import { describe, expect, test } from "vitest";
import { parseLocatedJson } from "../src/json.ts";
import { thrownBy } from "./thrownBy.ts";

function problemIn(text: string) {
  return thrownBy(() => parseLocatedJson(text, "a.json")).problems[0];
}

describe("a slip in JSON that is written by hand is told with its place, in words, and what to do", () => {
  test.each([
    ['{\n  "a": [1, 2,]\n}', '2:14: "]" is not expected here', /Take out the comma before it/],
    ['{\n  "a": 1,\n}', '3:1: "}" is not expected here', /Take out the comma before it/],
    ['{ "a": 1,, "b": 2 }', '1:10: "," is not expected here', /Take out this comma/],
    ['{ "a": 1\n  "b": 2 }', "2:3: a text is not expected here", /comma is missing before it/],
    ["{ 'a': 1 }", "1:3: Unexpected character ''' found", /straight quotation marks/],
    ["// hello\n{}", "1:1: Unexpected character '/' found", /no comments/],
    ['{\n<<<<<<< HEAD\n  "a": 1\n}', "2:1: Unexpected character '<' found", /A merge left its marks/],
    ['{ "a": 1', "1:9: it ends too early", undefined],
    ['{ "a": nope }', "1:8: Unexpected identifier 'nope' found", undefined],
  ])("%j", (text, told, hint) => {
    const problem = problemIn(text);
    expect(problem?.code).toBe("json-syntax");
    expect(`${problem?.line}:${problem?.column}: ${problem?.message}`).toBe(
      told.replace(": ", ": The file is not JSON: ").concat("."),
    );
    if (hint === undefined) expect(problem?.hint).toBeUndefined();
    else expect(problem?.hint).toMatch(hint);
  });

  test("nothing at all is told as such", () => {
    expect(problemIn(" \n")?.message).toBe("The file is empty, and no JSON.");
  });
});

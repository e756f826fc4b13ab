import { afterAll, afterEach, expect, test, vi } from "vitest";
import { tellFailure } from "../../src/cli/failure.ts";
import { DataQualityError } from "../../src/errors.ts";

const told = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
const text = (): string => told.mock.calls.map(([part]) => String(part)).join("");

afterEach(() => {
  told.mockClear();
  vi.unstubAllEnvs();
});
afterAll(() => told.mockRestore());

test.each([
  ["a message", new TypeError("Unexpected token J in Jane Doe")],
  ["a message of several lines", new SyntaxError("No JSON\n    at Jane Doe\n    at /home/jane/export.csv")],
  ["no error at all", "Jane Doe"],
])("a mistake of our own is told without what it quotes: %s", (_, error) => {
  expect(tellFailure(error)).toBe(2);
  expect(text()).toContain("please report it");
  expect(text()).not.toMatch(/jane/i);
});

test("it says what was thrown and where, by files and not by folders", () => {
  tellFailure(new RangeError("too long"));
  expect(text()).toMatch(/RangeError < failure\.test\.ts:\d+:\d+/);
  expect(text()).not.toContain(process.cwd());
});

test("all of it is shown to whom asks for it", () => {
  vi.stubEnv("EMS_DQ_DEBUG", "1");
  tellFailure(new RangeError("too long"));
  expect(text()).toContain("RangeError: too long");
});

test("mistakes are told from the top of each file to its end, the files as they came", () => {
  const at = (file: string | undefined, line?: number, column?: number) => ({
    code: "invalid-value",
    message: "Wrong.",
    ...(file === undefined ? {} : { file }),
    ...(line === undefined || column === undefined ? {} : { line, column }),
  });
  tellFailure(
    new DataQualityError([
      at("b.json", 7, 3),
      at("a.json", 2, 9),
      at("b.json", 7, 1),
      at(undefined),
      at("a.json", 1, 30),
      at("b.json"),
    ]),
  );
  expect(text().match(/^.*?(?=Wrong)/gm)).toEqual([
    "b.json: ",
    "b.json:7:1: ",
    "b.json:7:3: ",
    "a.json:1:30: ",
    "a.json:2:9: ",
    "",
  ]);
});

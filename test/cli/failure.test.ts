import { afterAll, afterEach, expect, test, vi } from "vitest";
import { tellFailure } from "../../src/cli/failure.ts";

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

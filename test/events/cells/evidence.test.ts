import { describe, expect, test } from "vitest";
import { emptyWords } from "../../../src/events/cells/emptyWords.ts";
import { dateOrderOf, decimalOf, rateFormOf } from "../../../src/events/cells/evidence.ts";

describe("the order of dates", () => {
  test.each([
    [["05/03/2024", "25/03/2024"], "dmy", undefined],
    [["05/03/2024", "03/25/2024"], "mdy", undefined],
    [["05/03/24", "13/02/24"], "dmy", undefined],
    [["05/03/2024", "06/04/2024"], undefined, "05/03/2024"],
    [["05/05/2024", "2024-03-01", ""], undefined, undefined],
    [["25/03/2024", "03/25/2024", "05/03/2024"], undefined, "05/03/2024"],
    [["25/03/2024", "03/25/2024"], undefined, undefined],
    [["5 March 2024", "45356", "TBD"], undefined, undefined],
    [["31/02/2024", "05/03/2024"], undefined, "05/03/2024"],
  ] as const)("%j", (cells, form, inQuestion) => {
    expect(dateOrderOf(cells)).toMatchObject({ form, inQuestion });
  });
});

describe("the form of rates", () => {
  const format = {
    dateOrder: undefined,
    decimal: undefined,
    rate: undefined,
    empty: emptyWords("cocRate"),
  };
  test.each([
    [["0.85", "85%"], "percent", undefined],
    [["0.85", "42"], "percent", undefined],
    [["0.85", "0,42"], undefined, "0.85"],
    [["1", "0"], undefined, "1"],
    [["0.5", "1.05"], undefined, "0.5"],
    [["0", "0.0", "", "n/a"], undefined, undefined],
    [["0.5%", "0%"], "percent", undefined],
  ] as const)("%j", (cells, form, inQuestion) => {
    expect(rateFormOf(cells, format)).toEqual({ form, inQuestion });
  });
});

test("where two orders are proven, the cells that prove them are told", () => {
  expect(dateOrderOf(["25/03/2024", "05/03/2024", "24/03/2024", "03/25/2024"])).toEqual({
    form: undefined,
    inQuestion: "05/03/2024",
    conflict: [0, 3],
  });
});

describe("the decimal sign", () => {
  test.each([
    [["12.5", "1,234"], ".", undefined],
    [["12,5", "1.234"], ",", undefined],
    [["1.234.567"], ",", undefined],
    [["1,234,567"], ".", undefined],
    [["1.234"], undefined, "1.234"],
    [["1,234", "12"], undefined, undefined],
    [["12.5", "12,5", "1.234"], undefined, "1.234"],
    [["85.5%"], ".", undefined],
  ] as const)("%j", (cells, form, inQuestion) => {
    expect(decimalOf(cells)).toMatchObject({ form, inQuestion });
  });
});

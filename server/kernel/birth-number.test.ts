import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatBirthNumber, maskBirthNumber, parseBirthNumber } from "./birth-number";

// Synthetic numbers of registries.md, section 8, cross-checked there with python-stdnum.
const VERIFIED = [
  ["8001019114", "1980-01-01", "male"],
  ["8556159227", "1985-06-15", "female"],
  ["0573099330", "2005-03-09", "female"],
  ["0631309448", "2006-11-30", "male"],
  ["490228123", "1949-02-28", "male"],
  ["7407079010", "1974-07-07", "male"],
] as const;

describe("parseBirthNumber", () => {
  it.each(VERIFIED)("reads %s", (value, birthOn, sex) => {
    expect(parseBirthNumber(value)).toMatchObject({ ok: true, value: { value, birthOn, sex } });
  });

  it.each([
    ["590312123", "bad_date"],
    ["8001019115", "bad_check"],
    ["8002301234", "bad_date"],
    ["8021010001", "bad_date"],
    ["8071010001", "bad_date"],
    ["8033010001", "bad_date"],
    ["8000010001", "bad_date"],
    ["123", "bad_shape"],
    ["80010191140", "bad_shape"],
    ["80O1019114", "bad_shape"],
    ["nezjištěno", "bad_shape"],
    ["", "empty"],
    [" ", "empty"],
    ["/", "empty"],
  ])("refuses %j: %s", (text, reason) => {
    const parsed = parseBirthNumber(text);
    expect(parsed).toEqual({ ok: false, finding: { code: `kernel.birth_number_${reason}` } });
  });

  it.each([
    "800101/9114",
    "800101 / 9114",
    "80 01 01 9114",
    "800101-9114",
    "80.01.01/9114",
    "\u00a0800101\u00a09114 ",
    8_001_019_114,
  ])("takes the spelling %j", (value) => {
    expect(parseBirthNumber(value)).toMatchObject({
      ok: true,
      value: { value: "8001019114" },
      warnings: [],
    });
  });

  it("takes nine digits of the years before 1900 for what they are", () => {
    expect(parseBirthNumber("850615123")).toMatchObject({ value: { birthOn: "1885-06-15" } });
  });

  it("warns about the exception of the check digit only where it was no longer used", () => {
    expect(parseBirthNumber("7407079010")).toMatchObject({ ok: true, warnings: [] });
    expect(parseBirthNumber("0573099330")).toMatchObject({
      warnings: [{ code: "kernel.birth_number_late_exception" }],
    });
  });

  it("refuses a birth that has not happened", () => {
    expect(parseBirthNumber("0631309448", { now: "2006-11-29" })).toMatchObject({
      finding: { code: "kernel.birth_number_future" },
    });
    expect(parseBirthNumber("0631309448", { now: "2006-11-30" })).toMatchObject({ ok: true });
  });
});

describe("what Excel ate", () => {
  it.each<[string | number, string]>([
    [631_309_448, "0631309448"],
    ["631309448", "0631309448"],
    [1_011_230, "0001011230"],
  ])("is put back: %j", (value, restored) => {
    expect(parseBirthNumber(value)).toMatchObject({
      ok: true,
      value: { value: restored },
      warnings: [{ code: "kernel.birth_number_zero_restored" }],
    });
  });

  it("is not put back where the number is whole", () => {
    expect(parseBirthNumber(490_228_123)).toMatchObject({
      value: { value: "490228123" },
      warnings: [],
    });
  });

  it("is pointed out where both readings hold", () => {
    // Nine digits: 11 October 1910. With the zero: 1 January 2001, and the check digit is right.
    expect(parseBirthNumber(101_011_240)).toMatchObject({
      value: { value: "0101011240", birthOn: "2001-01-01" },
      warnings: [{ code: "kernel.birth_number_two_readings" }],
    });
    // A text of nine digits was typed that way.
    expect(parseBirthNumber("101011240")).toMatchObject({
      value: { value: "101011240", birthOn: "1910-10-11" },
      warnings: [],
    });
  });

  it("is not guessed where the check digit of the restored number is wrong", () => {
    expect(parseBirthNumber(1_011_231)).toMatchObject({
      finding: { code: "kernel.birth_number_bad_check" },
    });
  });

  it.each([1, 999_999, 80_010_191_140, 1.5, -8_001_019_114, Number.NaN])(
    "cannot be %d",
    (value) => {
      expect(parseBirthNumber(value)).toMatchObject({
        finding: { code: "kernel.birth_number_bad_shape" },
      });
    },
  );
});

it("reads every number that it would itself compute", () => {
  const day = fc.date({
    min: new Date("1954-01-01"),
    max: new Date("2053-12-31"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(day, fc.boolean(), fc.integer({ min: 0, max: 999 }), (date, isWoman, serial) => {
      const birthOn = date.toISOString().slice(0, 10);
      const month = Number(birthOn.slice(5, 7)) + (isWoman ? 50 : 0);
      const head = birthOn.slice(2, 4) + String(month).padStart(2, "0") + birthOn.slice(8, 10);
      const nine = head + String(serial).padStart(3, "0");
      const check = Number(nine) % 11;
      const value = nine + (check === 10 ? "0" : String(check));
      const expected = { value, birthOn, sex: isWoman ? "female" : "male" };
      expect(parseBirthNumber(value)).toMatchObject({ ok: true, value: expected });
      expect(parseBirthNumber(formatBirthNumber(value))).toMatchObject({ value: expected });
      const wrong = nine + String((Number(value[9]) + 1) % 10);
      expect(parseBirthNumber(wrong).ok).toBe(false);
    }),
  );
});

it("is shown with a slash and hidden behind dots", () => {
  expect(formatBirthNumber("8001019114")).toBe("800101/9114");
  expect(formatBirthNumber("490228123")).toBe("490228/123");
  expect(maskBirthNumber("8001019114")).toBe("80••••/••••");
  expect(maskBirthNumber("490228123")).toBe("49••••/•••");
  // Neither the day nor, by the month, the sex can be read.
  expect(maskBirthNumber("8051019113")).toBe(maskBirthNumber("8012319114"));
});

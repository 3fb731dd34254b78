import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askLibrary, formatPhone, parsePhones } from "./phone";

type Cell = [value: string | number, country: string | null, ...phones: string[]];

describe("parsePhones", () => {
  it.each<Cell>([
    ["777123456", "CZ", "+420777123456 mobile"],
    ["777 123 456", "CZ", "+420777123456 mobile"],
    ["777-123-456", "CZ", "+420777123456 mobile"],
    ["222 333 444", "CZ", "+420222333444 landline"],
    ["800123456", "CZ", "+420800123456 unknown"],
    ["+420 777 123 456", "SK", "+420777123456 mobile"],
    ["+420777123456", null, "+420777123456 mobile"],
    ["00420 777 123 456", "CZ", "+420777123456 mobile"],
    ["(+420) 777 123 456", "CZ", "+420777123456 mobile"],
    [420_777_123_456, "SK", "+420777123456 mobile"],
    [777_123_456, "CZ", "+420777123456 mobile"],
    ["0905 123 456", "SK", "+421905123456 mobile"],
    [905_123_456, "SK", "+421905123456 mobile"],
    ["02/555 666 77", "SK", "+421255566677 landline"],
    ["+421 2/555 666 77", "CZ", "+421255566677 landline"],
    ["030 1234567", "DE", "+49301234567 landline"],
    ["+49 30 1234567", "CZ", "+49301234567 landline"],
    ["777 123 456; 603 123 456", "CZ", "+420777123456 mobile", "+420603123456 mobile"],
    ["777123456,603123456", "CZ", "+420777123456 mobile", "+420603123456 mobile"],
    ["777123456/603123456", "CZ", "+420777123456 mobile", "+420603123456 mobile"],
    ["777123456\n603123456", "CZ", "+420777123456 mobile", "+420603123456 mobile"],
    ["777123456 nebo 603123456", "CZ", "+420777123456 mobile", "+420603123456 mobile"],
    ["777123456 603123456", "CZ", "+420777123456 mobile", "+420603123456 mobile"],
    ["+420777123456 +421905123456", "CZ", "+420777123456 mobile", "+421905123456 mobile"],
    ["tel.: 222333444, mob. 777123456", "CZ", "+420222333444 landline", "+420777123456 mobile"],
    ["777123456; +420 777 123 456", "CZ", "+420777123456 mobile"],
    ["", "CZ"],
    [" ; ", "CZ"],
  ])("reads %j in %s", (value, country, ...phones) => {
    const { values, findings } = parsePhones(value, country);
    expect(values.map(({ e164, kind }) => `${e164} ${kind}`)).toEqual(phones);
    expect(findings).toEqual([]);
  });

  it.each([
    ["123", "CZ", "bad_number"],
    ["nemá", "CZ", "bad_number"],
    ["777 123 45", "CZ", "bad_number"],
    ["0905 123 456", "CZ", "bad_number"],
    ["+420 123", "CZ", "bad_number"],
    ["100123456", "CZ", "bad_number"],
    [1.5, "CZ", "bad_number"],
    [-777_123_456, "CZ", "bad_number"],
    ["777123456", "DE", "prefix_missing"],
    ["777 123 456", null, "prefix_missing"],
    ["777123456", "XX", "prefix_missing"],
  ])("refuses %j in %s: %s", (value, country, reason) => {
    expect(parsePhones(value, country)).toMatchObject({
      values: [],
      findings: [{ code: `kernel.phone_${reason}` }],
    });
  });

  it("keeps the good ones of a cell and names the bad ones", () => {
    expect(parsePhones("777123456; 12", "CZ")).toEqual({
      values: [{ e164: "+420777123456", kind: "mobile" }],
      findings: [{ code: "kernel.phone_bad_number", params: { value: "12" } }],
    });
  });
});

describe("the fast way answers what the library answers", () => {
  const nine = fc.integer({ min: 100_000_000, max: 999_999_999 }).map(String);
  const country = fc.constantFrom("CZ", "SK");

  it("for nine digits, bare and spaced, and with a prefix", () => {
    fc.assert(
      fc.property(nine, country, (digits, home) => {
        const library = askLibrary(digits, home);
        const values = library === null ? [] : [library];
        const prefix = home === "CZ" ? "+420" : "+421";
        const spaced = digits.replace(/(...)(...)(...)/, "$1 $2 $3");
        for (const text of [digits, spaced, prefix + digits, `${prefix} ${spaced}`]) {
          expect(parsePhones(text, home).values).toEqual(values);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it("whichever number of a beginning was asked first", () => {
    // Two numbers that share the four digits by which the answer is remembered.
    const tail = fc.integer({ min: 0, max: 99_999 }).map((n) => String(n).padStart(5, "0"));
    const beginning = fc.integer({ min: 1_000, max: 9_999 }).map(String);
    fc.assert(
      fc.property(beginning, tail, tail, country, (head, one, other, home) => {
        parsePhones(head + one, home);
        const library = askLibrary(head + other, home);
        expect(parsePhones(head + other, home).values).toEqual(library === null ? [] : [library]);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("formatPhone", () => {
  it.each([
    ["+420777123456", "+420 777 123 456"],
    ["+421905123456", "+421 905 123 456"],
    ["+49301234567", "+49 30 1234567"],
    ["nonsense", "nonsense"],
  ])("%s", (e164, shown) => {
    expect(formatPhone(e164)).toBe(shown.replaceAll(" ", "\u00a0"));
  });
});

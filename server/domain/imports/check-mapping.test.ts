import { describe, expect, test } from "vitest";
import { checkMapping } from "./check-mapping";
import { importMapping } from "./inputs";

const column = (at: number, key: string) => ({
  column: at,
  header: key,
  target: { to: "column" as const, key },
});

describe("a mapping from outside", () => {
  test("passes as it is, if it can be carried out", () => {
    const mapping = importMapping.parse([
      column(0, "refNo"),
      column(1, "phones"),
      column(2, "phones"),
      { column: 3, header: "Barva", target: { to: "extra", name: "Barva" } },
      { column: 4, header: "", target: { to: "ignore" } },
      { column: 5, header: "", target: { to: "ignore" } },
    ]);
    expect(checkMapping("cases", mapping)).toEqual(mapping);
  });

  test("two columns in one target are refused", () => {
    const twice = [column(0, "refNo"), column(1, "refNo")];
    expect(() => checkMapping("cases", twice)).toThrowError("imports.target_twice");
    const extra = { to: "extra" as const, name: "Barva" };
    const data = [0, 1].map((at) => ({ column: at, header: "x", target: extra }));
    expect(() => checkMapping("cases", data)).toThrowError("imports.target_twice");
  });

  test("a column that this import does not know is refused", () => {
    expect(() => checkMapping("claims", [column(0, "houby")])).toThrowError(
      "imports.unknown_column",
    );
    expect(() => checkMapping("claims", [column(0, "phones")])).toThrowError(
      "imports.unknown_column",
    );
    expect(() => checkMapping("claims", [column(0, "toString")])).toThrowError(
      "imports.unknown_column",
    );
  });
});

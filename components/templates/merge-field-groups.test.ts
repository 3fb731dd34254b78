import { expect, it } from "vitest";
import { groupFields } from "./merge-field-groups";
import type { MergeField } from "./template";

const field = (expression: string, path: string, value: string | null): MergeField => ({
  ...{ expression, path, value, name: expression.split(".").at(-1) ?? "" },
  ...{ kind: "text", list: expression.startsWith("Pohledávky") ? "Pohledávky" : null },
});
const FIELDS = [
  field("Povinný.CeléJméno", "debtor.fullName", "Jana Nováková"),
  field("Povinný.Telefon", "debtor.phone", null),
  field("Pohledávky.Jistina", "claims.principal", "1 000,00 Kč"),
  field("Dnes", "today", "30. 11. 2026"),
];
const found = (typed: string, onlyFilled = false) =>
  groupFields(FIELDS, { typed, onlyFilled }).flatMap(({ fields }) =>
    fields.map(({ expression }) => expression),
  );

it("fields stand under the first word of their expressions", () => {
  const groups = groupFields(FIELDS, { typed: "", onlyFilled: false });
  expect(groups.map(({ name, isList, fields }) => [name, isList, fields.length])).toEqual([
    ["Povinný", false, 2],
    ["Pohledávky", true, 1],
    ["Dnes", false, 1],
  ]);
});

it("a field is found by expression, alias or value, without diacritics, in any order", () => {
  expect(found("celejmeno povinny")).toEqual(["Povinný.CeléJméno"]);
  expect(found("DEBTOR.PHONE")).toEqual(["Povinný.Telefon"]);
  expect(found("novakova")).toEqual(["Povinný.CeléJméno"]);
  expect(found("nic takoveho")).toEqual([]);
  expect(found("povinny", true)).toEqual(["Povinný.CeléJméno"]);
});

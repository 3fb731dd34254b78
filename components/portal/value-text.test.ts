import { expect, it } from "vitest";
import { valueText } from "./value-text";

it.each([
  [null, ""],
  ["Brno", "Brno"],
  [["a@b.example", "c@d.example"], "a@b.example, c@d.example"],
  [{ street: "Nová 5", city: "Brno", postalCode: null, country: "CZ" }, "Nová 5, Brno, CZ"],
])("writes %j in one line", (value, text) => {
  expect(valueText(value)).toBe(text);
});

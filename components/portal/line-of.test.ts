import { expect, it } from "vitest";
import { lineOf } from "./line-of";

const lists = { emails: ["", "a@b.cz", " ", "c"], phones: ["12"] };

it.each([
  ["emails.0", "emails.1"],
  ["emails.1", "emails.3"],
  ["phones.0", "phones.0"],
  ["address.postalCode", "postalCode"],
  ["addresses.2.postalCode", "postalCode"],
  ["parties.changed_meanwhile", "parties.changed_meanwhile"],
])("what is said of %s stands at %s", (path, field) => {
  expect(lineOf(path, lists)).toBe(field);
});

import { expect, it } from "vitest";
import { accountOf, isIban } from "./account";
import { ibanOf } from "./iban";

it.each([
  // The examples of the Czech national bank and of the format's own description.
  ["19-2000145399/0800", "CZ6508000000192000145399"],
  ["1265098001/5500", "CZ5855000000001265098001"],
  ["SK3112000000198742637541", "SK3112000000198742637541"],
  ["DE89370400440532013000", "DE89370400440532013000"],
])("writes %s as %s", (account, iban) => {
  expect(ibanOf(accountOf(account) ?? "")).toBe(iban);
  expect(isIban(iban)).toBe(true);
});

it("knows no IBAN of what names no bank or is misspelt", () => {
  expect(ibanOf("2000145399")).toBeNull();
  expect(ibanOf("SK3112000000198742637542")).toBeNull();
  expect(ibanOf("ÚČET")).toBeNull();
});

import { expect, it } from "vitest";
import { tidyPhone } from "./phone-input";

it.each([
  ["777123456", "CZ", "+420 777 123 456"],
  ["903 123 456", "SK", "+421 903 123 456"],
  ["00420 777-123-456", "SK", "+420 777 123 456"],
  ["+44 20 7946 0000", "CZ", "+44 20 7946 0000"],
  ["12345", "CZ", "12345"],
  ["", "CZ", ""],
] as const)("tidies %j in %s to %j", (text, country, expected) => {
  expect(tidyPhone(text, country)).toBe(expected);
});

import { expect, it } from "vitest";
import { moveMethod, toggleMethod } from "./method-order";

it("methods are switched and moved, and keep their order otherwise", () => {
  expect(toggleMethod(["letter"], "email")).toEqual(["letter", "email"]);
  expect(toggleMethod(["letter", "email"], "letter")).toEqual(["email"]);
  expect(moveMethod(["letter", "email", "sms"], "sms", -1)).toEqual(["letter", "sms", "email"]);
  expect(moveMethod(["letter", "email"], "letter", -1)).toEqual(["letter", "email"]);
  expect(moveMethod(["letter", "email"], "sms", 1)).toEqual(["letter", "email"]);
});

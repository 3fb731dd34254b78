import { expect, it } from "vitest";
import { SendKey } from "./send-key";

it("is one for what is sent again unchanged, another once it was changed or has arrived", () => {
  const keys = new SendKey();
  const first = keys.of({ text: "a" });
  expect(keys.of({ text: "a" })).toBe(first);
  const changed = keys.of({ text: "b" });
  expect(changed).not.toBe(first);
  expect(keys.of({ text: "b" })).toBe(changed);
  keys.done();
  expect(keys.of({ text: "b" })).not.toBe(changed);
});

import { expect, it } from "vitest";
import { toneOf } from "./tone";

it.each(["blue", "cyan", "teal", "green", "lime", "amber", "orange", "red", "rose", "violet"])(
  "knows %s, as process definitions name colours",
  (colour) => {
    expect(toneOf(colour)).not.toBe("neutral");
  },
);

it("takes its own names, and neutral for what it does not know", () => {
  expect(toneOf("danger")).toBe("danger");
  expect(toneOf("mauve")).toBe("neutral");
  expect(toneOf(null)).toBe("neutral");
});

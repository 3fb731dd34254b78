import { expect, it } from "vitest";
import { wrapped } from "./wrap-label";

it.each([
  ["Nový", ["Nový"]],
  ["Kontrola insolvenčního rejstříku", ["Kontrola insolvenčního", "rejstříku"]],
  ["PředžalobníVýzvaBezMezery", ["PředžalobníVýzvaBezMe…"]],
  [
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    ["a b c d e f g h i j k", "l m n o p q r s t u v…"],
  ],
])("%s", (text, lines) => {
  expect(wrapped(text, 22)).toEqual(lines);
});

import { describe, expect, it } from "vitest";
import { cutSignature } from "./cut-signature";

describe("what stands below a mail", () => {
  it.each([
    ["Zaplatím v pátek.\n\n-- \nJan Novák\ntel. 777 123 456", "Zaplatím v pátek."],
    ["Zaplatím.\n--\nJan", "Zaplatím."],
    ["Pošlete potvrzení.\n\nOdesláno z iPhonu", "Pošlete potvrzení."],
    ["Ďakujem.\n\nOdoslané z môjho telefónu Galaxy", "Ďakujem."],
    ["Please call.\n\nSent from my iPhone\n", "Please call."],
    ["Спасибо.\n\nОтправлено с iPhone", "Спасибо."],
  ])("is cut off %j", (text, shown) => {
    expect(cutSignature(text)).toBe(shown);
  });

  it.each([
    ["-- \nJan Novák"],
    ["Odesláno z iPhonu"],
    ["Částky:\n--- 100\n-- 200"],
    ["Odesláno bylo 500 Kč dne 3. 3."],
  ])("stays where it is all, or only looks like one: %j", (text) => {
    expect(cutSignature(text)).toBe(text);
  });
});

import { expect, it } from "vitest";
import { smsLength } from "./language";
import { smsText } from "./sms-text";

it("an amount does not make a message of plain letters a dear one", () => {
  const text = "Dluzite 20\u00a0265,00\u202fKc.\n";
  expect(smsLength(text).encoding).toBe("ucs2");
  expect(smsText(text)).toBe("Dluzite 20 265,00 Kc.");
  expect(smsLength(smsText(text)).encoding).toBe("gsm7");
});

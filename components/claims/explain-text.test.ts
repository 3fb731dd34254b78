import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { loadMessages } from "@/app/i18n/load-messages";
import { LOCALES, type Locale } from "@/server/kernel/locale";
import { claimText, type ExplainWords, lineText, overpaymentText } from "./explain-text";

async function wordsOf(locale: Locale): Promise<ExplainWords> {
  const messages = await loadMessages(locale);
  const t = createTranslator({ locale, messages, timeZone: "Europe/Prague" });
  return { locale, say: t as unknown as ExplainWords["say"] };
}

const payment = {
  ...{ valueOn: "2026-03-02", amountMinor: 400_000, variableSymbol: "0042", source: "bank" },
};
const line = {
  ...{ type: "charge", kind: "principal", description: "", reason: null },
  ...{ interest: null, payment: null },
};
const interest = {
  ...{ days: 30, yearDays: 365, source: "§ 1970 OZ", capitalMinor: 0 },
  reference: {
    ...{ series: "cnb-repo", on: "2026-01-01", ratePercent: "3.5", marginPercent: "8" },
  },
};
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("a line of a derivation", () => {
  it("says which payment paid what, when, and why", async () => {
    const words = await wordsOf("cs");
    const told = lineText(
      { ...line, type: "payment", payment, reason: "na přepážce" },
      "CZK",
      words,
    );
    expect(told.text).toBe("Platba na: jistina");
    expect(plain(told.detail)).toBe(
      "platba 4 000,00 Kč ze dne 2. 3. 2026 · VS 0042 · z banky · na přepážce",
    );
  });

  it("says by what rate interest grew and where the rate comes from", async () => {
    const words = await wordsOf("cs");
    const told = lineText(
      { ...line, type: "interest", kind: "lateInterest", interest },
      "CZK",
      words,
    );
    expect(told.text).toBe("Narostlo za 30 dní: úrok z prodlení");
    expect(plain(told.detail)).toBe(
      "repo sazba ČNB ke dni 1. 1. 2026: 3,5 % + 8 % · § 1970 OZ · počítáno z 365 dní",
    );
  });

  it("says how much of the base was interest once", async () => {
    const words = await wordsOf("cs");
    const agreed = { ...interest, reference: null, source: "agreed", capitalMinor: 1_200_000 };
    const told = lineText({ ...line, type: "interest", interest: agreed }, "CZK", words);
    expect(plain(told.detail)).toBe(
      "sjednáno · počítáno z 365 dní · v základu je 12 000,00 Kč připsaných úroků",
    );
  });

  it.each(LOCALES)("has a text of its own for every kind of line in %s", async (locale) => {
    const words = await wordsOf(locale);
    const types = [
      "charge",
      "lowering",
      "chargeReversal",
      "unusedWaiver",
      "interest",
      "payment",
      "release",
      "bounce",
    ];
    const texts = types.map((type) => lineText({ ...line, type, interest }, "EUR", words).text);
    expect(new Set(texts).size).toBe(types.length);
    for (const text of texts) expect(text).not.toContain("explanation.");
    const kept = overpaymentText({ amountMinor: 5, payment }, "EUR", words);
    const used = overpaymentText({ amountMinor: -5, payment }, "EUR", words);
    expect(kept.text).not.toBe(used.text);
  });

  it("of a kind that nobody has worded yet is told all the same", async () => {
    const words = await wordsOf("cs");
    const told = lineText({ ...line, type: "capitalised", kind: "novelty" }, "CZK", words);
    expect(told.text).toBe("Pohyb: novelty");
  });
});

it("a claim is called by its description, symbol and due day", async () => {
  const words = await wordsOf("cs");
  const bare = { title: "", variableSymbol: null, dueOn: "2026-01-31" };
  const named = { ...bare, title: "Faktura 12", variableSymbol: "0042" };
  expect(plain(claimText(named, words))).toBe("Faktura 12, VS 0042, splatnost 31. 1. 2026");
  expect(plain(claimText(bare, words))).toBe("Splatnost 31. 1. 2026");
});

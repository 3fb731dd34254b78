import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutQuotes } from ".";

const ANSWER = "Dobrý den,\n\nzaplatím v pátek 6. 3. v 10:00: slibuji.\n\nJan";
const QUOTED = "> Dlužíte 1 000 Kč.\n> Zaplaťte.";
const PLAIN = "Dlužíte 1 000 Kč.\nZaplaťte.";

describe("what is quoted below an answer is left out", () => {
  it.each<[string, string]>([
    [
      "Gmail, Czech",
      `ne 1. 3. 2026 v 10:00 odesílatel Agentura <a@b.example> napsal:\n\n${QUOTED}`,
    ],
    [
      "Gmail, Czech, in two lines",
      `ne 1. 3. 2026 v 10:00 odesílatel Agentura Vymáhání\n<vymahani@b.example> napsal:\n\n${QUOTED}`,
    ],
    ["Gmail, Slovak", `ne 1. 3. 2026 o 10:00 Agentúra <a@b.example> napísal(a):\n\n${QUOTED}`],
    ["Gmail, English", `On Sun, Mar 1, 2026 at 10:00 AM Agency <a@b.example> wrote:\n\n${QUOTED}`],
    [
      "Gmail, German",
      `Am So., 1. März 2026 um 10:00 Uhr schrieb Agentur <a@b.example>:\n\n${QUOTED}`,
    ],
    ["Gmail, Russian", `вс, 1 мар. 2026 г. в 10:00, Агентство <a@b.example>:\n\n${QUOTED}`],
    ["Thunderbird, Czech", `Dne 01.03.2026 v 10:00 Agentura napsal(a):\n${QUOTED}`],
    ["Thunderbird, Slovak", `Dňa 1. 3. 2026 o 10:00 Agentúra napísal(a):\n${QUOTED}`],
    ["Thunderbird, German", `Am 01.03.26 um 10:00 schrieb Agentur:\n${QUOTED}`],
    ["Thunderbird, Russian", `01.03.2026 10:00, Агентство пишет:\n${QUOTED}`],
    ["Apple, Czech", `1. 3. 2026 v 10:00, Agentura <a@b.example>:\n\n${QUOTED}`],
    ["Apple, English", `> On 1. 3. 2026, at 10:00, Agency <a@b.example> wrote:\n>\n${QUOTED}`],
    [
      "Apple, Russian",
      `1 марта 2026 г., в 10:00, Агентство <a@b.example> написал(а):\n\n${QUOTED}`,
    ],
    [
      "Outlook, Czech",
      `From: Agentura <a@b.example>\nSent: Sunday, March 1, 2026 10:00 AM\nTo: Jan\nSubject: Výzva\n\n${PLAIN}`,
    ],
    [
      "Outlook, Czech, with a line",
      `________________________________\nOd: Agentura <a@b.example>\nOdesláno: neděle 1. března 2026 10:00\nKomu: Jan\nPředmět: Výzva\n\n${PLAIN}`,
    ],
    [
      "Outlook, Slovak",
      `Od: Agentúra\nOdoslané: nedeľa 1. marca 2026 10:00\nKomu: Jan\nPredmet: Výzva\n\n${PLAIN}`,
    ],
    [
      "Outlook, German",
      `Von: Agentur\nGesendet: Sonntag, 1. März 2026 10:00\nAn: Jan\nBetreff: Výzva\n\n${PLAIN}`,
    ],
    [
      "Outlook, Russian",
      `От: Агентство\nОтправлено: 1 марта 2026 г. 10:00\nКому: Jan\nТема: Výzva\n\n${PLAIN}`,
    ],
    ["Outlook, bold", `*From:* Agency\n*Sent:* Sunday\n*To:* Jan\n*Subject:* Výzva\n\n${PLAIN}`],
    ["old Outlook", `-----Original Message-----\nFrom: Agency\n\n${PLAIN}`],
    ["old Outlook, Czech", `-----Původní zpráva-----\n${PLAIN}`],
    ["old Outlook, Slovak", `-----Pôvodná správa-----\n${PLAIN}`],
    ["old Outlook, German", `-----Ursprüngliche Nachricht-----\n${PLAIN}`],
    ["old Outlook, Russian", `-----Исходное сообщение-----\n${PLAIN}`],
    [
      "Seznam",
      `---------- Původní e-mail ----------\nOd: Agentura <a@b.example>\nKomu: jan@c.example\nDatum: 1. 3. 2026 10:00:00\nPředmět: Výzva\n\n${PLAIN}`,
    ],
    ["quoted lines alone", QUOTED],
  ])("%s", (_, quoted) => {
    expect(cutQuotes(`${ANSWER}\n\n${quoted}\n`)).toEqual({ text: ANSWER, isCut: true });
    expect(cutQuotes(`${ANSWER}\n\n${quoted}\n`.replace(/\n/g, "\r\n")).text).toBe(ANSWER);
  });
});

describe("what a person wrote stays", () => {
  it.each([
    ["an answer without a quote", ANSWER],
    ["answers between quoted lines", `> Dlužíte.\nNedlužím.\n> Zaplaťte.\nNezaplatím.`],
    ["a mail that only passes another one on", `---------- Forwarded message ---------\n${PLAIN}`],
    ["nothing but a quote", QUOTED],
    ["an account of what was paid", "Platil jsem:\nOd: 1. 3.\nKomu: Agentura\nděkuji"],
    ["a sentence that ends in a colon", "Dne 1. 3. 2026 v 10:00 jsem zaplatil toto:\n1 000 Kč"],
    ["an empty one", ""],
  ])("%s", (_, text) => {
    expect(cutQuotes(text)).toEqual({ text: text.trim(), isCut: false });
  });

  it("and nothing is made up: the words shown begin the words that came", () => {
    const word = fc.oneof(
      fc.constantFrom(
        "> a",
        "From: a",
        "To: b",
        "Subject: c",
        "On 1.1.2026 10:00 x wrote:",
        ">",
        "",
      ),
      fc.string({ maxLength: 30 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (lines) => {
        const whole = lines.join("\n").replace(/\r\n?/g, "\n");
        const { text, isCut } = cutQuotes(whole);
        expect(whole.trim().startsWith(text)).toBe(true);
        if (!isCut) expect(text).toBe(whole.trim());
        if (isCut) expect(text).not.toBe("");
      }),
    );
  });

  it("takes no time over long lines and many of them", () => {
    const started = performance.now();
    cutQuotes(`On ${"a ".repeat(200_000)}`);
    cutQuotes("On 1.1.2026 x\n".repeat(50_000));
    cutQuotes("From: a\n".repeat(50_000));
    cutQuotes(`-- ${"-".repeat(100_000)}`);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

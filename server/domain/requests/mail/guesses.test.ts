import { describe, expect, it } from "vitest";
import { guessKind } from "./guess-kind";
import { guessLanguage } from "./guess-language";

describe("what a mail is about", () => {
  it.each([
    ["Dotaz na platbu", "Včera jsem zaplatil.", "payment"],
    ["Žádost", "Mohu dluh zaplatit na splátky? Prosím o splátkový kalendář.", "instalments"],
    ["Nesouhlasím s dluhem", "Je promlčený, už jsem ho platil.", "dispute"],
    ["Prosba", "Pošlete mi prosím potvrzení o bezdlužnosti.", "documents"],
    ["Zmena adresy", "Presťahoval som sa do Nitry.", "contact-data"],
    ["Рассрочка", "Можно ли платить частями?", "instalments"],
    ["Hello", "When are you open?", "other"],
    ["", "", "other"],
    // "spor" is a dispute, "výspora" is not.
    ["Výspory", "", "other"],
  ])("%s | %s", (subject, text, kind) => {
    expect(guessKind(subject, text)).toBe(kind);
  });

  it("is what the tenant's own words say before the shipped ones", () => {
    const own = { documents: ["Zelená karta"] };
    expect(guessKind("Platba", "a zelenou nechci, zelená karta chybí", own)).toBe("documents");
  });
});

describe("the language of a mail", () => {
  it.each([
    ["Dobrý den, prosím o vyčíslení dluhu. Děkuji", "cs"],
    ["Dobry den, jsem na dovolene, zaplatim pozdeji. Dekuji", "cs"],
    ["Dobrý deň, chcel by som sa opýtať, ako mám zaplatiť. Ďakujem", "sk"],
    ["Hello, could you please send me the statement? Thanks", "en"],
    ["Здравствуйте, пришлите справку", "ru"],
    ["123 456", null],
    ["", null],
  ])("%s", (text, language) => {
    expect(guessLanguage(text)).toBe(language);
  });
});

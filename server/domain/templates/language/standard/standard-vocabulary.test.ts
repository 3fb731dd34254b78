import { describe, expect, it } from "vitest";
import { LOCALES } from "@/server/kernel/locale";
import { processCatalogue } from "../../../workflow";
import { catalogueOf } from "../catalogue";
import { indexNames, termAt } from "../names";
import { parseTag } from "../parse-tag";
import { spellingOf } from "../spelling";
import { writtenPath } from "../suggest";
import { pathsOf } from "../tag";
import { VOCABULARY } from "../testing/sample-case";
import type { Vocabulary } from "../vocabulary";
import { standardVocabulary } from "./standard-vocabulary";

const { definitions } = processCatalogue();
const CATEGORIES = definitions.map((definition) => {
  const vocabulary = standardVocabulary({ roles: definition.roles, fields: definition.fields });
  return [definition.code, vocabulary] as const;
});

function pathOf(source: string, vocabulary: Vocabulary): string | undefined {
  const parsed = parseTag(source, vocabulary);
  // A whole group is no expression by itself, but a condition may ask for it.
  const asked = "tag" in parsed ? parsed : parseTag(`Když ${source}`, vocabulary);
  return "tag" in asked ? pathsOf(asked.tag)[0] : undefined;
}

/** Spellings of one place that two names claim, without those that a canonical key decides. */
function contested(vocabulary: Vocabulary): string[] {
  const owners = new Map<string, Set<string>>();
  const keys = new Set<string>();
  for (const node of indexNames(vocabulary).all) {
    const place = node.parent?.path ?? "";
    keys.add(`${place}/${spellingOf(node.term.key)}`);
    for (const text of [...node.term.aliases, node.term.key]) {
      const spelling = `${place}/${spellingOf(text)}`;
      owners.set(spelling, (owners.get(spelling) ?? new Set()).add(node.path));
    }
  }
  return [...owners]
    .filter(([spelling, paths]) => paths.size > 1 && !keys.has(spelling))
    .map(([spelling, paths]) => `${spelling}: ${[...paths].join(", ")}`);
}

describe.each(CATEGORIES)("the vocabulary of %s", (_code, vocabulary) => {
  const nodes = indexNames(vocabulary).all;

  it("is understood by its canonical paths and as it is offered", () => {
    const lost = nodes.filter(
      (node) =>
        pathOf(node.path, vocabulary) !== node.path ||
        pathOf(writtenPath(node), vocabulary) !== node.path,
    );
    expect(lost.map((node) => `${node.path} ${writtenPath(node)}`)).toEqual([]);
    expect(nodes.length).toBeGreaterThan(200);
  });

  it("gives no alias two meanings in one place", () => {
    expect(contested(vocabulary)).toEqual([]);
  });

  it("has a name in every language and one key in one place", () => {
    const paths = nodes.map((node) => node.path);
    expect(new Set(paths).size).toBe(paths.length);
    for (const { term } of nodes) {
      for (const locale of LOCALES) expect(term.names[locale].trim(), term.key).not.toBe("");
    }
  });
});

describe("names as authors write them", () => {
  it.each([
    ["Povinný.CeléJméno", "debtor.fullName"],
    ["Povinná.Oslovení", "debtor.salutation"],
    ["Dlužník.RodnéČíslo", "debtor.birthNumber"],
    ["Obligor.RČ", "debtor.birthNumber"],
    ["Oprávněný.IČO", "creditor.registrationNo"],
    ["Věřitel.DIČ", "creditor.taxId"],
    ["Právní zástupce.E-mail", "legalRepresentative.email"],
    ["Povinný.PSČ", "debtor.postalCode"],
    ["Povinný.Ulice", "debtor.street"],
    ["Povinný.Adresní blok", "debtor.addressBlock"],
    ["Dluh.Jistina", "debt.principal"],
    ["Dluh.UrokDenne", "debt.perDay"],
    ["Dluh.Úrok z prodlení", "debt.lateInterest"],
    ["Dlh.Istina", "debt.principal"],
    ["Dluh.Celkem", "debt.total"],
    ["Dluh.VS", "debt.variableSymbol"],
    ["Případ.RefNo", "case.refNo"],
    ["Případ.Řešitel", "case.ownerName"],
    ["Údaje.ČísloSmlouvy", "fields.contractNo"],
    ["Účet.IBAN", "account.iban"],
    ["Platba.QRPlatba", "payment.qr"],
    ["Výzva.Poplatek", "notice.fee"],
    ["Výzva.Lhůta", "notice.deadlineOn"],
    ["Pohledávky.Jistina", "claims.principal"],
    ["Pohľadávky.Splatnosť", "claims.dueOn"],
    ["Platby.Částka", "payments.amount"],
    ["Splátky.Splatnost", "instalments.dueOn"],
    ["Osoby.Vztah", "persons.role"],
    ["Výpočet.Zůstatek", "explanation.balance"],
    ["Řízení.SpisováZnačka", "proceedings.courtFileMark"],
    ["Odesílatel.Název", "tenant.name"],
    ["Firma.IČO", "tenant.registrationNo"],
    ["Dnes", "today"],
    ["Uživatel.Jméno", "operator.name"],
  ])("%s is %s", (source, path) => {
    expect(pathOf(source, VOCABULARY)).toBe(path);
  });

  it("marks protected data", () => {
    expect(termAt(VOCABULARY, "debtor.birthNumber")?.isSensitive).toBe(true);
    expect(termAt(VOCABULARY, "persons.birthNumber")?.isSensitive).toBe(true);
    expect(termAt(VOCABULARY, "debtor.fullName")?.isSensitive).toBeUndefined();
  });

  it("keeps debtor and obligor apart where a category knows both", () => {
    const roles = ["debtor", "obligor"].map((code, i) => {
      const cs = ["Dlužník", "Povinný"][i] ?? "";
      return { code, names: { cs, sk: cs, en: code, ru: code } };
    });
    const both = standardVocabulary({ roles, fields: [] });
    expect(pathOf("Povinný.Jméno", both)).toBe("obligor.givenName");
    expect(pathOf("Dlužník.Jméno", both)).toBe("debtor.givenName");
    const one = standardVocabulary({ roles: roles.slice(1), fields: [] });
    expect(pathOf("debtor.fullName", one)).toBe("obligor.fullName");
  });

  it("gives fields the kinds of their types", () => {
    const kinds = [
      "contractNo",
      "isConsumer",
      "commissionPercent",
      "originalDebtMinor",
      "contractOn",
    ];
    expect(kinds.map((key) => termAt(VOCABULARY, `fields.${key}`)?.kind)).toEqual([
      "text",
      "flag",
      "number",
      "money",
      "day",
    ]);
  });
});

describe("the list of all expressions", () => {
  it.each(LOCALES)("in %s offers only what means the same", (language) => {
    const lost = CATEGORIES.flatMap(([, vocabulary]) =>
      catalogueOf(vocabulary, language)
        .filter(({ path, written }) => pathOf(written, vocabulary) !== path)
        .map(({ path, written }) => `${path} ${written} ${pathOf(written, vocabulary)}`),
    );
    expect([...new Set(lost)]).toEqual([]);
  });

  it("says what an expression is", () => {
    const entries = catalogueOf(VOCABULARY, "cs");
    expect(entries.find(({ path }) => path === "claims.dueOn")).toEqual({
      path: "claims.dueOn",
      written: "Pohledávky.Splatnost",
      groupName: "Pohledávky",
      name: "Splatnost",
      kind: "day",
      list: "claims",
      isSensitive: false,
    });
    expect(entries.find(({ path }) => path === "debtor.birthNumber")?.isSensitive).toBe(true);
    expect(entries.some(({ path }) => path === "debtor")).toBe(false);
  });
});

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { LOCALES } from "@/server/kernel/locale";
import { defaultRole, findCategory, findChoice, findField, findRole, findState } from "./catalogue";
import { EFFECTS } from "./effects";
import { GUARDS } from "./guards";
import { DefinitionError, loadCatalogue, processCatalogue } from "./load";
import { openableStates } from "./route";

const catalogue = processCatalogue();

function category(text: string) {
  const definition = findCategory(catalogue, text);
  if (definition === undefined) throw new Error(`no category ${text}`);
  return definition;
}

describe("the delivered processes", () => {
  it("hold together and are read once", () => {
    expect(catalogue.categories.map((each) => each.category)).toEqual([
      "collection",
      "legal-file",
      "loan",
      "auction",
      "deal",
      "request",
      "assignment",
      "document",
      "discount",
      "account-opening",
      "card-issue",
    ]);
    expect(processCatalogue()).toBe(catalogue);
  });

  it.each([
    ["Inkaso", "collection"],
    ["INKASO", "collection"],
    ["inkaso pohledavek", "collection"],
    ["collection", "collection"],
    ["Advokátní spis", "legal-file"],
    ["advokatni spis", "legal-file"],
    ["Dražba", "auction"],
    ["Úvěr", "loan"],
    ["Pôžička", "loan"],
    ["Взыскание", "collection"],
  ])("category %s is %s", (text, code) => {
    expect(category(text).category).toBe(code);
  });

  it("knows nothing by an unknown or empty name", () => {
    expect(findCategory(catalogue, "Zahrádka")).toBeUndefined();
    expect(findCategory(catalogue, " - ")).toBeUndefined();
  });

  it.each([
    ["MimoSoud", "amicable"],
    ["mimo soud", "amicable"],
    ["Mimosoudní vymáhání", "amicable"],
    ["Kalendář", "instalments"],
    ["KALENDAR", "instalments"],
    ["Splátkový kalendář", "instalments"],
    ["Nový", "new"],
    ["PředžalobníVýzva", "pre-action-notice"],
    ["předžalobní výzva", "pre-action-notice"],
    ["Nedobytné", "written-off"],
    ["Рассрочка", "instalments"],
  ])("state %s of Inkaso is %s", (text, code) => {
    expect(findState(category("Inkaso"), text)?.code).toBe(code);
  });

  it.each([
    ["Inkaso", "Povinný", "debtor"],
    ["Inkaso", "povinny", "debtor"],
    ["Inkaso", "Dlužník", "debtor"],
    ["Inkaso", "Ručitel", "guarantor"],
    ["Inkaso", "Spoludlužník", "coDebtor"],
    ["Úvěr", "Žadatel", "applicant"],
    ["Úvěr", "Spolužadatel", "coDebtor"],
    ["Advokátní spis", "Povinný", "obligor"],
    ["Advokátní spis", "Žalobce", "plaintiff"],
    ["Dražba", "Vydražitel", "winningBidder"],
  ])("%s: relation %s is %s", (name, text, code) => {
    expect(findRole(category(name), text)?.code).toBe(code);
  });

  it("takes the usual relation when nobody says one", () => {
    const usual = catalogue.categories.map((each) => [each.category, defaultRole(each).code]);
    expect(usual).toEqual([
      ["collection", "debtor"],
      ["legal-file", "client"],
      ["loan", "applicant"],
      ["auction", "owner"],
      ["deal", "client"],
      ["request", "client"],
      ["assignment", "contact"],
      ["document", "contact"],
      ["discount", "contact"],
      ["account-opening", "client"],
      ["card-issue", "client"],
    ]);
  });

  it("finds fields and choices by what columns are called", () => {
    const field = findField(category("Inkaso"), "CisloSmlouvy");
    expect(field?.key).toBe("contractNo");
    const product = findField(category("Inkaso"), "druh pohledavky");
    expect(product && findChoice(product, "MHD")?.code).toBe("fare");
    expect(field && findChoice(field, "MHD")).toBeUndefined();
  });

  // A field by such a name would swallow a column that means the case, the party or the claim.
  it.each([
    "RefNo",
    "Kategorie",
    "Stav",
    "Vztah",
    "CeleJmeno",
    "RC",
    "Ulice",
    "PSC",
    "Obec",
    "Email",
    "Telefon",
    "VS",
    "Splatnost",
    "Částka",
    "Uhrazeno",
    "Skupina",
    "Poznámka",
    "IČO",
    "Jméno",
  ])("no field takes the column %s", (column) => {
    const takers = catalogue.categories.filter((each) => findField(each, column) !== undefined);
    expect(takers.map((each) => each.category)).toEqual([]);
  });

  it("opens a case in its initial state unless told otherwise", () => {
    const states = openableStates(category("Inkaso")).map((state) => state.code);
    expect(states[0]).toBe("new");
    expect(states).toContain("instalments");
    expect(states).not.toContain("sold");
  });

  it("a loan is one case: its application leads to the issued loan", () => {
    const issue = category("Úvěr").transitions.find((each) => each.code === "issue");
    expect(issue).toMatchObject({ from: ["payout"], to: "repaying" });
    expect(issue?.effects.map((effect) => effect.name)).toContain("changePartyRole");
  });

  it("refuses going to court before seven days from the notice", () => {
    const file = category("Inkaso").transitions.find((each) => each.code === "file-claim");
    expect(file?.guards).toContainEqual({
      name: "preActionProven",
      params: { field: "preActionSentOn", days: 7 },
    });
  });
});

describe("loadCatalogue", () => {
  const folder = mkdtempSync(join(tmpdir(), "processes-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("joins a tenant's overrides and added categories", () => {
    const own = loadCatalogue({
      collection: {
        states: [{ code: "promise", remove: true }],
        transitions: [
          { code: "record-promise", remove: true },
          { code: "break-promise", remove: true },
          { code: "trace", from: ["new"] },
          { code: "dispute", from: ["amicable"] },
          { code: "agree-instalments", from: ["amicable"] },
          { code: "send-pre-action", from: ["amicable"] },
          { code: "enter-insolvency", from: ["amicable"] },
          { code: "debtor-died", from: ["amicable"] },
          { code: "suspend", from: ["amicable"] },
        ],
        fields: [{ key: "promisedOn", remove: true }],
      },
    });
    const collection = findCategory(own, "Inkaso");
    expect(collection && findState(collection, "Příslib")).toBeUndefined();
    expect(findState(category("Inkaso"), "Příslib")?.code).toBe("promise");
  });

  it("names the file, the place and the reason of every fault", () => {
    mkdirSync(join(folder, "catalogue"));
    writeFileSync(
      join(folder, "catalogue", "party-roles.yaml"),
      "partyRoles: [{ code: debtor, names: { cs: a, sk: a, en: a, ru: a } }]",
    );
    writeFileSync(join(folder, "broken.yaml"), "category: broken\nversion: 0\n");
    const load = () => loadCatalogue({}, folder);
    expect(load).toThrow(DefinitionError);
    expect(load).toThrow(/broken\.yaml: version: .*\n.*broken\.yaml: names: /);
  });
});

describe("words of the workflow", () => {
  const read = (locale: string) =>
    JSON.parse(readFileSync(`app/i18n/${locale}/workflow.json`, "utf8")) as Record<
      "errors" | "guards" | "effects",
      Record<string, string>
    >;

  it("there are for every guard, effect and reason", () => {
    const folder = "server/domain/workflow";
    const sources = readdirSync(folder).filter((file) => /^(?!.*\.test\.ts$).*\.ts$/.test(file));
    const reasons = sources.flatMap((file) => [
      ...readFileSync(`${folder}/${file}`, "utf8").matchAll(/"workflow\.([a-z_]+)"/g),
    ]);
    expect(reasons.length).toBeGreaterThan(30);
    for (const locale of LOCALES) {
      const words = read(locale);
      expect(Object.keys(words.guards).sort()).toEqual(Object.keys(GUARDS).sort());
      expect(Object.keys(words.effects).sort()).toEqual(Object.keys(EFFECTS).sort());
      for (const [, reason = ""] of reasons) expect(words.errors).toHaveProperty(reason);
    }
  });
});

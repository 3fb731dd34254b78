import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { INSOLVENCY_PROCEDURES, type InsolvencyProcedure } from "@/db/values/insolvency-procedures";
import { LOCALES } from "@/server/kernel/locale";
import { type Application, applicationHtml } from "./application-html";
import { applicationWords } from "./application-words";
import { procedureOfKind, procedureOfState } from "./procedure";
import { procedureWord } from "./procedure-words";

const party = { name: "Skúšobná, s. r. o.", bornOn: null, registrationNo: null, address: null };
const application = (procedure: InsolvencyProcedure | null, isDecided = true): Application => ({
  ...{ fileMark: "2R/1/2026", court: null, refNo: "1/2026", creditor: party, debtor: party },
  ...{ claims: [], totals: [], onDay: "2026-11-02", isDecided, titles: [], today: "2026-11-29" },
  procedure: procedure && procedureWord(procedure, "sk"),
});
const slovak = (procedure: InsolvencyProcedure | null, isDecided = true) => {
  const words = applicationWords({ register: "isir_sk", procedure });
  return applicationHtml(application(procedure, isDecided), { words, language: "sk" });
};

it.each<[InsolvencyProcedure, string, RegExp]>([
  ["bankruptcy", "Úpadca", /ku dňu vyhlásenia konkurzu.*§ 28 a § 29/s],
  ["small_bankruptcy", "Úpadca", /§ 106.*zostaviť rozvrh/s],
  ["discharge_bankruptcy", "Dlžník", /vyhlásenia konkurzu.*§ 167l.*§ 166a/s],
  ["discharge_plan", "Dlžník", /poskytnutia ochrany pred veriteľmi.*§ 168/s],
  ["restructuring", "Dlžník", /povolenia reštrukturalizácie.*§ 121.*30 dní/s],
  ["liquidation", "Dlžník v likvidácii", /likvidátorovi/],
])("an application to %s speaks of %s and of its own paragraphs", (procedure, debtor, said) => {
  const html = slovak(procedure);
  expect(html).toContain(`<h3>${debtor}</h3>`);
  expect(html).toMatch(said);
  expect(html).toContain(procedureWord(procedure, "sk"));
});

it("names no kind where none is decided, and the Czech law for Czech ones", () => {
  expect(slovak(null)).not.toContain("Druh konania");
  expect(slovak("restructuring", false)).toContain("zatiaľ nebola povolená");
  const czech = (procedure: InsolvencyProcedure) =>
    applicationWords({ register: "isir_cz", procedure }).note;
  expect(czech("discharge")).toContain("§ 414");
  expect(czech("reorganization")).toContain("§ 359");
  expect(czech("bankruptcy")).toContain("§ 170");
});

it("knows the kind by the state of the one register and by the type of the other", () => {
  expect(["KONKURS", " oddlužení ", "REORGANIZ", "K-PO ZRUŠ."].map(procedureOfState)).toEqual([
    ...["bankruptcy", "discharge", "reorganization", "bankruptcy"],
  ]);
  expect(["ÚPADEK", "NEVYRIZENA", null].map(procedureOfState)).toEqual([null, null, null]);
  expect(["MALYKONKURZ", "VPR", "NOVINKA", null].map(procedureOfKind)).toEqual([
    ...["small_bankruptcy", "preventive", "other", null],
  ]);
});

it.each(LOCALES)("are named in %s by the words of the screens", (locale) => {
  const file = new URL(`../../../app/i18n/${locale}/insolvency.json`, import.meta.url);
  const { procedures } = JSON.parse(readFileSync(file, "utf8"));
  const words = INSOLVENCY_PROCEDURES.map((each) => [each, procedureWord(each, locale)]);
  expect(Object.fromEntries(words)).toEqual(procedures);
});

import { describe, expect, it } from "vitest";
import { createParty, getParty, listParties, quickSearchParties } from "../parties";
import { openDesk } from "../testing";
import { listFindings } from ".";
import { importer } from "./testing/workbooks";

const desk = await openDesk();

async function scene() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("administrator");
  return { tenant, ctx, importing: importer(tenant, ctx) };
}

const HEAD = [
  ...["Název firmy", "IČO", "Země", "Právní forma", "Zkrácený název", "DIČ", "IČ DPH"],
  ...["Značka v OR", "Licence", "Číslo licence", "Licence do", "Sídlo", "RÚIAN sídla"],
];
const FIRM = [
  ...["Alfa směnárna, s.r.o.", "27600009", "CZ", "s.r.o.", "Alfa", "CZ27600009", "CZ699001000"],
  ...["oddíl C, vložka 12345, Městský soud v Praze", "směnárenská činnost", "2026/1"],
  ...["31. 12. 2028", "Dlouhá 12, 110 00 Praha 1", "21694567"],
];

describe("requisites in a workbook", () => {
  it("go into the register, are found and shown in the list, and leave with the import", async () => {
    const { ctx, importing } = await scene();
    const second = [...FIRM];
    second[8] = "platební služby";
    second[9] = "2026/2";
    const importId = await importing.all("parties", [HEAD, FIRM, second]);
    const [hit] = await quickSearchParties(ctx, { text: "CZ699001000" });
    const card = await getParty(ctx, { partyId: hit?.id ?? 0 });
    expect(card).toMatchObject({
      ...{ legalForm: "s.r.o.", shortName: "Alfa", taxId: "CZ27600009", vatId: "CZ699001000" },
      fileMark: "C 12345 vedená u Městského soudu v Praze",
      addresses: [{ kind: "seat", street: "Dlouhá 12", addressPoint: "21694567" }],
    });
    expect(card.licences.map(({ kind, number, validTo }) => [kind, number, validTo])).toEqual(
      expect.arrayContaining([
        ["platební služby", "2026/2", "2028-12-31"],
        ["směnárenská činnost", "2026/1", "2028-12-31"],
      ]),
    );
    const { items } = await listParties(ctx, { filter: { text: "alfa" } });
    expect(items[0]).toMatchObject({
      licences: "platební služby 2026/2, směnárenská činnost 2026/1",
      addressPoint: "21694567",
    });
    await importing.undo(importId);
    expect((await listParties(ctx, {})).items).toEqual([]);
  });

  it("of Russia keep their check digits and codes, each fault said of its row", async () => {
    const { ctx, importing } = await scene();
    const head = ["Наименование организации", "Страна", "ИНН", "КПП", "ОГРН", "Город", "ФИАС"];
    const fias = "0c5b2444-70a0-4932-980c-b4dc0d3f02b5";
    const good = ["ООО Ромашка", "RU", "7707083893", "773601001", "1027700132195", "Москва", fias];
    const rows = [
      head,
      good,
      ["ООО Второе", "RU", "7707083894", "773601001", "1027700132195", "Москва", fias],
      ["ООО Третье", "RU", "77070838", "77360100", "102770013219", "Москва", "0c5b2444"],
    ];
    const { importId } = await importing.upload("parties", rows, { mode: "good" });
    await importing.check(importId);
    const { items } = await listFindings(ctx, { importId });
    expect(items.map(({ rowNo, severity, code }) => [rowNo, severity, code])).toEqual([
      [3, "warning", "kernel.inn_bad_check"],
      [4, "error", "kernel.inn_bad_shape"],
      [4, "error", "kernel.kpp_bad_shape"],
      [4, "error", "kernel.ogrn_bad_shape"],
      [4, "error", "parties.fias_code_bad_shape"],
    ]);
    await importing.publish(importId);
    const [hit, ...others] = await quickSearchParties(ctx, { text: "7707083893" });
    expect(others).toEqual([]);
    const card = await getParty(ctx, { partyId: hit?.id ?? 0 });
    expect(card).toMatchObject({
      ...{ inn: "7707083893", kpp: "773601001", ogrn: "1027700132195", country: "RU" },
      addresses: [{ city: "Москва", fiasCode: fias }],
    });
  });

  it("fill in what a known record lacks, change nothing of it, and go again", async () => {
    const { ctx, importing } = await scene();
    const { partyId } = await createParty(ctx, {
      ...{ kind: "legal_entity", fullName: "Alfa směnárna, s.r.o.", registrationNo: "27600009" },
      shortName: "Alfička",
    });
    const importId = await importing.all("parties", [HEAD, FIRM]);
    const filled = { shortName: "Alfička", vatId: "CZ699001000", licences: [{ number: "2026/1" }] };
    expect(await getParty(ctx, { partyId })).toMatchObject(filled);
    await importing.undo(importId);
    expect(await getParty(ctx, { partyId })).toMatchObject({
      ...{ shortName: "Alfička", vatId: null, fileMark: null, licences: [], addresses: [] },
    });
  });

  it("of one firm in several rows come together, of a new record and of a known one", async () => {
    const { ctx, importing } = await scene();
    const head = ["Název firmy", "IČO", "Země", "Zkrácený název", "DIČ", "IČ DPH", "Značka v OR"];
    const rowsOf = (name: string, registrationNo: string) => [
      [name, registrationNo, "CZ", "Alfa", null, null, null],
      [name, registrationNo, "CZ", "Jiná", null, "CZ699001000", null],
      [name, registrationNo, "CZ", null, "CZ27600009", null, FIRM[7] ?? null],
    ];
    const { partyId } = await createParty(ctx, {
      ...{ kind: "legal_entity", fullName: "Beta, s.r.o.", registrationNo: "25596641" },
    });
    const rows = [...rowsOf("Alfa, s.r.o.", "27600009"), ...rowsOf("Beta, s.r.o.", "25596641")];
    await importing.all("parties", [head, ...rows]);
    const together = {
      ...{ shortName: "Alfa", taxId: "CZ27600009", vatId: "CZ699001000" },
      fileMark: "C 12345 vedená u Městského soudu v Praze",
    };
    const [alfa] = await quickSearchParties(ctx, { text: "27600009" });
    expect(await getParty(ctx, { partyId: alfa?.id ?? 0 })).toMatchObject(together);
    expect(await getParty(ctx, { partyId })).toMatchObject(together);
  });

  it("half a licence, or one that ends before it begins, keeps its row out", async () => {
    const { ctx, importing } = await scene();
    const head = ["Název firmy", "Licence", "Číslo licence", "Licence od", "Licence do"];
    const { importId } = await importing.upload("parties", [
      head,
      ["Alfa, s.r.o.", "směnárna", null, null, null],
      ["Beta, s.r.o.", "směnárna", "1", "1. 1. 2026", "31. 12. 2025"],
    ]);
    await importing.check(importId);
    const { items } = await listFindings(ctx, { importId });
    expect(items.map(({ rowNo, severity, code }) => [rowNo, severity, code])).toEqual([
      [2, "error", "imports.licence_incomplete"],
      [3, "error", "parties.licence_days"],
    ]);
  });
});

import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addressKey, isHouseKey } from "@/server/kernel/address-key";
import { streetLine } from "@/server/kernel/company-record";
import { zip } from "../workbook/testing/fixtures";
import { openRuian, type RuianReport, type RuianRow, ruianUrl } from ".";
import { cp1250, RUIAN_HEADER, ruianLine, ruianZip, type TwinHouse } from "./testing/ruian-zip";

const SAMPLE = readFileSync(
  join(import.meta.dirname, "fixtures/OB_ADR_header_and_row.csv"),
  "utf8",
);

async function readAll(
  bytes: Uint8Array,
  batchRows?: number,
): Promise<{ rows: RuianRow[]; sizes: number[]; report: RuianReport }> {
  const file = await openRuian({ bytes }, batchRows === undefined ? {} : { batchRows });
  const rows: RuianRow[] = [];
  const sizes: number[] = [];
  try {
    for await (const batch of file.batches()) {
      rows.push(...batch);
      sizes.push(batch.length);
    }
  } finally {
    await file.close();
  }
  return { rows, sizes, report: file.report };
}

const one = (text: string) => readAll(zip({ "20260630_OB_1_ADR.csv": cp1250(text) }));
const CITY: TwinHouse = {
  ...{ code: 1, town: "Ostrava", townPart: "Moravská Ostrava", street: "Vzorová" },
  ...{ houseNumber: 308, orientation: "12", letter: "a", postalCode: "70200" },
};

describe("the monthly file of RÚIAN", () => {
  it("is read of the sample", async () => {
    const { rows, report } = await one(SAMPLE);
    expect(rows).toEqual([
      {
        address: {
          text: "Trojanovice 2, 74401 Trojanovice",
          ...{ street: null, houseNumber: "2", isRecreational: false, orientationNumber: null },
          ...{ townPart: "Trojanovice", district: null, town: "Trojanovice" },
          ...{ postalCode: "74401", country: "CZ", addressPoint: "8338752" },
        },
        ...{ municipalityCode: 599_999, key: "trojanovice|2", otherKeys: [] },
        ...{ eastingM: -479_862.17, northingM: -1_133_960.17, since: "2022-08-24" },
      },
    ]);
    expect(report).toEqual({
      ...{ files: 1, filesRead: 1, rows: 1, badLines: 0, flaws: [], badFiles: 0 },
      missingColumns: [],
    });
  });

  it("is read of every municipality, in batches, and says of which day it is", async () => {
    const houses = (town: string, first: number) =>
      Array.from({ length: 7 }, (_, i) => ({ code: first + i, town, houseNumber: i + 1 }));
    const bytes = ruianZip({ 1: houses("Lhota", 100), 2: houses("Žďár", 200), 3: [] });
    const { rows, sizes, report } = await readAll(bytes, 5);
    expect(sizes).toEqual([5, 5, 4]);
    expect(rows.map(({ address }) => Number(address.addressPoint))).toEqual([
      ...[100, 101, 102, 103, 104, 105, 106],
      ...[200, 201, 202, 203, 204, 205, 206],
    ]);
    expect(rows[7]).toMatchObject({
      municipalityCode: 2,
      address: { town: "Žďár" },
      key: "zdar|1",
    });
    expect(report).toMatchObject({ files: 3, filesRead: 3, rows: 14, badLines: 0, badFiles: 0 });
    const file = await openRuian({ bytes });
    expect(file.asOf).toBe("2026-06-30");
    await file.close();
    expect(ruianUrl("2026-06-30")).toBe(
      "https://vdp.cuzk.gov.cz/vymenny_format/csv/20260630_OB_ADR_csv.zip",
    );
  });

  it.each<[string, Partial<TwinHouse>, string, string[], string]>([
    [
      "both numbers",
      {},
      "ostrava|vzorova 308 12a",
      ["ostrava|vzorova 308", "ostrava|vzorova 12a"],
      "Vzorová 308/12a, Moravská Ostrava, 70200 Ostrava",
    ],
    [
      "one number",
      { orientation: "", letter: "" },
      "ostrava|vzorova 308",
      [],
      "Vzorová 308, Moravská Ostrava, 70200 Ostrava",
    ],
    [
      "a part without streets",
      { street: "", orientation: "", letter: "", town: "Frenštát", townPart: "Lhota" },
      "frenstat|lhota 308",
      ["lhota|308"],
      "Lhota 308, 70200 Frenštát",
    ],
    [
      "a cottage",
      { street: "", orientation: "", letter: "", town: "Lhota", townPart: "Lhota", kind: "č.ev." },
      "lhota|308",
      [],
      "Lhota č.ev. 308, 70200 Lhota",
    ],
    [
      "a street that people shorten",
      { street: "nám. T. G. Masaryka" },
      "ostrava|namesti t g masaryka 308 12a",
      ["ostrava|namesti t g masaryka 308", "ostrava|namesti t g masaryka 12a"],
      "nám. T. G. Masaryka 308/12a, Moravská Ostrava, 70200 Ostrava",
    ],
  ])("has keys for %s", async (_, more, key, otherKeys, text) => {
    const { rows } = await readAll(ruianZip({ 1: [{ ...CITY, ...more }] }));
    expect(rows[0]).toMatchObject({ key, otherKeys, address: { text } });
    expect([key, ...otherKeys].every(isHouseKey)).toBe(true);
  });

  it.each([
    { street: "Vzorová 308/12a", city: "Ostrava" },
    { street: "vzorova ul. č.p. 308 / 12 A", city: "OSTRAVA 1" },
    { street: "Vzorová 308", city: "Ostrava - Moravská Ostrava" },
    { street: "Vzorová č. 12a", city: "Ostrava" },
  ])("meets the address of a party: %j", async (written) => {
    const { rows } = await readAll(ruianZip({ 1: [CITY] }));
    const keys = rows.flatMap(({ key, otherKeys }) => [key, ...otherKeys]);
    expect(keys).toContain(addressKey(written));
  });

  it("has the very keys that addresses of parties are given", async () => {
    const streets = [
      "",
      "17. listopadu",
      "tř. Míru",
      "Sídl. 5 B",
      "Č. p. 1",
      "Na Příkopě",
      "U O. P.",
    ];
    const towns = ["Praha", "Frýdek-Místek", "Ústí nad Labem", "Lhota", "Hradec 2"];
    const houses = streets.flatMap((street) =>
      towns.flatMap((town) =>
        ["", "7"].flatMap((orientation) =>
          [town, "Lhota u Vody"].map((townPart) => {
            const numbers = { houseNumber: 12, orientation, letter: orientation ? "B" : "" };
            return { ...CITY, ...numbers, town, townPart, street };
          }),
        ),
      ),
    );
    const { rows } = await readAll(ruianZip({ 1: houses }));
    expect(rows).toHaveLength(houses.length);
    for (const { key, address } of rows) {
      expect(key).toBe(addressKey({ street: streetLine(address), city: address.town }));
    }
  });

  it("is read by the names of its columns, wherever they stand", async () => {
    const turn = (line: string) => line.split(";").reverse().join(";");
    const lines = [RUIAN_HEADER, ruianLine(CITY)].map(turn);
    const turned = await one(lines.join("\n"));
    const straight = await one([RUIAN_HEADER, ruianLine(CITY)].join("\n"));
    expect(turned.rows).toEqual(straight.rows);
    expect(straight.rows).toHaveLength(1);
    const short = await one(
      "Kód ADM;Kód obce;Název obce;Název části obce;Název ulice;Typ SO;Číslo domovní;Číslo orientační;" +
        "Znak čísla orientačního;PSČ\n1;2;Lhota;Lhota;;č.p.;3;;;74401",
    );
    expect(short.rows[0]).toMatchObject({
      key: "lhota|3",
      eastingM: null,
      northingM: null,
      since: null,
    });
  });

  it("tells lines that cannot be read, and reads the others", async () => {
    const good = ruianLine(CITY);
    const spoil = (at: number, value: string) =>
      good
        .split(";")
        .map((cell, i) => (i === at ? value : cell))
        .join(";");
    const flaws = {
      columns: `${good};`,
      code: spoil(0, "x"),
      municipality: spoil(2, " "),
      kind: spoil(11, "č.x."),
      number: spoil(12, ""),
      postal_code: spoil(15, "702 0"),
      letters: spoil(10, "Vzorov\u0081"),
      too_long: spoil(10, "x".repeat(5_000)),
    };
    const lines = Object.values(flaws).flatMap((line) => [line, good]);
    const { rows, report } = await one([RUIAN_HEADER, "", ...lines].join("\r\n"));
    expect(rows).toHaveLength(lines.length / 2);
    expect(report.badLines).toBe(lines.length / 2);
    expect(report.flaws).toEqual(
      Object.keys(flaws).map((flaw, i) => ({
        ...{ file: "20260630_ob_1_adr.csv", line: 3 + i * 2, flaw },
      })),
    );
  });

  it("tells no more than the first lines of very many, but counts them all", async () => {
    const { report, rows } = await one([RUIAN_HEADER, ...Array(500).fill("x")].join("\n"));
    expect(report).toMatchObject({ badLines: 500, rows: 0 });
    expect(report.flaws).toHaveLength(20);
    expect(rows).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    ["other columns", RUIAN_HEADER.replace("PSČ", "Pošta"), ["PSČ"]],
    ["another code page", "Kod ADM;x\n1;2", expect.arrayContaining(["Kód ADM", "PSČ"])],
    ["nothing", "", []],
  ])("tells a file of %s, and reads the others", async (_, text, columns) => {
    const bytes = zip({
      "a.csv": cp1250(`${text}${text === "" ? "" : `\n${ruianLine(CITY)}`}`),
      "b.csv": cp1250([RUIAN_HEADER, ruianLine(CITY)].join("\n")),
      "README.txt": "not one of them",
    });
    const { rows, report } = await readAll(bytes);
    expect(rows).toHaveLength(1);
    expect(report).toMatchObject({ files: 2, filesRead: 2, badFiles: 1, badLines: 0 });
    expect(report.missingColumns).toEqual([{ file: "a.csv", columns }]);
  });

  it("reads names that hold a semicolon or quotes", async () => {
    const line = ruianLine({ ...CITY, street: '"U ""Lva""; dvůr"' });
    const { rows } = await one([RUIAN_HEADER, line].join("\n"));
    expect(rows[0]?.address.street).toBe('U "Lva"; dvůr');
  });

  it("has no end of a line that grows for ever", async () => {
    const endless = cp1250(`${RUIAN_HEADER}\n${"x".repeat(3_000_000)}\n${ruianLine(CITY)}`);
    const { rows, report } = await readAll(zip({ "a.csv": endless }));
    expect(rows).toHaveLength(1);
    expect(report.flaws).toEqual([{ file: "a.csv", line: 2, flaw: "too_long" }]);
  });

  it("reads no further than its reader, and the same from the disk", async () => {
    const houses = Array.from({ length: 300 }, (_, i) => ({ ...CITY, code: i + 1 }));
    const bytes = ruianZip(
      Object.fromEntries(Array.from({ length: 30 }, (_, i) => [i + 1, houses])),
    );
    const folder = await mkdtemp(join(tmpdir(), "ruian-"));
    const path = join(folder, "ruian.zip");
    await writeFile(path, bytes);
    const file = await openRuian({ path }, { batchRows: 100 });
    const batches = file.batches();
    expect((await batches.next()).value).toHaveLength(100);
    expect(file.report).toMatchObject({ filesRead: 0, rows: 100 });
    let rows = 100;
    for await (const batch of batches) rows += batch.length;
    expect(rows).toBe(9_000);
    expect(file.report).toMatchObject({ filesRead: 30, rows: 9_000 });
    await file.close();
    await rm(folder, { recursive: true });
  });

  it.each([
    ["none", Buffer.from("<html>Odstávka</html>")],
    ["torn", Buffer.from(ruianZip({ 1: [CITY] })).subarray(0, 120)],
  ])("is refused where it is %s", async (_, bytes) => {
    await expect(openRuian({ bytes })).rejects.toMatchObject({ code: "workbook.damaged" });
  });
});

import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { openWorkbook } from "@/server/connectors/workbook";
import { createAccessGroup } from "../access";
import { listCases, moveCases, openCase } from "../cases";
import { startInterest, stopInterest } from "../claims";
import { inTransaction, type OperatorContext, reading } from "../context";
import { createParty, getParty } from "../parties";
import { openDesk } from "../testing";
import { addNote } from "../timeline";
import { annotatedFile, getImport, listFindings, undoBlockers, uploadImport } from ".";
import { importer, piecesOf, workbookOf } from "./testing/workbooks";

const desk = await openDesk();

async function scene(groups: readonly number[] | "all" = "all") {
  const tenant = await desk.tenant();
  const admin = await tenant.operator("administrator");
  const ctx =
    groups === "all" ? admin : await tenant.operator("supervisor", { accessGroupIds: groups });
  return { tenant, admin, ctx, importing: importer(tenant, ctx) };
}

const rowsOf = (ctx: OperatorContext, table: string) =>
  reading(ctx, ({ sql }) =>
    sql`select to_jsonb(t) as row from ${sql(table)} t`.then((all) => all.map(({ row }) => row)),
  );
const codesOf = async (ctx: OperatorContext, importId: number) => {
  const { items } = await listFindings(ctx, { importId });
  return items.map(({ rowNo, severity, code }) => [rowNo, severity, code]);
};

const HEAD = ["RefNo", "Kategorie", "CeleJmeno", "RC", "Ulice", "Obec", "Telefon", "Číslo smlouvy"];
const JAN = ["1", "Inkaso", "Jan Novák", "800101/9114", "Dlouhá 12", "Praha", "777 123 456", "S-1"];
const EVA = ["2", "Inkaso", "Eva Malá", null, "Krátká 3", "Brno", null, "S-2"];

describe("people of a workbook", () => {
  it("are one record, however many rows name them", async () => {
    const { ctx, importing } = await scene();
    await importing.all("cases", [
      HEAD,
      JAN,
      ["2", "Inkaso", "NOVÁK Jan", "8001019114", null, null, "603 111 222", "S-2"],
      ["3", "Inkaso", "Jan Novák", null, "Dlouhá 12", "Praha", null, "S-3"],
    ]);
    expect(await rowsOf(ctx, "parties")).toHaveLength(1);
    expect(await rowsOf(ctx, "party_contacts")).toHaveLength(2);
    const { items } = await listCases(ctx, { filter: { text: "603111222" } });
    expect(items.map(({ refNo }) => refNo).toSorted()).toEqual(["1", "2", "3"]);
  });

  it("stay two where their birth numbers differ, though name and house agree", async () => {
    const { ctx, importing } = await scene();
    const father = ["2", "Inkaso", "Jan Novák", "500101/041", "Dlouhá 12", "Praha", null, null];
    await importing.all("cases", [HEAD, JAN, father]);
    expect(await rowsOf(ctx, "parties")).toHaveLength(2);
  });

  it("are filled in where the register knows them, and emptied again by undo", async () => {
    const { ctx, importing } = await scene();
    const { partyId } = await createParty(ctx, {
      kind: "natural_person",
      fullName: "Jan Novák",
      birthNumber: "800101/9114",
    });
    const before = await rowsOf(ctx, "parties");
    const importId = await importing.all("parties", [
      ["CeleJmeno", "RC", "Ulice", "Obec", "Telefon", "Poznámka"],
      ["Jan Novák", "800101/9114", "Dlouhá 12", "Praha", "777 123 456", "volat po páté"],
    ]);
    const card = await getParty(ctx, { partyId });
    expect(card).toMatchObject({ note: "volat po páté" });
    expect(await rowsOf(ctx, "party_addresses")).toHaveLength(1);
    await importing.undo(importId);
    const [after] = await rowsOf(ctx, "parties");
    expect({ ...after, version: 0, updated_at: 0 }).toEqual({
      ...before[0],
      version: 0,
      updated_at: 0,
    });
    expect(await rowsOf(ctx, "party_contacts")).toEqual([]);
  });
});

describe("cases that are there already", () => {
  it("are completed, overwritten or refused, as the import says", async () => {
    const { ctx, importing } = await scene();
    await importing.all("cases", [HEAD, JAN]);
    const again = (contractNo: string) => [HEAD, [...JAN.slice(0, -1), contractNo]];
    const contract = async () => (await rowsOf(ctx, "cases"))[0]?.fields.contractNo;
    await importing.all("cases", again("S-9"), { existing: "complete" });
    expect(await contract()).toBe("S-1");
    await importing.all("cases", again("S-9"), { existing: "overwrite" });
    expect(await contract()).toBe("S-9");
    const { importId } = await importing.upload("cases", again("S-0"), { existing: "refuse" });
    await importing.check(importId);
    expect(await codesOf(ctx, importId)).toEqual([[2, "error", "imports.ref_no_exists"]]);
  });

  it("contradicting rows of one RefNo are named, and the role's rule is kept", async () => {
    const { ctx, importing } = await scene();
    const { importId } = await importing.upload("cases", [
      [...HEAD, "Vztah"],
      [...JAN, "Povinný"],
      ["1", "Inkaso", "Eva Malá", null, null, null, null, "S-7", "Ručitel"],
      [...EVA, "Ručitel"],
    ]);
    await importing.check(importId);
    expect(await codesOf(ctx, importId)).toEqual([
      [3, "error", "imports.rows_contradict"],
      [4, "error", "cases.role_required"],
    ]);
  });

  it("that access groups hide are neither shown nor touched", async () => {
    const { admin, tenant } = await scene();
    const { accessGroupId } = await createAccessGroup(admin, { code: "BRNO", name: "Brno" });
    await importer(tenant, admin).all("cases", [HEAD, JAN], { accessGroupId });
    const stranger = await tenant.operator("supervisor", { accessGroupIds: [] });
    const importing = importer(tenant, stranger);
    const { importId } = await importing.upload("cases", [HEAD, JAN]);
    await importing.check(importId);
    expect(await codesOf(stranger, importId)).toEqual([[2, "error", "imports.ref_no_taken"]]);
    const claims = await importing.upload("claims", [
      ["RefNo", "VS", "Splatnost", "Částka"],
      ["1", "100", "1. 1. 2026", "10"],
    ]);
    await importing.check(claims.importId);
    expect(await codesOf(stranger, claims.importId)).toEqual([
      [2, "error", "imports.unknown_ref_no"],
    ]);
  });
});

describe("between check and publishing", () => {
  it("a number taken by hand keeps everything out, or only its row", async () => {
    for (const mode of ["all", "good"] as const) {
      const { ctx, importing } = await scene();
      const { importId } = await importing.upload("cases", [HEAD, JAN, EVA], {
        mode,
        existing: "refuse",
      });
      await importing.check(importId);
      const { partyId } = await createParty(ctx, { kind: "legal_entity", fullName: "Alfa, a.s." });
      await openCase(ctx, {
        ...{ category: "collection", refNo: "2" },
        parties: [{ partyId, role: "debtor" }],
      });
      await importing.publish(importId);
      const detail = await getImport(ctx, { importId });
      expect(detail).toMatchObject(
        mode === "all"
          ? { state: "checked", error: { code: "imports.register_changed" } }
          : { state: "published", totals: { result: { cases: 1 } } },
      );
      expect(await rowsOf(ctx, "cases")).toHaveLength(mode === "all" ? 1 : 2);
    }
  });

  it("staging lost by a crash of the server is read again", async () => {
    const { ctx, importing } = await scene();
    const { importId } = await importing.upload("cases", [HEAD, JAN, EVA]);
    await importing.check(importId);
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`delete from import_case_rows`;
      await sql`delete from import_party_rows`;
    });
    await importing.publish(importId);
    expect(await rowsOf(ctx, "cases")).toHaveLength(2);
  });
});

describe("undo", () => {
  it("names what was built on the import since, and takes nothing back", async () => {
    const { ctx, importing } = await scene();
    const importId = await importing.all("cases", [HEAD, JAN, EVA]);
    await importing.all("claims", [
      ["RefNo", "VS", "Splatnost", "Částka"],
      ["1", "100", "1. 1. 2026", "10"],
    ]);
    const [jan, eva] = (await rowsOf(ctx, "cases")).toSorted((a, b) => a.id - b.id);
    await addNote(ctx, { caseId: eva?.id, text: "Volal." });
    await moveCases(ctx, { caseIds: [jan?.id], to: "amicable" });
    const { items } = await undoBlockers(ctx, { importId });
    expect(items.map(({ reason, refNo }) => [reason, refNo]).toSorted()).toEqual([
      ["claims", "1"],
      // The task that came with the move.
      ["events", "1"],
      ["events", "2"],
      ["moved", "1"],
    ]);
    await importing.undo(importId);
    expect(await getImport(ctx, { importId })).toMatchObject({
      state: "published",
      error: { code: "imports.undo_blocked" },
    });
    expect((await rowsOf(ctx, "cases")).every(({ voided_at }) => voided_at === null)).toBe(true);
  });

  it("is held up by interest that was started on its claims, until that was never there", async () => {
    const { ctx, importing } = await scene();
    await importing.all("cases", [HEAD, JAN]);
    const importId = await importing.all("claims", [
      ["RefNo", "VS", "Splatnost", "Částka"],
      ["1", "100", "1. 1. 2026", "10"],
    ]);
    const [claim] = await rowsOf(ctx, "claims");
    const { componentId } = await startInterest(ctx, {
      ...{ claimId: claim?.id, kind: "lateInterest", regime: "cz-statutory" },
      idempotencyKey: "undo-interest",
    });
    const { items } = await undoBlockers(ctx, { importId });
    expect(items.map(({ reason, refNo }) => [reason, refNo])).toEqual([["charged", "1"]]);
    await stopInterest(ctx, { componentId, reason: "omyl" });
    await importing.undo(importId);
    expect(await getImport(ctx, { importId })).toMatchObject({ state: "undone" });
  });

  it("takes the group and the people along, and frees the numbers", async () => {
    const { ctx, importing } = await scene();
    const importId = await importing.all("cases", [HEAD, JAN, EVA], { groupCode: "ALFA" });
    await importing.undo(importId);
    expect(await rowsOf(ctx, "case_groups")).toEqual([]);
    expect(await rowsOf(ctx, "parties")).toEqual([]);
    expect((await listCases(ctx, {})).items).toEqual([]);
    await importing.all("cases", [HEAD, JAN, EVA], { groupCode: "ALFA" });
    expect((await listCases(ctx, {})).items).toHaveLength(2);
  });

  it("keeps a person whom a later import needs", async () => {
    const { ctx, importing } = await scene();
    const first = await importing.all("cases", [HEAD, JAN]);
    await importing.all("cases", [HEAD, ["5", ...JAN.slice(1, -1), "S-5"]]);
    await importing.undo(first);
    expect(await getImport(ctx, { importId: first })).toMatchObject({ state: "undone" });
    expect(await rowsOf(ctx, "parties")).toHaveLength(1);
    expect((await listCases(ctx, {})).items).toMatchObject([
      { refNo: "5", debtorName: "Jan Novák" },
    ]);
  });
});

describe("files", () => {
  it("remember a corrected mapping for the next sheet of the same headers", async () => {
    const { importing } = await scene();
    const sheet = [
      ["RefNo", "Kategorie", "CeleJmeno", "Podivný"],
      ["1", "Inkaso", "Jan Novák", "X"],
    ];
    const first = await importing.upload("cases", sheet);
    expect(first.preview.columns[3]).toMatchObject({ target: { to: "extra" } });
    await importing.remap(first.importId, (columns) =>
      columns.map((each) => (each.column === 3 ? { ...each, target: { to: "ignore" } } : each)),
    );
    const second = await importing.upload("cases", sheet);
    expect(second.preview.columns[3]).toMatchObject({
      target: { to: "ignore" },
      reason: "remembered",
    });
  });

  it("come back with their reasons in a column", async () => {
    const { ctx, importing } = await scene();
    const { importId } = await importing.upload("cases", [HEAD, JAN, ["x", ...EVA.slice(1)]]);
    await importing.check(importId);
    const words = { header: "Důvod", text: ({ code }: { code: string }) => code };
    const file = await annotatedFile(ctx, { importId }, words);
    const stream = new PassThrough();
    const pieces: Buffer[] = [];
    stream.on("data", (piece: Buffer) => pieces.push(piece));
    await file.write(stream);
    const workbook = await openWorkbook({ bytes: Buffer.concat(pieces) }, { fileName: "x.xlsx" });
    const reasons: unknown[] = [];
    for await (const { rows } of workbook.rows(0))
      reasons.push(...rows.map((row) => row[8] ?? null));
    await workbook.close();
    expect(reasons).toEqual(["Důvod", null, "RefNo: kernel.ref_no_bad_shape"]);
  });

  it("that are no workbook are refused by name and leave nothing", async () => {
    const { ctx } = await scene();
    const refused: [name: string, bytes: Buffer, code: string][] = [
      ["dopis.xlsx", Buffer.from("%PDF-1.7 nic"), "workbook.pdf"],
      ["prázdný.csv", Buffer.alloc(0), "files.empty"],
      ["starý.xls", Buffer.from("d0cf11e0a1b11ae1", "hex"), "workbook.legacy_office"],
      ["uřízlý.xlsx", (await workbookOf([HEAD, JAN])).subarray(0, 600), "workbook.damaged"],
    ];
    for (const [name, bytes, code] of refused) {
      const upload = uploadImport(ctx, { kind: "cases", name }, piecesOf(bytes));
      await expect(upload, name).rejects.toMatchObject({ code });
    }
    expect(await rowsOf(ctx, "imports")).toEqual([]);
    expect(await rowsOf(ctx, "files")).toEqual([]);
  });
});

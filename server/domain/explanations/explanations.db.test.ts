import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { openWorkbook, serialOfIso } from "@/server/connectors/workbook";
import { DomainError } from "@/server/kernel/errors";
import { LOCALES, type Locale } from "@/server/kernel/locale";
import { openCase } from "../cases";
import { createClaim, recordPayment, saveProfile, startInterest } from "../claims";
import { type Context, reading } from "../context";
import { createParty } from "../parties";
import { saveProceeding } from "../proceedings";
import { openDesk } from "../testing";
import { exportExplanation } from "./export-explanation";
import type { ExplanationWords } from "./words";

const desk = await openDesk();
const DEBTOR = "Řehoř Žluťoučký";
const CREDITOR = "Půjčky s.r.o.";

let keys = 0;
const key = () => `explanation-test-${++keys}`;

/** A debt of 10 000 that bears interest since 1. 2. 2026, 4 000 paid on 2. 3. */
async function open() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("supervisor");
  await saveProfile(await tenant.operator("administrator"), {
    ...{ code: "T", name: "T", isClaimFirst: true, isDefault: true },
    kindOrder: [
      ["costs", "fee"],
      ["lateInterest"],
      ["principal"],
      ["interest", "contractualPenalty"],
    ],
  });
  const { partyId } = await createParty(ctx, { kind: "natural_person", fullName: DEBTOR });
  const creditor = await createParty(ctx, { kind: "legal_entity", fullName: CREDITOR });
  const { caseId } = await openCase(ctx, {
    category: "collection",
    parties: [
      { partyId, role: "debtor" },
      { partyId: creditor.partyId, role: "creditor" },
    ],
  });
  await saveProceeding(ctx, { caseId, kind: "court", courtFileMark: "12 C 345/2026" });
  const { claimId } = await createClaim(ctx, {
    ...{ caseId, currency: "CZK", dueOn: "2026-01-31", principalMinor: 1_000_000 },
    ...{ title: "Faktura 12", variableSymbol: "0042" },
  });
  await startInterest(ctx, {
    ...{ claimId, kind: "lateInterest", regime: "cz-statutory", idempotencyKey: key() },
  });
  await recordPayment(ctx, {
    ...{ caseId, amountMinor: 400_000, valueOn: "2026-03-02", currency: "CZK" },
    idempotencyKey: key(),
  });
  return { tenant, ctx, caseId, claimId };
}

/** Words that say their own names, so that what stands where can be seen. */
const wordsOf = async (language: Locale): Promise<ExplanationWords> => ({
  word: (name, values) => [language, name, ...Object.values(values ?? {})].join(" "),
  claimName: ({ title }) => title,
  kind: ({ kind }) => kind,
  line: ({ type, kind }) => ({ text: `${type} ${kind}`, detail: "" }),
  overpayment: () => ({ text: "overpayment", detail: "" }),
});

type Wanted = { format: "pdf" | "xlsx"; language?: Locale; onDay?: string };

async function fileOf(ctx: Context, caseId: number, wanted: Wanted) {
  const { language = "cs", ...rest } = wanted;
  const of = { kind: "case" as const, caseId, currency: "CZK" as const };
  const file = await exportExplanation(ctx, { of, language, ...rest }, wordsOf);
  const stream = new PassThrough();
  const [bytes] = await Promise.all([buffer(stream), file.write(stream)]);
  return { name: file.name, bytes };
}

const refusedAs = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (cause: unknown) => cause,
  );
  return error instanceof DomainError ? error.code : error;
};

describe("a derivation as a file", () => {
  it("is a workbook with amounts as numbers and days as days", async () => {
    const { ctx, caseId } = await open();
    const { name, bytes } = await fileOf(ctx, caseId, { format: "xlsx", onDay: "2026-03-31" });
    expect(name).toMatch(/^cs-fileName-[\d-]+-2026-03-31\.xlsx$/);
    const rows = await rowsOf(bytes, 0);
    // 10 000 × 11.5 % × 30/365 = 94.52; then 6 094.52 × 11.5 % × 29/365 on top of it, rounded as one.
    const told = rows.slice(1).map((row) => [row[3], row[6], row[8], row[9], row[11], row[12]]);
    expect(told).toEqual([
      ["charge principal", null, null, null, 10_000, 10_000],
      ["interest lateInterest", 30, 10_000, 11.5, 94.52, 10_094.52],
      ["payment principal", null, null, null, -3_905.48, 6_189.04],
      ["payment lateInterest", null, null, null, -94.52, 6_094.52],
      ["interest lateInterest", 29, 6_094.52, 11.5, 55.69, 6_150.21],
    ]);
    expect(rows[2]?.[4]).toEqual({ date: serialOfIso("2026-02-01") });
    const about = await rowsOf(bytes, 1);
    expect(about.flat()).toEqual(expect.arrayContaining([DEBTOR, CREDITOR]));
    expect(about.flat()).toContain("12 C 345/2026");
    expect(about.flat()).toContain(6_150.21);
  });

  it.each(LOCALES)("is a PDF of the archive kind in %s, its fonts inside", async (language) => {
    const { ctx, caseId } = await open();
    const { bytes } = await fileOf(ctx, caseId, { format: "pdf", language });
    const text = bytes.toString("latin1");
    expect(text.slice(0, 8)).toBe("%PDF-1.7");
    expect(text.match(/\/FontFile2/g)?.length).toBeGreaterThanOrEqual(2);
    expect(text).not.toContain("/Subtype /Type1");
    expect(text).toContain("pdfaid:part");
    expect(text).toMatch(new RegExp(`/Lang \\(${language}-`));
  });

  it("is written into the audit as a reading of the case, and refused to who may not export", async () => {
    const { tenant, ctx, caseId } = await open();
    await fileOf(ctx, caseId, { format: "pdf", language: "ru" });
    const [audit] = await reading(
      ctx,
      ({ sql }) => sql<{ entity: string; caseId: number; after: object }[]>`
        select entity, case_id as "caseId", after from audit_entries
         where action = 'explanations.export'`,
    );
    expect(audit).toMatchObject({
      ...{ entity: "case", caseId },
      after: { format: "pdf", language: "ru", currency: "CZK" },
    });
    const reader = await tenant.operator("readOnly");
    expect(await refusedAs(fileOf(reader, caseId, { format: "pdf" }))).toBe("access.forbidden");
    const stranger = await (await desk.tenant()).operator("supervisor");
    expect(await refusedAs(fileOf(stranger, caseId, { format: "pdf" }))).toBe("cases.not_found");
  });
});

async function rowsOf(bytes: Buffer, sheet: number) {
  const workbook = await openWorkbook({ bytes }, { fileName: "x.xlsx" });
  try {
    const rows = [];
    for await (const batch of workbook.rows(sheet)) rows.push(...batch.rows);
    return rows;
  } finally {
    await workbook.close();
  }
}

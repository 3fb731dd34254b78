import { describe, expect, it } from "vitest";
import { type Context, inTransaction, reading } from "../context";
import { openDesk } from "../testing";
import { addCharge } from "./add-charge";
import { claimsOfCase } from "./case-claims";
import { ledgerOfClaim } from "./claim-ledger";
import { createClaim } from "./create-claim";
import { makeCase } from "./ledger-fixture";
import { countClaims, listClaims } from "./list-claims";
import { countPayments, listPayments } from "./list-payments";
import { previewPayment } from "./preview-payment";
import { recordPayment } from "./record-payment";
import { reversePayment } from "./reverse-payment";
import { takeBack } from "./take-back";

const desk = await openDesk();
let keys = 0;
const key = () => `queries-test-${++keys}`;

async function open() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("supervisor", { name: "Jana Malá" });
  const caseId = await makeCase(tenant.system());
  const claim = (more: Partial<Parameters<typeof createClaim>[1]> = {}) =>
    createClaim(ctx, {
      ...{ caseId, currency: "CZK", dueOn: "2026-01-31", principalMinor: 100_000 },
      ...more,
    });
  const pay = (amountMinor: number, valueOn: string, more = {}) =>
    recordPayment(ctx, {
      ...{ caseId, amountMinor, valueOn, currency: "CZK", idempotencyKey: key() },
      ...more,
    });
  return { tenant, ctx, caseId, claim, pay };
}

describe("claimsOfCase", () => {
  it("shows what was owed on any day, and where each payment went", async () => {
    const { ctx, caseId, claim, pay } = await open();
    const { claimId } = await claim({ title: "Faktura 7", variableSymbol: "77" });
    await addCharge(ctx, {
      ...{ claimId, kind: "fee" as const, amountMinor: 20_000, valueOn: "2026-03-01" },
      description: "výzva",
    });
    const { paymentId } = await pay(100_000, "2026-04-10", { note: "převodem" });
    const now = await claimsOfCase(ctx, { caseId });
    expect(now.onDay).toBe("2026-11-22");
    expect(now.totals).toEqual([
      {
        ...{ currency: "CZK", chargedMinor: 120_000, paidMinor: 100_000, balanceMinor: 20_000 },
        ...{ overdueMinor: 20_000, overpaymentMinor: 0 },
      },
    ]);
    expect(now.claims[0]).toMatchObject({ id: claimId, daysPastDue: 295, balanceMinor: 20_000 });
    expect(now.claims[0]?.components).toMatchObject([
      { kind: "principal", paidMinor: 80_000, balanceMinor: 20_000 },
      { kind: "fee", description: "výzva", paidMinor: 20_000, charges: [{ amountMinor: 20_000 }] },
    ]);
    expect(now.payments).toMatchObject([
      { id: paymentId, byName: "Jana Malá", note: "převodem", reversal: null },
    ]);
    expect(now.payments[0]?.parts.map((part) => [part.kind, part.amountMinor]).sort()).toEqual([
      ["fee", 20_000],
      ["principal", 80_000],
    ]);
    const before = await claimsOfCase(ctx, { caseId, onDay: "2026-02-28" });
    expect(before.totals[0]).toMatchObject({ chargedMinor: 100_000, balanceMinor: 100_000 });
    expect(before.claims[0]).toMatchObject({ daysPastDue: 28, overdueMinor: 100_000 });
    expect(before.payments).toEqual([]);
    const onDue = await claimsOfCase(ctx, { caseId, onDay: "2026-01-31" });
    expect(onDue.claims[0]).toMatchObject({
      balanceMinor: 100_000,
      overdueMinor: 0,
      daysPastDue: 0,
    });
  });

  it("shows a bounced payment with what it had paid, but only from the day it bounced", async () => {
    const { ctx, caseId, claim, pay } = await open();
    await claim();
    const { paymentId } = await pay(150_000, "2026-04-10");
    const bounce = { paymentId, kind: "bounce" as const, valueOn: "2026-04-20", reason: "banka" };
    await reversePayment(ctx, bounce);
    const [payment] = (await claimsOfCase(ctx, { caseId })).payments;
    expect(payment?.reversal).toEqual({ kind: "bounce", valueOn: "2026-04-20", reason: "banka" });
    expect(payment?.parts.map((part) => [part.kind, part.amountMinor])).toEqual([
      ["principal", 100_000],
      [null, 50_000],
    ]);
    const between = await claimsOfCase(ctx, { caseId, onDay: "2026-04-15" });
    expect(between.payments[0]?.reversal).toBeNull();
    expect(between.totals[0]).toMatchObject({ balanceMinor: 0, overpaymentMinor: 50_000 });
  });

  it("keeps currencies apart and leaves out what was taken back", async () => {
    const { tenant, ctx, caseId, claim, pay } = await open();
    const { claimId } = await claim();
    await claim({ currency: "EUR", principalMinor: 5_000 });
    await pay(6_000, "2026-04-10", { currency: "EUR" });
    await inTransaction(tenant.system(), (inner, tx) =>
      takeBack(inner, tx, { claimIds: [claimId], reason: "x" }),
    );
    const { claims, totals } = await claimsOfCase(ctx, { caseId });
    expect(claims.map(({ currency }) => currency)).toEqual(["EUR"]);
    expect(totals.find(({ currency }) => currency === "EUR")).toMatchObject({
      ...{ balanceMinor: 0, overpaymentMinor: 1_000 },
    });
  });
});

it("ledgerOfClaim lists charges and payments by day with a running balance", async () => {
  const { ctx, claim, pay } = await open();
  const { claimId } = await claim();
  await addCharge(ctx, { claimId, kind: "costs", amountMinor: 5_000, valueOn: "2026-03-01" });
  const { paymentId } = await pay(60_000, "2026-04-10");
  const bounce = { paymentId, kind: "bounce" as const, valueOn: "2026-04-20", reason: "banka" };
  await reversePayment(ctx, bounce);
  const corrected = await pay(1_000, "2026-05-01");
  await reversePayment(ctx, { paymentId: corrected.paymentId, kind: "correction", reason: "x" });
  const { lines } = await ledgerOfClaim(ctx, { claimId });
  expect(
    lines.map((l) => [l.valueOn, l.type, l.kind, l.amountMinor, l.balanceMinor, l.reversalKind]),
  ).toEqual([
    ["2026-01-31", "charge", "principal", 100_000, 100_000, null],
    ["2026-03-01", "charge", "costs", 5_000, 105_000, null],
    ["2026-04-10", "payment", "principal", -55_000, 50_000, null],
    ["2026-04-10", "payment", "costs", -5_000, 45_000, null],
    ["2026-04-20", "release", "principal", 55_000, 100_000, "bounce"],
    ["2026-04-20", "release", "costs", 5_000, 105_000, "bounce"],
  ]);
  expect(lines.at(-1)).toMatchObject({ reason: "banka", byName: "Jana Malá" });
});

describe("previewPayment", () => {
  it("says what recording then does, and which payments move", async () => {
    const { ctx, caseId, claim, pay } = await open();
    await claim();
    await claim({ dueOn: "2026-02-28" });
    const later = await pay(100_000, "2026-06-01");
    const draft = { caseId, amountMinor: 130_000, currency: "CZK" as const, valueOn: "2026-05-01" };
    const preview = await previewPayment(ctx, draft);
    expect(preview).toMatchObject({
      ...{ overpaymentMinor: 0, balanceBeforeMinor: 100_000, balanceAfterMinor: 0 },
      movedPaymentIds: [later.paymentId],
    });
    expect(preview.parts.map(({ amountMinor }) => amountMinor)).toEqual([100_000, 30_000]);
    const { paymentId } = await recordPayment(ctx, { ...draft, idempotencyKey: key() });
    const { payments } = await claimsOfCase(ctx, { caseId });
    const parts = payments.find(({ id }) => id === paymentId)?.parts ?? [];
    expect(parts.map(({ componentId, amountMinor }) => ({ componentId, amountMinor }))).toEqual(
      preview.parts,
    );
    const rest = payments.find(({ id }) => id === later.paymentId)?.parts ?? [];
    expect(rest.map((part) => [part.kind, part.amountMinor]).sort()).toEqual([
      [null, 30_000],
      ["principal", 70_000],
    ]);
  });

  it("writes nothing", async () => {
    const { ctx, caseId, claim } = await open();
    await claim();
    await previewPayment(ctx, {
      ...{ caseId, amountMinor: 1, currency: "CZK", valueOn: "2026-05-01" },
    });
    const rows = await reading(ctx, ({ sql }) => sql`select count(*)::int as n from payments`);
    expect(rows[0]?.n).toBe(0);
  });
});

describe("lists", () => {
  async function register() {
    const made = await open();
    const { tenant, ctx } = made;
    const groupId = await inTransaction(ctx, async (_, { sql }) => {
      const [row] = await sql<{ id: number }[]>`
        insert into case_groups (code) values ('ČEZ') returning id`;
      return row?.id ?? 0;
    });
    const other = await makeCase(tenant.system(), { groupId });
    const at = [made.caseId, other];
    for (let i = 0; i < 12; i += 1) {
      await createClaim(ctx, {
        ...{ caseId: at[i % 2] ?? 0, currency: i % 4 === 3 ? "EUR" : "CZK" },
        ...{
          dueOn: `2026-${i < 9 ? "02" : "12"}-1${i % 3}`,
          principalMinor: (i % 5) * 1_000 + 1_000,
        },
        variableSymbol: i < 3 ? `1299${i}` : `55${i}`,
      });
    }
    await recordPayment(ctx, {
      ...{ caseId: other, amountMinor: 6_000, currency: "CZK", valueOn: "2026-03-01" },
      idempotencyKey: key(),
    });
    return { ...made, other, groupId };
  }

  async function walk<T>(
    page: (cursor?: string) => Promise<{ items: T[]; nextCursor: string | null }>,
  ) {
    const all: T[] = [];
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await page(cursor);
      all.push(...items);
      cursor = nextCursor ?? undefined;
    } while (cursor);
    return all;
  }

  it("pages through all claims in either direction of every order", async () => {
    const { ctx } = await register();
    for (const sort of ["due", "balance", "newest"] as const) {
      for (const order of ["asc", "desc"] as const) {
        const asked = { sort, order, limit: 5 };
        const paged = await walk((cursor) => listClaims(ctx, { ...asked, cursor }));
        const whole = (await listClaims(ctx, { ...asked, limit: 100 })).items;
        expect(paged).toEqual(whole);
        expect(whole).toHaveLength(12);
        const keyOf = (row: (typeof whole)[number]) =>
          sort === "due" ? row.dueOn : sort === "balance" ? row.balanceMinor : row.id;
        const sorted = [...whole].sort((a, b) =>
          keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : a.id - b.id,
        );
        const ids = sorted.map(({ id }) => id);
        const expected = order === "asc" ? ids : sortDescending(sorted, keyOf);
        expect(whole.map(({ id }) => id)).toEqual(expected);
      }
    }
  });

  function sortDescending<T extends { id: number }>(rows: T[], keyOf: (row: T) => string | number) {
    return [...rows]
      .sort((a, b) => (keyOf(a) > keyOf(b) ? -1 : keyOf(a) < keyOf(b) ? 1 : b.id - a.id))
      .map(({ id }) => id);
  }

  it.each([
    [{ currency: "EUR" as const }, 3],
    [{ state: "open" as const }, 10],
    [{ state: "paid" as const }, 2],
    [{ state: "overdue" as const }, 7],
    [{ dueFrom: "2026-12-01" }, 3],
    [{ dueFrom: "2026-02-11", dueTo: "2026-02-11" }, 3],
    [{ balanceMinMinor: 5_000 }, 1],
    [{ balanceMaxMinor: 0 }, 2],
    [{ variableSymbol: "1299" }, 3],
    [{ variableSymbol: "129" }, 3],
    [{ variableSymbol: "9" }, 0],
    [{ variableSymbol: "x" }, 0],
    [{ text: "55" }, 12],
    [{ text: "554" }, 6],
    [{ text: "nikde" }, 0],
  ])("claims narrowed by %j", async (filter, count) => {
    const { ctx } = await register();
    expect(await countClaims(ctx, { filter })).toEqual({ count, isExact: true });
    const { items } = await listClaims(ctx, { filter, limit: 100 });
    expect(items).toHaveLength(count);
  });

  it("claims of a group, with its code", async () => {
    const { ctx, groupId, other } = await register();
    const { items } = await listClaims(ctx, { filter: { groupId } });
    expect(new Set(items.map((row) => row.caseId))).toEqual(new Set([other]));
    expect(items[0]?.groupCode).toBe("ČEZ");
    const byText = await listClaims(ctx, { filter: { groupId, text: "nikde" } });
    expect(byText.items).toEqual([]);
  });

  it("payments: order, state, overpayment; reversing rows are no payments", async () => {
    const { ctx, other } = await register();
    const pay = (amountMinor: number, valueOn: string, variableSymbol: string) =>
      recordPayment(ctx, {
        ...{ caseId: other, amountMinor, valueOn, variableSymbol, currency: "CZK" },
        idempotencyKey: key(),
      });
    const gone = await pay(70_000, "2026-05-05", "4499");
    await reversePayment(ctx, { paymentId: gone.paymentId, kind: "correction", reason: "x" });
    const large = await pay(80_000, "2026-04-04", "4500");
    const all = await walk((cursor) => listPayments(ctx, { limit: 1, cursor }));
    expect(all.map((row) => row.valueOn)).toEqual(["2026-05-05", "2026-04-04", "2026-03-01"]);
    expect(all[0]).toMatchObject({ reversalKind: "correction", overpaymentMinor: 0 });
    expect(all[1]?.overpaymentMinor).toBeGreaterThan(0);
    const ids = async (filter: Parameters<typeof countPayments>[1]["filter"]) => {
      const { items } = await listPayments(ctx, { filter, sort: "amount" });
      expect(await countPayments(ctx, { filter })).toEqual({ count: items.length, isExact: true });
      return items.map(({ id }) => id);
    };
    expect(await ids({ state: "reversed" })).toEqual([gone.paymentId]);
    expect((await ids({ state: "standing" }))[0]).toBe(large.paymentId);
    expect(await ids({ amountMinMinor: 75_000 })).toEqual([large.paymentId]);
    expect(await ids({ variableSymbol: "449" })).toEqual([gone.paymentId]);
    expect(await ids({ valueFrom: "2026-04-01", valueTo: "2026-04-30" })).toEqual([
      large.paymentId,
    ]);
    expect(await ids({ currency: "EUR" })).toEqual([]);
    expect(await ids({ text: "555" })).toHaveLength(3);
  });

  it("a cursor of another order is refused", async () => {
    const { ctx } = await register();
    const { nextCursor } = await listClaims(ctx, { sort: "due", limit: 1 });
    const wrong = listClaims(ctx, { sort: "newest", limit: 1, cursor: nextCursor });
    await expect(wrong).rejects.toMatchObject({ code: "kernel.bad_cursor" });
  });
});

describe("walls", () => {
  it("nobody reads what is not theirs", async () => {
    const { tenant, ctx, caseId, claim, pay } = await open();
    const { claimId } = await claim();
    await pay(1_000, "2026-04-10");
    const group = await inTransaction(tenant.system(), async (_, { sql }) => {
      const [row] = await sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('a', 'a') returning id`;
      await sql`update cases set access_group_id = ${row?.id ?? 0} where id = ${caseId}`;
      return row?.id ?? 0;
    });
    const strangers: Context[] = [
      await (await desk.tenant()).operator("administrator"),
      await tenant.operator("administrator", { accessGroupIds: [] }),
    ];
    for (const stranger of strangers) {
      await expect(claimsOfCase(stranger, { caseId })).rejects.toMatchObject({ kind: "not_found" });
      await expect(ledgerOfClaim(stranger, { claimId })).rejects.toMatchObject({
        kind: "not_found",
      });
      const draft = { caseId, amountMinor: 1, currency: "CZK" as const, valueOn: "2026-05-01" };
      await expect(previewPayment(stranger, draft)).rejects.toMatchObject({ kind: "not_found" });
      expect((await listClaims(stranger, {})).items).toEqual([]);
      expect((await listPayments(stranger, {})).items).toEqual([]);
      expect((await countClaims(stranger, {})).count).toBe(0);
      expect((await countPayments(stranger, {})).count).toBe(0);
    }
    const insider = await tenant.operator("readOnly", { accessGroupIds: [group] });
    expect((await listClaims(insider, {})).items).toHaveLength(1);
    expect((await claimsOfCase(insider, { caseId })).claims).toHaveLength(1);
    expect(ctx.actor.tenantId).toBe(tenant.id);
  });
});

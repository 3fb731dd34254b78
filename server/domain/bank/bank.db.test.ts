import { describe, expect, it } from "vitest";
import { writeAbo } from "@/server/connectors/bank/testing/write-abo";
import {
  MOVEMENT,
  STATEMENT,
  type WrittenMovement,
} from "@/server/connectors/bank/testing/written";
import { openCase } from "../cases";
import { claimsOfCase, createClaim, reversePayment } from "../claims";
import { type Context, inTransaction, reading } from "../context";
import { createParty } from "../parties";
import { openDesk } from "../testing";
import {
  assignMovement,
  countMovements,
  deleteAccount,
  ignoreMovement,
  listAccounts,
  listMovements,
  listStatements,
  matchMovements,
  releaseMovement,
  reopenReversed,
  saveAccount,
  uploadStatement,
} from ".";

const desk = await openDesk();
const ACCOUNT = STATEMENT.account;

const movement = (more: Partial<WrittenMovement>): WrittenMovement => ({
  ...MOVEMENT,
  ...{ bankId: "1", bookedOn: "2026-11-20", valueOn: "2026-11-20" },
  ...more,
});

const file = (movements: WrittenMovement[], more: Partial<typeof STATEMENT> = {}) =>
  writeAbo([{ ...STATEMENT, closedOn: "2026-11-20", movements, ...more }]);

async function* chunks(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
}

const upload = (ctx: Context, bytes: Uint8Array) =>
  uploadStatement(ctx, { name: "vypis.gpc" }, chunks(bytes));

async function agency() {
  const tenant = await desk.tenant();
  const admin = await tenant.operator("administrator");
  const ctx = await tenant.operator("supervisor");
  await saveAccount(admin, { number: ACCOUNT, currency: "CZK", name: "Inkaso" });
  const { partyId } = await createParty(admin, {
    kind: "legal_entity",
    fullName: "Dlužník s.r.o.",
  });
  const parties = [{ partyId, role: "debtor" }];
  const debt = async (variableSymbol: string, principalMinor = 100_000, of?: number) => {
    const caseId = of ?? (await openCase(admin, { category: "collection", parties })).caseId;
    const { claimId } = await createClaim(admin, {
      ...{ caseId, variableSymbol, principalMinor, currency: "CZK", dueOn: "2026-10-01" },
    });
    return { caseId, claimId };
  };
  const run = () => matchMovements(tenant.system("bank"));
  const all = async () => (await listMovements(ctx, { order: "asc" })).items;
  return { tenant, admin, ctx, debt, run, all };
}

const balanceOf = async (ctx: Context, caseId: number) =>
  (await claimsOfCase(ctx, { caseId })).totals[0];

describe("a statement", () => {
  it("becomes movements; the certain ones pay, the others wait with their reason", async () => {
    const { ctx, debt, run, all } = await agency();
    // Padded with zeros on the claim, without them on the statement.
    const mine = await debt("0041000001");
    const twins = await debt("42");
    await debt("42", 50_000, twins.caseId);
    await debt("43");
    await debt("43");
    const done = await upload(
      ctx,
      file([
        movement({ variableSymbol: "41000001", amountMinor: 60_000 }),
        movement({ variableSymbol: "42", amountMinor: 120_000, bankId: "2" }),
        movement({ variableSymbol: "43", amountMinor: 1_000, bankId: "3" }),
        movement({ variableSymbol: "44", amountMinor: 1_000, bankId: "4" }),
        movement({ variableSymbol: null, amountMinor: 1_000, bankId: "5" }),
        movement({ variableSymbol: "41000001", amountMinor: -500, bankId: "6" }),
      ]),
    );
    expect(done).toMatchObject({ statementCount: 1, movementCount: 6, newCount: 6 });
    expect(await run()).toEqual({ seenCount: 6, bookedCount: 2 });
    expect((await all()).map(({ state, reason }) => [state, reason])).toEqual([
      ["matched", "exact_symbol"],
      ["matched", "exact_symbol"],
      ["open", "several_cases"],
      ["open", "no_claim"],
      ["open", "no_symbol"],
      ["ignored", "outgoing"],
    ]);
    expect(await balanceOf(ctx, mine.caseId)).toMatchObject({ paidMinor: 60_000 });
    // One case, two claims of the symbol: paid by the case's own order.
    expect(await balanceOf(ctx, twins.caseId)).toMatchObject({
      paidMinor: 120_000,
      balanceMinor: 30_000,
    });
    const { payments } = await claimsOfCase(ctx, { caseId: mine.caseId });
    expect(payments).toMatchObject([
      { source: "bank", amountMinor: 60_000, valueOn: "2026-11-20", claimId: mine.claimId },
    ]);
    expect(await countMovements(ctx, {})).toEqual({ open: 3, matched: 2, ignored: 1 });
  });

  it("comes twice, or overlaps another, and every movement is taken once; twins are two", async () => {
    const { ctx, debt, run, all } = await agency();
    const { caseId } = await debt("41", 1_000_000);
    const twin = movement({ variableSymbol: "41", amountMinor: 7_000, bankId: "0" });
    const other = movement({ variableSymbol: "41", amountMinor: 100, bankId: "0" });
    await upload(ctx, file([twin, twin]));
    await run();
    expect(await upload(ctx, file([twin, twin]))).toMatchObject({ movementCount: 2, newCount: 0 });
    expect(await upload(ctx, file([other, twin, twin]))).toMatchObject({ newCount: 1 });
    await run();
    expect((await all()).map(({ amountMinor }) => amountMinor)).toEqual([7_000, 7_000, 100]);
    expect(await balanceOf(ctx, caseId)).toMatchObject({ paidMinor: 14_100 });
  });

  it("tells two equal payments of one day apart by the bank's document, across files too", async () => {
    const { ctx, all } = await agency();
    const morning = movement({ variableSymbol: "41", amountMinor: 500, bankId: "1001" });
    const afternoon = { ...morning, bankId: "1002" };
    await upload(ctx, file([morning], { number: "1" }));
    expect(await upload(ctx, file([afternoon], { number: "2" }))).toMatchObject({ newCount: 1 });
    expect(await upload(ctx, file([morning, afternoon]))).toMatchObject({ newCount: 0 });
    expect(await all()).toHaveLength(2);
  });

  it("in euros of a bank that names no currency is read in that of the only account", async () => {
    const { admin, ctx, all } = await agency();
    const account = "19-2000145399/0800";
    await saveAccount(admin, { number: account, currency: "EUR" });
    const silent = writeAbo([{ ...STATEMENT, account, movements: [movement({})] }], {
      item: "1101",
    });
    await upload(ctx, silent);
    expect(await all()).toMatchObject([{ currency: "EUR" }]);
    const named = writeAbo([
      {
        ...STATEMENT,
        account: ACCOUNT,
        currency: "EUR",
        movements: [movement({ amountMinor: 1 })],
      },
    ]);
    await expect(upload(ctx, named)).rejects.toMatchObject({ code: "bank.account_named_currency" });
  });

  it("of a bank that is not named is refused where two accounts have the number, until one goes", async () => {
    const { admin, ctx } = await agency();
    const [number = ""] = ACCOUNT.split("/");
    await expect(
      saveAccount(admin, { number: "1234567890/0800", currency: "CZK" }),
    ).rejects.toMatchObject({ code: "bank.account_number" });
    const slip = await saveAccount(admin, { number: `${number}/0800`, currency: "CZK" });
    const bytes = file([movement({})]);
    await expect(upload(ctx, bytes)).rejects.toMatchObject({ code: "bank.account_ambiguous" });
    await deleteAccount(admin, slip);
    await upload(ctx, bytes);
    const [used] = await listAccounts(ctx);
    await expect(deleteAccount(admin, { accountId: used?.id ?? 0 })).rejects.toMatchObject({
      code: "bank.account_used",
    });
  });

  it("of a foreign account, or one that cannot be read, leaves nothing behind", async () => {
    const { ctx, all } = await agency();
    await expect(
      upload(ctx, file([movement({})], { account: "19-2000145399/0800" })),
    ).rejects.toMatchObject({
      code: "bank.account_unknown",
      params: { account: "19-2000145399", currency: "CZK" },
    });
    const good = file([movement({}), movement({ bankId: "2" })]);
    await expect(upload(ctx, good.subarray(0, good.length - 40))).rejects.toMatchObject({
      code: "bank.truncated_record",
      params: { line: 3 },
    });
    expect(await all()).toEqual([]);
    expect((await listStatements(ctx, {})).items).toEqual([]);
  });

  it("says what does not add up, and where one is missing in between", async () => {
    const { ctx } = await agency();
    await upload(ctx, file([movement({})], { closedOn: "2026-11-18", number: "1" }));
    await upload(ctx, file([movement({ amountMinor: 9 })], { openingMinor: 5, number: "3" }));
    const { items } = await listStatements(ctx, {});
    expect(items.map(({ number, isGap }) => [number, isGap])).toEqual([
      ["3", true],
      ["1", false],
    ]);
    const [account] = await listAccounts(ctx);
    expect(account).toMatchObject({ number: ACCOUNT, closedOn: "2026-11-20", openCount: 2 });
  });
});

describe("a person", () => {
  it("assigns what the machine was not certain of, once, and takes it back with all that followed", async () => {
    const { ctx, debt, run, all } = await agency();
    const { caseId, claimId } = await debt("41", 10_000);
    await upload(ctx, file([movement({ variableSymbol: null, amountMinor: 10_000 })]));
    await run();
    const [waiting] = await all();
    const movementId = waiting?.id ?? 0;
    const tries = await Promise.allSettled([
      assignMovement(ctx, { movementId, caseId, claimId }),
      assignMovement(ctx, { movementId, caseId }),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await balanceOf(ctx, caseId)).toMatchObject({ balanceMinor: 0, paidMinor: 10_000 });
    expect(await all()).toMatchObject([{ state: "matched", reason: "by_person", caseId }]);

    await releaseMovement(ctx, { movementId, note: "jiný dlužník" });
    expect(await balanceOf(ctx, caseId)).toMatchObject({ balanceMinor: 10_000, paidMinor: 0 });
    expect(await run()).toEqual({ seenCount: 0, bookedCount: 0 });
    expect(await all()).toMatchObject([{ state: "open", reason: "taken_back", caseId: null }]);
    // The refusal is remembered; a person may still book it anew.
    await assignMovement(ctx, { movementId, caseId });
    expect(await balanceOf(ctx, caseId)).toMatchObject({ paidMinor: 10_000 });
  });

  it("takes back what the machine booked, also where the payment was reversed by hand", async () => {
    const { ctx, debt, run, all } = await agency();
    const { caseId } = await debt("41", 10_000);
    await upload(ctx, file([movement({ variableSymbol: "41", amountMinor: 4_000 })]));
    await run();
    const [booked] = await all();
    const { payments } = await claimsOfCase(ctx, { caseId });
    const paymentId = payments[0]?.id ?? 0;
    await reversePayment(ctx, { paymentId, kind: "correction", reason: "omyl" });
    await releaseMovement(ctx, { movementId: booked?.id ?? 0, note: "omyl" });
    expect(await all()).toMatchObject([{ state: "open", reason: "taken_back" }]);
    expect(await balanceOf(ctx, caseId)).toMatchObject({ paidMinor: 0 });
  });

  it("finds a movement in the queue again when its payment was corrected on the case", async () => {
    const { tenant, ctx, debt, run, all } = await agency();
    const { caseId } = await debt("41", 10_000);
    await upload(ctx, file([movement({ variableSymbol: "41", amountMinor: 4_000 })]));
    await run();
    const { payments } = await claimsOfCase(ctx, { caseId });
    const paymentId = payments[0]?.id ?? 0;
    await reopenReversed(tenant.system(), { paymentId });
    expect(await all()).toMatchObject([{ state: "matched" }]);
    await reversePayment(ctx, { paymentId, kind: "correction", reason: "jiný případ" });
    await reopenReversed(tenant.system(), { paymentId });
    expect(await all()).toMatchObject([{ state: "open", reason: "taken_back", caseId: null }]);
  });

  it("puts aside what is none of the tenant's, with a reason, and never money that went out", async () => {
    const { ctx, debt, run, all } = await agency();
    const { caseId } = await debt("41");
    await upload(
      ctx,
      file([
        movement({ variableSymbol: null, amountMinor: 500 }),
        movement({ variableSymbol: "41", amountMinor: -500, bankId: "2" }),
      ]),
    );
    await run();
    const [fee, out] = await all();
    await ignoreMovement(ctx, { movementId: fee?.id ?? 0, note: "úrok banky" });
    expect((await all())[0]).toMatchObject({ state: "ignored", reason: "not_ours" });
    await releaseMovement(ctx, { movementId: out?.id ?? 0, note: "podívat se" });
    await expect(assignMovement(ctx, { movementId: out?.id ?? 0, caseId })).rejects.toMatchObject({
      code: "bank.not_money_in",
    });
  });

  it("needs the right to it; another tenant's case is none", async () => {
    const { tenant, ctx, run, all } = await agency();
    const stranger = await agency();
    const foreign = await stranger.debt("41");
    await upload(ctx, file([movement({ variableSymbol: "41" })]));
    await run();
    const [only] = await all();
    expect(only).toMatchObject({ reason: "no_claim" });
    const movementId = only?.id ?? 0;
    await expect(assignMovement(ctx, { movementId, caseId: foreign.caseId })).rejects.toMatchObject(
      { code: "bank.case_not_found" },
    );
    const clerk = await tenant.operator("operator");
    await expect(listMovements(clerk, {})).rejects.toMatchObject({ code: "access.forbidden" });
    await expect(upload(clerk, file([movement({})]))).rejects.toMatchObject({
      code: "access.forbidden",
    });
    await expect(ignoreMovement(stranger.ctx, { movementId, note: "x" })).rejects.toMatchObject({
      code: "bank.movement_not_found",
    });
  });
});

describe("matching", () => {
  it("judges the second payment of a claim when the first is booked: nothing may be owed", async () => {
    const { ctx, debt, run, all } = await agency();
    await debt("41", 1_000);
    const twice = [1, 2].map((at) =>
      movement({ variableSymbol: "41", amountMinor: 1_000, bankId: String(at) }),
    );
    await upload(ctx, file(twice));
    await run();
    expect((await all()).map(({ reason }) => reason)).toEqual(["exact_symbol", "nothing_owed"]);
  });

  it("by two at once books every movement once", async () => {
    const { ctx, debt, run } = await agency();
    const { caseId } = await debt("41", 1_000_000);
    const many = Array.from({ length: 40 }, (_, at) =>
      movement({ variableSymbol: "41", amountMinor: 100 + at, bankId: String(at + 1) }),
    );
    await upload(ctx, file(many));
    const runs = await Promise.all([run(), run(), run()]);
    expect(runs.reduce((sum, { bookedCount }) => sum + bookedCount, 0)).toBe(40);
    const paid = many.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    expect(await balanceOf(ctx, caseId)).toMatchObject({ paidMinor: paid });
  });

  it("sees cases behind access groups, of which an operator without them sees nothing", async () => {
    const { tenant, admin, ctx, debt, run, all } = await agency();
    const { caseId } = await debt("41");
    await inTransaction(admin, async (_, { sql }) => {
      const [group] = await sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('P', 'Praha') returning id`;
      await sql`update cases set access_group_id = ${group?.id ?? 0} where id = ${caseId}`;
    });
    await upload(ctx, file([movement({ variableSymbol: "41", amountMinor: 100 })]));
    await run();
    expect(await all()).toMatchObject([{ state: "matched", caseId }]);
    const outside = await tenant.operator("supervisor", { accessGroupIds: [] });
    const { items } = await listMovements(outside, {});
    expect(items).toMatchObject([
      { state: "matched", caseId: null, refNo: null, counterName: null, variableSymbol: null },
    ]);
    const [hidden] = items;
    await expect(
      releaseMovement(outside, { movementId: hidden?.id ?? 0, note: "x" }),
    ).rejects.toMatchObject({ code: "cases.not_found" });
    const found = await listMovements(outside, { filter: { text: "41" } });
    expect(found.items).toEqual([]);
  });
});

it("what the bank wrote is rewritten by nobody", async () => {
  const { ctx } = await agency();
  await upload(ctx, file([movement({})]));
  const change = (what: string) =>
    inTransaction(ctx, (_, { sql }) => sql.unsafe(`update bank_movements set ${what}`));
  await expect(change("amount_minor = 1")).rejects.toMatchObject({ code: "23000" });
  await expect(
    inTransaction(ctx, (_, { sql }) => sql`delete from bank_movements`),
  ).rejects.toMatchObject({ code: "42501" });
  const audits = await reading(ctx, ({ sql }) =>
    sql`select action from audit_entries where action like 'bank.%' order by id`.then((rows) =>
      rows.map(({ action }) => action),
    ),
  );
  expect(audits).toEqual(["bank.save-account", "bank.upload"]);
});

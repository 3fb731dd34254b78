import { describe, expect, it } from "vitest";
import { listAudit } from "../audit";
import { getCase, openCase } from "../cases";
import { type Context, inTransaction, makeToday, reading } from "../context";
import { createParty } from "../parties";
import { openDesk } from "../testing";
import { addCharge } from "./add-charge";
import { agreeSettlement } from "./agree-settlement";
import { assignClaims } from "./assign-claims";
import { claimsOfCase } from "./case-claims";
import { ledgerOfClaim } from "./claim-ledger";
import { createClaim } from "./create-claim";
import { endSettlements } from "./end-settlements";
import type { LowerClaimInput } from "./inputs";
import { cachesAndSums, makeCase } from "./ledger-fixture";
import { lowerClaim } from "./lower-claim";
import { moveSurplus, returnSurplus } from "./move-surplus";
import { recordPayment } from "./record-payment";
import { reverseCharge } from "./reverse-charge";
import { reversePayment } from "./reverse-payment";
import { reversePayments } from "./reverse-payments";
import { startInterest } from "./start-interest";
import { correctPayments } from "./take-back";
import { undoAct } from "./undo-act";
import { undoAssignment } from "./undo-assignment";
import { undoSurplus } from "./undo-surplus";
import { withdrawSettlement } from "./withdraw-settlement";

const desk = await openDesk();
const TODAY = "2026-11-22";
let keys = 0;
const key = () => `concession-test-${++keys}`;

/** 10 000 due 31. 1. 2026 and a fee of 500. */
async function open() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("supervisor");
  const caseId = await makeCase(tenant.system());
  const { claimId } = await createClaim(ctx, {
    ...{ caseId, currency: "CZK", dueOn: "2026-01-31", principalMinor: 1_000_000 },
  });
  const fee = await addCharge(ctx, {
    ...{ claimId, kind: "fee", amountMinor: 50_000, valueOn: "2026-02-01" },
  });
  return { tenant, ctx, caseId, claimId, fee };
}
const pay = (ctx: Context, caseId: number, amountMinor: number, valueOn = "2026-03-01") =>
  recordPayment(ctx, { caseId, amountMinor, valueOn, currency: "CZK", idempotencyKey: key() });
const bear = (ctx: Context, claimId: number) =>
  startInterest(ctx, {
    ...{ claimId, kind: "lateInterest", regime: "cz-statutory", idempotencyKey: key() },
  });
const lower = (
  ctx: Context,
  claimId: number,
  more: Pick<LowerClaimInput, "items"> & Partial<LowerClaimInput>,
) => lowerClaim(ctx, { claimId, kind: "waiver", reason: "dohoda", idempotencyKey: key(), ...more });
const shown = (ctx: Context, caseId: number, onDay?: string) =>
  claimsOfCase(ctx, { caseId, onDay });
const componentOf = async (ctx: Context, caseId: number, kind: string) => {
  const component = (await shown(ctx, caseId)).claims[0]?.components.find(
    (each) => each.kind === kind,
  );
  if (!component) throw new Error(`no ${kind}`);
  return component;
};
const held = async (ctx: Context) => {
  const { caches, sums } = await cachesAndSums(ctx);
  expect(caches).toEqual(sums);
};

describe("a waiver", () => {
  it("takes interest off up to a day, and not what grows after it", async () => {
    const { ctx, caseId, claimId } = await open();
    const { componentId } = await bear(ctx, claimId);
    // To 31. 10. 2026 273 days of 11.5 % on 10 000: 860.14; to 22. 11. 929.45.
    const items = [{ componentId, amountMinor: null }];
    const { actId } = await lower(ctx, claimId, { items, valueOn: "2026-10-31" });
    expect((await componentOf(ctx, caseId, "lateInterest")).balanceMinor).toBe(92_945 - 86_014);
    const { lines } = await ledgerOfClaim(ctx, { claimId });
    expect(lines.at(-1)?.balanceMinor).toBe((await shown(ctx, caseId)).totals[0]?.balanceMinor);
    expect((await listAudit(ctx, { action: "claims.waive" })).items).toMatchObject([
      { after: { actId, amountMinor: 86_014, valueOn: "2026-10-31" }, reason: "dohoda" },
    ]);
    const facts = await reading(
      ctx,
      ({ sql }) => sql`select payload from outbox_facts where name = 'claim.lowered'`,
    );
    expect(facts).toEqual([{ payload: { claimId, caseId, actId } }]);
  });

  it("is not waived twice by an earlier day", async () => {
    const { ctx, claimId } = await open();
    const { componentId } = await bear(ctx, claimId);
    const items = [{ componentId, amountMinor: null }];
    await lower(ctx, claimId, { items });
    await expect(lower(ctx, claimId, { items, valueOn: "2026-11-15" })).rejects.toMatchObject({
      code: "claims.nothing_open",
    });
  });

  it("is not waived again by an earlier day where something was booked in between", async () => {
    const { ctx, caseId, claimId } = await open();
    const { componentId } = await bear(ctx, claimId);
    const items = [{ componentId, amountMinor: null }];
    await lower(ctx, claimId, { items, valueOn: "2026-06-30" });
    await pay(ctx, caseId, 100, "2026-09-30");
    await expect(lower(ctx, claimId, { items, valueOn: "2026-05-31" })).rejects.toMatchObject({
      code: "claims.nothing_open",
    });
    await lower(ctx, claimId, { items, valueOn: "2026-09-30" });
    for (const onDay of ["2026-05-31", "2026-06-30", "2026-09-30"]) {
      const [totals] = (await shown(ctx, caseId, onDay)).totals;
      expect(totals?.balanceMinor).toBeGreaterThanOrEqual(1_000_000);
    }
  });

  it("of interest that turns out smaller leaves nothing below zero", async () => {
    const { ctx, caseId, claimId } = await open();
    const { componentId } = await bear(ctx, claimId);
    await lower(ctx, claimId, { items: [{ componentId, amountMinor: null }] });
    await pay(ctx, caseId, 1_050_000, "2026-02-02");
    for (const onDay of ["2026-02-01", "2026-06-30", TODAY, "2027-01-01"]) {
      const { claims, totals } = await shown(ctx, caseId, onDay);
      for (const { balanceMinor } of claims[0]?.components ?? []) {
        expect(balanceMinor).toBeGreaterThanOrEqual(0);
      }
      expect(totals[0]?.balanceMinor).toBeGreaterThanOrEqual(0);
    }
    const { lines } = await ledgerOfClaim(ctx, { claimId });
    expect(lines.at(-1)?.balanceMinor).toBe((await shown(ctx, caseId)).totals[0]?.balanceMinor);
  });

  it("lowers accessories only, never more than is open, once for one key", async () => {
    const { ctx, caseId, claimId, fee } = await open();
    const principal = await componentOf(ctx, caseId, "principal");
    const of = (componentId: number, amountMinor: number | null) => ({
      items: [{ componentId, amountMinor }],
    });
    await expect(lower(ctx, claimId, of(principal.id, null))).rejects.toMatchObject({
      code: "claims.waiver_of_principal",
    });
    await expect(lower(ctx, claimId, of(fee.componentId, 50_001))).rejects.toMatchObject({
      code: "claims.lowering_too_much",
    });
    const again = { ...of(fee.componentId, 20_000), idempotencyKey: key() };
    const first = await lower(ctx, claimId, again);
    expect(await lower(ctx, claimId, again)).toEqual(first);
    expect((await componentOf(ctx, caseId, "fee")).balanceMinor).toBe(30_000);
    await lower(ctx, claimId, of(fee.componentId, null));
    await expect(lower(ctx, claimId, of(fee.componentId, null))).rejects.toMatchObject({
      code: "claims.nothing_open",
    });
    await expect(
      lower(ctx, claimId, { ...of(fee.componentId, 1), valueOn: "2026-11-23" }),
    ).rejects.toMatchObject({ code: "claims.lowering_ahead" });
    await held(ctx);
  });

  it("is undone as a whole, to what it was before, and once", async () => {
    const { ctx, caseId, claimId, fee } = await open();
    const { componentId } = await bear(ctx, claimId);
    await pay(ctx, caseId, 300_000);
    const before = await shown(ctx, caseId);
    const items = [
      { componentId, amountMinor: 1_000 },
      { componentId: (await componentOf(ctx, caseId, "principal")).id, amountMinor: 5_000 },
    ];
    const { actId } = await lower(ctx, claimId, { kind: "writeOff", items });
    expect((await shown(ctx, caseId)).totals[0]?.balanceMinor).not.toBe(
      before.totals[0]?.balanceMinor,
    );
    const [entry] = await reading(
      ctx,
      ({ sql }) => sql`select id from component_entries where act_id = ${actId} limit 1`,
    );
    await expect(
      reverseCharge(ctx, { entryId: Number(entry?.id), reason: "x" }),
    ).rejects.toMatchObject({ code: "claims.entry_of_act" });
    await undoAct(ctx, { actId, reason: "omyl" });
    const after = await shown(ctx, caseId);
    expect(after.totals).toEqual(before.totals);
    expect(after.payments).toEqual(before.payments);
    expect(after.claims.map(({ balanceMinor }) => balanceMinor)).toEqual(
      before.claims.map(({ balanceMinor }) => balanceMinor),
    );
    await expect(undoAct(ctx, { actId, reason: "omyl" })).rejects.toMatchObject({
      code: "claims.act_undone",
    });
    expect(fee.entryId).toBeGreaterThan(0);
  });

  it("is a supervisor's, and on one's own cases only", async () => {
    const { tenant, claimId, fee } = await open();
    const items = [{ componentId: fee.componentId, amountMinor: null }];
    const operator = await tenant.operator("operator");
    await expect(lower(operator, claimId, { items })).rejects.toMatchObject({ kind: "forbidden" });
    const stranger = await (await desk.tenant()).operator("administrator");
    await expect(lower(stranger, claimId, { items })).rejects.toMatchObject({
      code: "claims.not_found",
    });
  });
});

describe("a write-off", () => {
  it("of the principal stops its interest, and frees what a late payment brings", async () => {
    const { ctx, caseId, claimId } = await open();
    await bear(ctx, claimId);
    const principal = await componentOf(ctx, caseId, "principal");
    const items = [{ componentId: principal.id, amountMinor: null }];
    await lower(ctx, claimId, { kind: "writeOff", items });
    const next = await shown(ctx, caseId, "2026-12-31");
    const now = await shown(ctx, caseId);
    expect(next.totals[0]?.balanceMinor).toBe(now.totals[0]?.balanceMinor);
    await pay(ctx, caseId, 1_200_000, "2026-02-01");
    expect((await shown(ctx, caseId)).totals[0]).toMatchObject({ balanceMinor: 0 });
    expect((await shown(ctx, caseId)).totals[0]?.overpaymentMinor).toBeGreaterThan(0);
  });
});

describe("a settlement", () => {
  const agree = (ctx: Context, caseId: number, more = {}) =>
    agreeSettlement(ctx, {
      ...{ caseId, currency: "CZK", payMinor: 600_000, payBy: "2026-12-10", reason: "dohoda" },
      ...{ idempotencyKey: key(), ...more },
    });
  const at = (ctx: Context, day: string): Context => {
    const now = new Date(`${day}T10:00:00Z`);
    return { ...ctx, now, today: makeToday(now) };
  };
  const endOf = (ctx: Context) =>
    reading(ctx, ({ sql }) => sql`select outcome, act_id as "actId" from settlement_ends`);

  it("that is kept waives the rest, interest too; undone, the debt stands again", async () => {
    const { tenant, ctx, caseId, claimId } = await open();
    await bear(ctx, claimId);
    await agree(ctx, caseId);
    await pay(ctx, caseId, 400_000, "2026-11-23");
    expect(await endSettlements(at(tenant.system(), "2026-11-25"))).toEqual({ count: 0 });
    const later = at(ctx, "2026-12-12");
    await pay(later, caseId, 200_000, "2026-12-10");
    expect(await endSettlements(at(tenant.system(), "2026-12-12"))).toEqual({ count: 1 });
    expect(await endSettlements(at(tenant.system(), "2026-12-12"))).toEqual({ count: 0 });
    expect((await shown(later, caseId)).totals[0]).toMatchObject({
      ...{ balanceMinor: 0, overpaymentMinor: 0 },
    });
    expect((await shown(later, caseId, "2027-06-30")).totals[0]?.balanceMinor).toBe(0);
    const [end] = await endOf(ctx);
    expect(end).toMatchObject({ outcome: "kept" });
    await undoAct(later, { actId: Number(end?.actId), reason: "odstoupení" });
    expect((await shown(later, caseId)).totals[0]?.balanceMinor).toBeGreaterThan(400_000);
  });

  it("counts no money that came before it was agreed, nor any that was taken back", async () => {
    const { tenant, ctx, caseId } = await open();
    await pay(ctx, caseId, 600_000, TODAY);
    const agreed = { ...ctx, now: new Date(ctx.now.getTime() + 3_600_000) };
    await agree(agreed, caseId, { payMinor: 300_000 });
    expect(await endSettlements(at(tenant.system(), "2026-11-25"))).toEqual({ count: 0 });
    // The same money booked anew is no new money.
    const [early] = (await shown(ctx, caseId)).payments;
    const corrected = { paymentId: early?.id ?? 0, kind: "correction" as const, reason: "omyl" };
    await reversePayment(at(ctx, "2026-11-23"), corrected);
    await pay(at(ctx, "2026-11-23"), caseId, 600_000, TODAY);
    expect(await endSettlements(at(tenant.system(), "2026-11-25"))).toEqual({ count: 0 });
    const { paymentId } = await pay(at(ctx, "2026-12-02"), caseId, 300_000, "2026-12-01");
    await reversePayment(at(ctx, "2026-12-12"), {
      ...{ paymentId, kind: "bounce", reason: "vráceno bankou", valueOn: "2026-12-12" },
    });
    expect(await endSettlements(at(tenant.system(), "2026-12-20"))).toEqual({ count: 1 });
    expect(await endOf(ctx)).toMatchObject([{ outcome: "lapsed" }]);
  });

  it("that is not paid lapses after its day and the bank's days, and changes nothing", async () => {
    const { tenant, ctx, caseId } = await open();
    await agree(ctx, caseId);
    await pay(ctx, caseId, 100_000, "2026-11-22");
    const before = (await shown(ctx, caseId)).totals;
    expect(await endSettlements(at(tenant.system(), "2026-12-15"))).toEqual({ count: 0 });
    expect(await endSettlements(at(tenant.system(), "2026-12-16"))).toEqual({ count: 1 });
    expect(await endOf(ctx)).toEqual([{ outcome: "lapsed", actId: null }]);
    expect((await shown(ctx, caseId)).totals).toEqual(before);
  });

  it("is one at a time, for less than is owed, and may be withdrawn", async () => {
    const { ctx, caseId } = await open();
    await expect(agree(ctx, caseId, { payMinor: 1_050_000 })).rejects.toMatchObject({
      code: "claims.settlement_too_much",
    });
    await expect(agree(ctx, caseId, { payBy: "2026-11-21" })).rejects.toMatchObject({
      code: "claims.settlement_past",
    });
    const { settlementId } = await agree(ctx, caseId);
    await expect(agree(ctx, caseId)).rejects.toMatchObject({ code: "claims.settlement_open" });
    await withdrawSettlement(ctx, { settlementId, reason: "dlužník odmítl" });
    await expect(withdrawSettlement(ctx, { settlementId, reason: "x" })).rejects.toMatchObject({
      code: "claims.settlement_ended",
    });
    await agree(ctx, caseId);
  });
});

describe("an assignment", () => {
  it("changes the creditor, keeps the old one as assignor, and moves no balance", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator("supervisor");
    const make = async (fullName: string) =>
      (await createParty(ctx, { kind: "legal_entity", fullName })).partyId;
    const [debtor, first, second] = [
      await make("Dlužník a.s."),
      await make("Banka a.s."),
      await make("Fond s.r.o."),
    ];
    const { caseId } = await openCase(ctx, {
      category: "collection",
      parties: [
        { partyId: debtor, role: "debtor" },
        { partyId: first, role: "creditor" },
      ],
    });
    await createClaim(ctx, { caseId, currency: "CZK", dueOn: "2026-01-31", principalMinor: 100 });
    const roles = async () =>
      (await getCase(ctx, { caseId })).parties
        .filter(({ role }) => role !== "debtor")
        .map(({ partyId, role }) => [partyId, role])
        .sort();
    const before = [await roles(), (await shown(ctx, caseId)).totals];
    const day = { caseId, assignedOn: TODAY, reason: "smlouva o postoupení" };
    const { assignmentId } = await assignClaims(ctx, { ...day, toPartyId: second });
    expect(await roles()).toEqual([
      [first, "assignor"],
      [second, "creditor"],
    ]);
    expect((await shown(ctx, caseId)).totals).toEqual(before[1]);
    await expect(assignClaims(ctx, { ...day, toPartyId: second })).rejects.toMatchObject({
      code: "claims.same_creditor",
    });
    const back = await assignClaims(ctx, { ...day, toPartyId: first });
    await expect(undoAssignment(ctx, { assignmentId, reason: "omyl" })).rejects.toMatchObject({
      code: "claims.assignment_later",
    });
    await undoAssignment(ctx, { assignmentId: back.assignmentId, reason: "omyl" });
    expect(await roles()).toEqual([
      [first, "assignor"],
      [second, "creditor"],
    ]);
    await undoAssignment(ctx, { assignmentId, reason: "omyl" });
    expect(await roles()).toEqual(before[0]);
    await expect(undoAssignment(ctx, { assignmentId, reason: "x" })).rejects.toMatchObject({
      code: "claims.assignment_undone",
    });
  });
});

describe("an overpayment", () => {
  async function overpaid() {
    const made = await open();
    const { paymentId } = await pay(made.ctx, made.caseId, 1_250_000, "2026-03-01");
    return { ...made, paymentId };
  }

  it("stays until a person sends it back; more than is free does not go", async () => {
    const { tenant, ctx, caseId, paymentId } = await overpaid();
    const give = (amountMinor: number, more = {}) =>
      returnSurplus(ctx, {
        ...{ paymentId, amountMinor, valueOn: "2026-04-01", reason: "na žádost" },
        ...{ idempotencyKey: key(), ...more },
      });
    await expect(give(200_001)).rejects.toMatchObject({ code: "claims.surplus_too_much" });
    await expect(give(1, { valueOn: "2026-02-28" })).rejects.toMatchObject({
      code: "claims.reversal_too_early",
    });
    const { moveId } = await give(150_000);
    expect((await shown(ctx, caseId, "2026-03-31")).totals[0]?.overpaymentMinor).toBe(200_000);
    expect((await shown(ctx, caseId)).totals[0]).toMatchObject({
      ...{ balanceMinor: 0, overpaymentMinor: 50_000 },
    });
    await expect(
      reversePayment(ctx, { paymentId, kind: "correction", reason: "x" }),
    ).rejects.toMatchObject({ code: "claims.surplus_first" });
    const reason = "x";
    expect(
      await reversePayments(ctx, { paymentIds: [paymentId], kind: "correction", reason }),
    ).toMatchObject({ paymentIds: [], refused: [{ paymentId, code: "claims.surplus_first" }] });
    const administrator = await tenant.operator("administrator");
    await expect(
      inTransaction(administrator, (inner, tx) =>
        correctPayments(inner, tx, { paymentIds: [paymentId], reason }),
      ),
    ).rejects.toMatchObject({ code: "claims.surplus_first" });
    await undoSurplus(ctx, { moveId, reason: "vrátila se" });
    expect((await shown(ctx, caseId)).totals[0]?.overpaymentMinor).toBe(200_000);
    await expect(undoSurplus(ctx, { moveId, reason: "x" })).rejects.toMatchObject({
      code: "claims.surplus_undone",
    });
    await held(ctx);
  });

  it("moves to another case and counts there from the day on which it came", async () => {
    const { tenant, ctx, caseId, paymentId } = await overpaid();
    const toCaseId = await makeCase(tenant.system());
    await createClaim(ctx, {
      ...{ caseId: toCaseId, currency: "CZK", dueOn: "2026-01-31", principalMinor: 300_000 },
    });
    const [to] = await reading(
      ctx,
      ({ sql }) =>
        sql<{ refNo: string }[]>`select ref_no as "refNo" from cases where id = ${toCaseId}`,
    );
    const move = { paymentId, amountMinor: 200_000, toRefNo: to?.refNo ?? "", reason: "jiný dluh" };
    const { moveId } = await moveSurplus(ctx, { ...move, idempotencyKey: key() });
    expect((await shown(ctx, caseId)).totals[0]?.overpaymentMinor).toBe(0);
    const there = await shown(ctx, toCaseId, "2026-03-01");
    expect(there.totals[0]?.balanceMinor).toBe(100_000);
    await held(ctx);
    await undoSurplus(ctx, { moveId, reason: "omyl" });
    expect((await shown(ctx, toCaseId)).totals[0]?.balanceMinor).toBe(300_000);
    expect((await shown(ctx, caseId)).totals[0]?.overpaymentMinor).toBe(200_000);
    await held(ctx);
  });
});

describe("a moved overpayment", () => {
  async function chain() {
    const made = await open();
    const { tenant, ctx, caseId } = made;
    const { paymentId } = await pay(ctx, caseId, 1_250_000, "2026-03-01");
    const toCaseId = await makeCase(tenant.system());
    const refNoOf = async (id: number) => (await getCase(ctx, { caseId: id })).refNo;
    const move = (from: number, toRefNo: string) =>
      moveSurplus(ctx, {
        ...{ paymentId: from, amountMinor: 200_000, toRefNo, reason: "jiný dluh" },
        idempotencyKey: key(),
      });
    const { moveId } = await move(paymentId, await refNoOf(toCaseId));
    const arrived = (await shown(ctx, toCaseId)).payments[0]?.id ?? 0;
    return { ...made, toCaseId, moveId, arrived, move, refNoOf };
  }
  const freeOf = async (ctx: Context, caseId: number) =>
    (await shown(ctx, caseId)).totals[0]?.overpaymentMinor ?? 0;

  it("that was moved on is not undone behind it, so no haler stands twice", async () => {
    const { tenant, ctx, caseId, toCaseId, moveId, arrived, move, refNoOf } = await chain();
    const third = await makeCase(tenant.system());
    await move(arrived, await refNoOf(third));
    await expect(undoSurplus(ctx, { moveId, reason: "omyl" })).rejects.toMatchObject({
      code: "claims.surplus_first",
    });
    expect(await Promise.all([caseId, toCaseId, third].map((id) => freeOf(ctx, id)))).toEqual([
      0, 0, 200_000,
    ]);
  });

  it("is not taken back where it arrived, by nobody: the move is undone", async () => {
    const { tenant, ctx, toCaseId, arrived } = await chain();
    const reversal = { kind: "correction" as const, reason: "omyl" };
    await expect(reversePayment(ctx, { paymentId: arrived, ...reversal })).rejects.toMatchObject({
      code: "claims.surplus_arrived",
    });
    expect(await reversePayments(ctx, { paymentIds: [arrived], ...reversal })).toMatchObject({
      refused: [{ code: "claims.surplus_arrived" }],
    });
    const administrator = await tenant.operator("administrator");
    await expect(
      inTransaction(administrator, (inner, tx) =>
        correctPayments(inner, tx, { paymentIds: [arrived], reason: "omyl" }),
      ),
    ).rejects.toMatchObject({ code: "claims.surplus_arrived" });
    expect(await freeOf(ctx, toCaseId)).toBe(200_000);
  });

  it("is undone only by who sees both cases", async () => {
    const { tenant, ctx, toCaseId, moveId } = await chain();
    await inTransaction(tenant.system(), async (_, { sql }) => {
      const [group] = await sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('P', 'Praha') returning id`;
      await sql`update cases set access_group_id = ${group?.id ?? 0} where id = ${toCaseId}`;
    });
    const narrow = await tenant.operator("supervisor", { accessGroupIds: [] });
    await expect(undoSurplus(narrow, { moveId, reason: "omyl" })).rejects.toMatchObject({
      kind: "not_found",
    });
    expect(await freeOf(ctx, toCaseId)).toBe(200_000);
  });
});

it("the rows of these decisions are neither changed nor deleted", async () => {
  const { tenant } = await open();
  for (const table of ["claim_acts", "settlements", "surplus_moves", "case_law"]) {
    await expect(
      inTransaction(tenant.system(), (_, { sql }) => sql`delete from ${sql(table)}`),
    ).rejects.toMatchObject({ code: "42501" });
  }
});

import { describe, expect, it } from "vitest";
import type { Role } from "@/db/values/access";
import { type Context, inTransaction, reading } from "../context";
import { openDesk } from "../testing";
import { addCharge } from "./add-charge";
import { createClaim } from "./create-claim";
import { makeCase } from "./ledger-fixture";
import { reallocateCase } from "./reallocate-case";
import { recordPayment } from "./record-payment";
import { reverseCharge } from "./reverse-charge";
import { reversePayment } from "./reverse-payment";
import { saveProfile } from "./save-profile";
import { takeBack } from "./take-back";

const desk = await openDesk();
const today = "2026-11-22";

let keys = 0;
const key = () => `verbs-test-${++keys}`;
const debt = { currency: "CZK" as const, dueOn: "2026-01-31", principalMinor: 10_000 };
const fee = { kind: "fee" as const, amountMinor: 500, valueOn: "2026-02-10", description: "výzva" };
const money = { amountMinor: 4_000, currency: "CZK" as const, valueOn: "2026-03-01" };

async function open(role: Role = "supervisor") {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator(role, { name: "Jana Malá" });
  const caseId = await makeCase(tenant.system());
  const { claimId } = await createClaim(tenant.system(), { caseId, ...debt });
  return { tenant, ctx, caseId, claimId };
}

const facts = (ctx: Context) =>
  reading(
    ctx,
    ({ sql }) => sql<{ name: string; payload: object }[]>`
    select name, payload from outbox_facts order by id`,
  ).then((rows) => [...rows]);
const audits = (ctx: Context, action: string) =>
  reading(
    ctx,
    ({ sql }) => sql`
    select actor_name, entity, entity_id, case_id, before, after, reason from audit_entries
     where action = ${action} order by id`,
  ).then((rows) => [...rows]);
const claimRow = (ctx: Context, claimId: number) =>
  reading(ctx, async ({ sql }) => {
    const [row] = await sql`
      select principal_minor as principal, charged_minor as charged, paid_minor as paid,
             balance_minor as balance from claims where id = ${claimId}`;
    return row;
  });

describe("createClaim", () => {
  it("charges principal, fee and costs, and says so", async () => {
    const { ctx, caseId } = await open();
    const { claimId } = await createClaim(ctx, {
      ...{ caseId, ...debt, variableSymbol: "0123456789", title: "Faktura 12" },
      arisenOn: "2026-01-02",
      charges: [
        { kind: "fee", amountMinor: 500 },
        { kind: "costs", amountMinor: 300, valueOn: "2026-05-01" },
      ],
    });
    expect(await claimRow(ctx, claimId)).toEqual({
      ...{ principal: 10_000, charged: 10_800, paid: 0, balance: 10_800 },
    });
    const entries = await reading(
      ctx,
      ({ sql }) => sql`
      select m.kind, e.amount_minor as amount, e.value_on as "on" from component_entries e
        join claim_components m on m.id = e.component_id where m.claim_id = ${claimId} order by e.id`,
    );
    expect([...entries]).toEqual([
      { kind: "principal", amount: 10_000, on: "2026-01-02" },
      { kind: "fee", amount: 500, on: "2026-01-02" },
      { kind: "costs", amount: 300, on: "2026-05-01" },
    ]);
    expect(await facts(ctx)).toContainEqual({
      name: "claim.created",
      payload: { claimId, caseId },
    });
    const written = await audits(ctx, "claims.create");
    expect(written.at(-1)).toMatchObject({
      ...{ actor_name: "Jana Malá", entity: "claim", entity_id: claimId, case_id: caseId },
      after: { variableSymbol: "0123456789", principalMinor: 10_000, dueOn: "2026-01-31" },
    });
  });

  it("finds its case by the variable symbol", async () => {
    const { ctx, caseId } = await open();
    await createClaim(ctx, { caseId, ...debt, variableSymbol: "7700112233" });
    const hits = await reading(
      ctx,
      ({ sql }) => sql`
      select search_case_ids('7700112233', 10) as id`,
    );
    expect([...hits]).toEqual([{ id: caseId }]);
  });

  it("is paid by money that waited", async () => {
    const { ctx, caseId } = await open();
    await recordPayment(ctx, { caseId, ...money, amountMinor: 12_000, idempotencyKey: key() });
    const { claimId } = await createClaim(ctx, { caseId, ...debt, dueOn: "2026-12-31" });
    expect(await claimRow(ctx, claimId)).toMatchObject({ paid: 2_000, balance: 8_000 });
  });

  it("made twice with one key is one claim", async () => {
    const { ctx, caseId } = await open();
    const given = { caseId, ...debt, idempotencyKey: key() };
    expect(await createClaim(ctx, given)).toEqual(await createClaim(ctx, given));
    const other = createClaim(ctx, { ...given, dueOn: "2026-02-01" });
    await expect(other).rejects.toMatchObject({ code: "claims.key_used", kind: "conflict" });
  });

  it.each([
    [{ dueOn: "1989-12-31" }, "claims.day_too_early"],
    [{ dueOn: "2037-01-01" }, "claims.day_too_late"],
    [{ arisenOn: "2026-02-01" }, "claims.arisen_after_due"],
    [{ principalMinor: 0 }, "claims.nothing_charged"],
  ])("refuses %j", async (change, code) => {
    const { ctx, caseId } = await open();
    await expect(createClaim(ctx, { caseId, ...debt, ...change })).rejects.toMatchObject({ code });
  });

  it.each([0.5, -1, 1_000_000_000_001])("refuses the amount %d", async (principalMinor) => {
    const { ctx, caseId } = await open();
    const made = createClaim(ctx, { caseId, ...debt, principalMinor });
    await expect(made).rejects.toThrow(/claims.amount_range/);
  });
});

describe("addCharge and reverseCharge", () => {
  it("a fee stays owed after the principal is paid", async () => {
    const { ctx, caseId, claimId } = await open();
    await recordPayment(ctx, { caseId, ...money, amountMinor: 10_000, idempotencyKey: key() });
    await addCharge(ctx, { claimId, ...fee, valueOn: "2026-04-01" });
    expect(await claimRow(ctx, claimId)).toMatchObject({ charged: 10_500, balance: 500 });
  });

  it("with one key is charged once", async () => {
    const { ctx, claimId } = await open();
    const given = { claimId, ...fee, idempotencyKey: key() };
    expect(await addCharge(ctx, given)).toEqual(await addCharge(ctx, given));
    expect(await claimRow(ctx, claimId)).toMatchObject({ charged: 10_500 });
  });

  it("reversed from its own day the fee gives its money to the principal", async () => {
    const { ctx, caseId, claimId } = await open();
    const { entryId } = await addCharge(ctx, { claimId, ...fee });
    await recordPayment(ctx, { caseId, ...money, idempotencyKey: key() });
    await reverseCharge(ctx, { entryId, reason: "omylem" });
    expect(await claimRow(ctx, claimId)).toMatchObject({ charged: 10_000, paid: 4_000 });
    const again = reverseCharge(ctx, { entryId, reason: "omylem" });
    await expect(again).rejects.toMatchObject({ code: "claims.charge_already_reversed" });
    expect(await audits(ctx, "claims.reverse-charge")).toMatchObject([
      { before: { entryId, kind: "fee", amountMinor: 500 }, reason: "omylem" },
    ]);
  });

  it("cannot be reversed before it was charged, nor can a reversal", async () => {
    const { ctx, claimId } = await open();
    const { entryId } = await addCharge(ctx, { claimId, ...fee });
    const early = reverseCharge(ctx, { entryId, valueOn: "2026-02-09", reason: "x" });
    await expect(early).rejects.toMatchObject({ code: "claims.reversal_too_early" });
    const reversal = await reverseCharge(ctx, { entryId, reason: "x" });
    const twice = reverseCharge(ctx, { entryId: reversal.entryId, reason: "x" });
    await expect(twice).rejects.toMatchObject({ code: "claims.reversal_of_reversal" });
  });
});

describe("recordPayment and reversePayment", () => {
  it("books, pays and announces", async () => {
    const { ctx, caseId, claimId } = await open();
    const given = { caseId, claimId, ...money, amountMinor: 10_000, idempotencyKey: key() };
    const { paymentId } = await recordPayment(ctx, { ...given, note: "hotově" });
    expect(await claimRow(ctx, claimId)).toMatchObject({ paid: 10_000, balance: 0 });
    expect((await facts(ctx)).slice(-2)).toEqual([
      {
        name: "payment.recorded",
        payload: { paymentId, caseId, amountMinor: 10_000, currency: "CZK" },
      },
      { name: "claim.paid", payload: { claimId, caseId, paymentId } },
    ]);
    expect(await audits(ctx, "claims.record-payment")).toMatchObject([
      { entity: "payment", entity_id: paymentId, after: { amountMinor: 10_000, note: "hotově" } },
    ]);
  });

  it("bounced opens the claim again, from that day on", async () => {
    const { ctx, caseId, claimId } = await open();
    const given = { caseId, ...money, amountMinor: 10_000, idempotencyKey: key() };
    const { paymentId } = await recordPayment(ctx, given);
    await reversePayment(ctx, {
      paymentId,
      kind: "bounce",
      valueOn: "2026-03-09",
      reason: "banka",
    });
    expect(await claimRow(ctx, claimId)).toMatchObject({ paid: 0, balance: 10_000 });
    const days = await reading(
      ctx,
      ({ sql }) => sql`
      select value_on as "on", amount_minor as amount from allocations order by id`,
    );
    expect([...days]).toEqual([
      { on: "2026-03-01", amount: 10_000 },
      { on: "2026-03-09", amount: -10_000 },
    ]);
    const again = reversePayment(ctx, { paymentId, kind: "correction", reason: "x" });
    await expect(again).rejects.toMatchObject({ code: "claims.already_reversed" });
  });

  it("corrected never was: its allocations net to nothing on its own day", async () => {
    const { ctx, caseId } = await open();
    const given = { caseId, ...money, idempotencyKey: key() };
    const { paymentId } = await recordPayment(ctx, given);
    await reversePayment(ctx, { paymentId, kind: "correction", reason: "jiný případ" });
    const days = await reading(
      ctx,
      ({ sql }) => sql`
      select value_on as "on", sum(amount_minor)::int as amount from allocations group by 1`,
    );
    expect([...days]).toEqual([{ on: "2026-03-01", amount: 0 }]);
  });

  it.each([
    [{ valueOn: "2026-11-28" }, "claims.payment_in_future"],
    [{ valueOn: "1989-01-01" }, "claims.day_too_early"],
    [{ currency: "EUR" as const }, "claims.currency_mismatch"],
    [{ claimId: 999_999_999 }, "claims.not_found"],
  ])("refuses %j", async (change, code) => {
    const { ctx, caseId, claimId } = await open();
    const given = { caseId, claimId, ...money, idempotencyKey: key(), ...change };
    await expect(recordPayment(ctx, given)).rejects.toMatchObject({ code });
  });

  it("refuses another payment under a used key, and a bounce before the payment", async () => {
    const { ctx, caseId } = await open();
    const given = { caseId, ...money, idempotencyKey: key() };
    const { paymentId } = await recordPayment(ctx, given);
    const other = recordPayment(ctx, { ...given, amountMinor: 1 });
    await expect(other).rejects.toMatchObject({ code: "claims.key_used" });
    const early = { paymentId, kind: "bounce" as const, valueOn: "2026-02-28", reason: "x" };
    await expect(reversePayment(ctx, early)).rejects.toMatchObject({
      code: "claims.reversal_too_early",
    });
  });

  it("keeps crowns and euros apart on one case", async () => {
    const { ctx, caseId, claimId } = await open();
    const euros = await createClaim(ctx, { caseId, ...debt, currency: "EUR" });
    const given = { caseId, ...money, currency: "EUR" as const, amountMinor: 15_000 };
    await recordPayment(ctx, { ...given, idempotencyKey: key() });
    expect(await claimRow(ctx, euros.claimId)).toMatchObject({ balance: 0 });
    expect(await claimRow(ctx, claimId)).toMatchObject({ balance: 10_000 });
  });
});

describe("orders of payment", () => {
  const order = {
    code: "principal-first",
    name: "Nejdřív jistina",
    kindOrder: [
      ["principal"],
      ["fee", "costs"],
      ["interest"],
      ["lateInterest"],
      ["contractualPenalty"],
    ],
    isClaimFirst: true,
  } satisfies Parameters<typeof saveProfile>[1];

  it("rule later computations only; the button brings one case along", async () => {
    const { tenant, ctx, caseId, claimId } = await open();
    await addCharge(ctx, { claimId, ...fee });
    await recordPayment(ctx, { caseId, ...money, amountMinor: 600, idempotencyKey: key() });
    const paidTo = () =>
      reading(
        ctx,
        ({ sql }) => sql`
        select m.kind, sum(a.amount_minor)::int as amount from allocations a
          join claim_components m on m.id = a.component_id
         group by 1 having sum(a.amount_minor) <> 0 order by 1`,
      ).then((rows) => [...rows]);
    const before = [
      { kind: "fee", amount: 500 },
      { kind: "principal", amount: 100 },
    ];
    expect(await paidTo()).toEqual(before);
    const admin = await tenant.operator("administrator");
    await saveProfile(admin, { ...order, isDefault: true });
    expect(await paidTo()).toEqual(before);
    expect((await reallocateCase(ctx, { caseId })).entryCount).toBe(2);
    expect(await paidTo()).toEqual([{ kind: "principal", amount: 600 }]);
    expect(await reallocateCase(ctx, { caseId })).toEqual({ caseCount: 1, entryCount: 0 });
  });

  it("follow the case's group", async () => {
    const tenant = await desk.tenant();
    const ctx = tenant.system();
    const { profileId } = await saveProfile(ctx, order);
    const groupId = await inTransaction(ctx, async (_, tx) => {
      const [row] = await tx.sql<{ id: number }[]>`
        insert into case_groups (code, allocation_profile_id) values ('G', ${profileId}) returning id`;
      return row?.id ?? 0;
    });
    const caseId = await makeCase(ctx, { groupId });
    const { claimId } = await createClaim(ctx, { caseId, ...debt });
    await addCharge(ctx, { claimId, ...fee });
    await recordPayment(ctx, { caseId, ...money, idempotencyKey: key() });
    const rows = await reading(
      ctx,
      ({ sql }) => sql`
      select m.kind from allocations a join claim_components m on m.id = a.component_id`,
    );
    expect([...rows]).toEqual([{ kind: "principal" }]);
  });

  it("keep one default and one meaning of a code, and name every kind once", async () => {
    const ctx = await (await desk.tenant()).operator("administrator");
    const first = await saveProfile(ctx, { ...order, isDefault: true });
    await saveProfile(ctx, { ...order, code: "other", isDefault: true });
    const rows = await reading(
      ctx,
      ({ sql }) => sql`
      select code from allocation_profiles where is_default`,
    );
    expect([...rows]).toEqual([{ code: "other" }]);
    const taken = saveProfile(ctx, { ...order, code: "OTHER" });
    await expect(taken).rejects.toMatchObject({ code: "claims.profile_code_taken" });
    const twice = {
      ...order,
      profileId: first.profileId,
      kindOrder: [["fee" as const, "fee" as const]],
    };
    await expect(saveProfile(ctx, twice)).rejects.toThrow(/claims.kind_order/);
  });
});

describe("rights and walls", () => {
  const verbs = (at: { caseId: number; claimId: number; paymentId: number; entryId: number }) => ({
    createClaim: (ctx: Context) => createClaim(ctx, { caseId: at.caseId, ...debt }),
    addCharge: (ctx: Context) => addCharge(ctx, { claimId: at.claimId, ...fee }),
    reverseCharge: (ctx: Context) => reverseCharge(ctx, { entryId: at.entryId, reason: "x" }),
    recordPayment: (ctx: Context) =>
      recordPayment(ctx, { caseId: at.caseId, ...money, idempotencyKey: key() }),
    reversePayment: (ctx: Context) =>
      reversePayment(ctx, { paymentId: at.paymentId, kind: "correction", reason: "x" }),
    reallocateCase: (ctx: Context) => reallocateCase(ctx, { caseId: at.caseId }),
  });

  async function booked() {
    const made = await open();
    const { entryId } = await addCharge(made.ctx, { claimId: made.claimId, ...fee });
    const given = { caseId: made.caseId, ...money, idempotencyKey: key() };
    const { paymentId } = await recordPayment(made.ctx, given);
    return { ...made, entryId, paymentId };
  }

  it("reading only, nobody books; an operator pays but does not reverse", async () => {
    const at = await booked();
    const reader = await at.tenant.operator("readOnly");
    for (const verb of Object.values(verbs(at))) {
      await expect(verb(reader)).rejects.toMatchObject({ code: "access.forbidden" });
    }
    const operator = await at.tenant.operator("operator");
    await verbs(at).recordPayment(operator);
    const { reverseCharge: charge, reversePayment: payment } = verbs(at);
    for (const verb of [charge, payment]) {
      await expect(verb(operator)).rejects.toMatchObject({ kind: "forbidden" });
    }
    const undo = inTransaction(operator, (inner, tx) =>
      takeBack(inner, tx, { claimIds: [at.claimId], reason: "x" }),
    );
    await expect(undo).rejects.toMatchObject({ kind: "forbidden" });
    await expect(
      saveProfile(at.ctx, { code: "x", name: "x", kindOrder: [], isClaimFirst: true }),
    ).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("another tenant, or an access group one does not belong to, finds nothing", async () => {
    const at = await booked();
    const strangers: Context[] = [await (await desk.tenant()).operator("administrator")];
    const groups = await inTransaction(at.tenant.system(), async (_, { sql }) => {
      const rows = await sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('a', 'a'), ('b', 'b') returning id`;
      await sql`update cases set access_group_id = ${rows[0]?.id ?? 0} where id = ${at.caseId}`;
      return rows.map(({ id }) => id);
    });
    const [mine = 0, other = 0] = groups;
    strangers.push(await at.tenant.operator("administrator", { accessGroupIds: [other] }));
    for (const stranger of strangers) {
      for (const verb of Object.values(verbs(at))) {
        await expect(verb(stranger)).rejects.toMatchObject({ kind: "not_found" });
      }
    }
    const insider = await at.tenant.operator("administrator", { accessGroupIds: [mine] });
    for (const verb of Object.values(verbs(at))) await verb(insider);
  });

  it("what was taken back is not there", async () => {
    const at = await booked();
    await inTransaction(at.tenant.system(), (inner, tx) =>
      takeBack(inner, tx, { claimIds: [at.claimId], reason: "x" }),
    );
    const { addCharge: charge, reverseCharge: reverse } = verbs(at);
    await expect(charge(at.ctx)).rejects.toMatchObject({ code: "claims.not_found" });
    await expect(reverse(at.ctx)).rejects.toMatchObject({ code: "claims.charge_not_found" });
  });
});

it("the desk's day is the one these tests count on", async () => {
  expect((await desk.tenant()).system().today).toBe(today);
});

describe("the timeline", () => {
  const lines = (ctx: Context, caseId: number) =>
    reading(
      ctx,
      ({ sql }) => sql<{ text: string; data: { code: string; params: object } }[]>`
        select kind, author_id, text, data from case_events where case_id = ${caseId} order by id`,
    ).then((rows) => rows.map(({ text, data }) => [data.code, data.params, text]));

  it("tells of every booking in its own transaction", async () => {
    const { ctx, caseId, claimId } = await open();
    const { entryId } = await addCharge(ctx, { claimId, ...fee });
    const paid = await recordPayment(ctx, {
      caseId,
      ...money,
      idempotencyKey: key(),
      note: "hotově",
    });
    await reversePayment(ctx, { paymentId: paid.paymentId, kind: "correction", reason: "omyl" });
    await reverseCharge(ctx, { entryId, reason: "prominuto" });
    const { dueOn } = debt;
    expect(await lines(ctx, caseId)).toEqual([
      ["claim.created", { variableSymbol: null, amountMinor: 10_000, currency: "CZK", dueOn }, ""],
      [
        "claim.charged",
        { kind: "fee", amountMinor: 500, currency: "CZK", valueOn: "2026-02-10" },
        "výzva",
      ],
      ["payment.recorded", { ...money, variableSymbol: null }, "hotově"],
      ["payment.reversed", { ...money, kind: "correction" }, "omyl"],
      [
        "charge.reversed",
        { kind: "fee", amountMinor: 500, currency: "CZK", valueOn: "2026-02-10" },
        "prominuto",
      ],
    ]);
  });

  it("tells once of a booking that is sent twice, and not of a refused one", async () => {
    const { ctx, caseId } = await open();
    const payment = { caseId, ...money, idempotencyKey: key() };
    await recordPayment(ctx, payment);
    await recordPayment(ctx, payment);
    await expect(recordPayment(ctx, { ...payment, amountMinor: 1 })).rejects.toThrow();
    expect((await lines(ctx, caseId)).map(([code]) => code)).toEqual([
      "claim.created",
      "payment.recorded",
    ]);
  });
});

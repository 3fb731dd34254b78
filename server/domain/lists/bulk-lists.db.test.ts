import { describe, expect, it } from "vitest";
import { addCaseParty, archiveCases, getCase, openCase, saveTag } from "../cases";
import { claimsOfCase, createClaim, recordPayment } from "../claims";
import { inTransaction, type OperatorContext, reading } from "../context";
import { createParty } from "../parties";
import { openDesk, type TestTenant } from "../testing";
import { addTask, listTasks, resolveTask } from "../timeline";
import { getBulkAction, listBulkOutcomes, runBulkStep, startBulkAction } from ".";
import type { BulkSelection } from "./inputs";

const desk = await openDesk();
const dueAt = new Date("2026-11-30T09:30:00Z");
let serial = 0;

async function openOne(ctx: OperatorContext): Promise<number> {
  const { partyId } = await createParty(ctx, {
    ...{ kind: "natural_person", fullName: "Jan Novák", isKnownToDiffer: true },
  });
  const parties = [{ partyId, role: "debtor" }];
  return (await openCase(ctx, { category: "collection", parties })).caseId;
}

async function pay(ctx: OperatorContext, caseId: number, valueOn = "2026-11-01") {
  const { paymentId } = await recordPayment(ctx, {
    ...{ caseId, amountMinor: 10_000, currency: "CZK", valueOn },
    idempotencyKey: `bulk-lists-${++serial}`,
  });
  return paymentId;
}

const claim = (ctx: OperatorContext, caseId: number, dueOn = "2026-10-01") =>
  createClaim(ctx, { caseId, currency: "CZK", dueOn, principalMinor: 100_000 });

async function task(ctx: OperatorContext, caseId: number, text = "Zavolat"): Promise<number> {
  const assigneeId = ctx.actor.operatorId;
  return (await addTask(ctx, { caseId, text, dueAt, isAllDay: false, assigneeId })).eventId;
}

async function run(tenant: TestTenant, bulkActionId: number): Promise<void> {
  let state = "running";
  while (state === "running") ({ state } = await runBulkStep(tenant.system(), { bulkActionId }));
}

const outcomesOf = async (ctx: OperatorContext, bulkActionId: number) => {
  const { items } = await listBulkOutcomes(ctx, { bulkActionId });
  return Object.fromEntries(items.map((item) => [item.itemId, item.outcome]));
};

/** Puts a case behind a wall that the narrow operator does not stand behind. */
async function wall(tenant: TestTenant, caseId: number): Promise<OperatorContext> {
  await inTransaction(tenant.system(), async (_, tx) => {
    await tx.sql`insert into access_groups (code, name) values ('B', 'Brno')`;
    await tx.sql`
      update cases set access_group_id = (select id from access_groups) where id = ${caseId}`;
  });
  return tenant.operator("supervisor", { accessGroupIds: [] });
}

describe("tasks", () => {
  const act = (
    ctx: OperatorContext,
    action: "reassign" | "reschedule" | "snooze" | "resolve",
    more: { params: Record<string, string | number | null>; ids: number[] },
  ) =>
    startBulkAction(ctx, {
      ...{ list: "tasks", action, params: more.params },
      selection: { mode: "some", ids: more.ids },
    });

  it("are resolved by one result; one that was resolved says so, facts and audit for the rest", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator("operator");
    const caseId = await openOne(ctx);
    const [a, b, c] = [await task(ctx, caseId), await task(ctx, caseId), await task(ctx, caseId)];
    const { bulkActionId } = await act(ctx, "resolve", {
      ...{ params: { result: "vyřízeno" }, ids: [a, b, c] },
    });
    await resolveTask(ctx, { eventId: b, result: "dřív" });
    await run(tenant, bulkActionId);
    expect(await outcomesOf(ctx, bulkActionId)).toEqual({
      ...{ [a]: "done", [b]: "timeline.already_resolved", [c]: "done" },
    });
    expect(await getBulkAction(ctx, { bulkActionId })).toMatchObject({
      ...{ itemKind: "task", total: 3, done: 3, failed: 1 },
    });
    const { items } = await listTasks(ctx, { bucket: "resolved" });
    expect(items.map(({ result }) => result).toSorted()).toEqual(
      ["dřív", "vyřízeno", "vyřízeno"].toSorted(),
    );
    const [facts] = await reading(
      tenant.system(),
      (tx) => tx.sql`select count(*) as n from outbox_facts where name = 'task.resolved'`,
    );
    expect(facts?.n).toBe(3);
    const [next] = await reading(
      ctx,
      (tx) => tx.sql`select next_task_due_at as due from cases where id = ${caseId}`,
    );
    expect(next?.due).toBeNull();
    const { items: outcomes } = await listBulkOutcomes(ctx, { bulkActionId });
    expect(outcomes[0]).toMatchObject({ caseId, detail: "Zavolat", debtorName: "Jan Novák" });
  });

  it("go to another day at their own time, out of sight and back, and to a colleague", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator("supervisor");
    const colleague = await tenant.operator("operator");
    const caseId = await openOne(ctx);
    const ids = [await task(ctx, caseId), await task(ctx, caseId)];
    const through = async (
      action: Parameters<typeof act>[1],
      params: Record<string, string | number | null>,
    ) => {
      const { bulkActionId } = await act(ctx, action, { params, ids });
      await run(tenant, bulkActionId);
      return Object.values(await outcomesOf(ctx, bulkActionId));
    };
    // A day of summer time: half past ten stays half past ten.
    expect(await through("reschedule", { dueOn: "2027-05-03" })).toEqual(["done", "done"]);
    expect(await through("reschedule", { dueOn: "2027-05-03" })).toEqual([
      ...["unchanged", "unchanged"],
    ]);
    const [moved] = (await listTasks(ctx, {})).items;
    expect(moved?.dueAt.toISOString()).toBe("2027-05-03T08:30:00.000Z");
    expect(await through("snooze", { until: "2027-01-04T06:00:00Z" })).toEqual(["done", "done"]);
    expect((await listTasks(ctx, { bucket: "snoozed" })).items).toHaveLength(2);
    expect(await through("snooze", { until: "2020-01-04T06:00:00Z" })).toEqual([
      ...["timeline.snooze_past", "timeline.snooze_past"],
    ]);
    expect(await through("snooze", { until: null })).toEqual(["done", "done"]);
    const { operatorId } = colleague.actor;
    expect(await through("reassign", { assigneeId: operatorId })).toEqual(["done", "done"]);
    expect((await listTasks(colleague, {})).items).toHaveLength(2);
  });

  it("all that match: those of the tab and of the person who started", async () => {
    const tenant = await desk.tenant();
    const [ctx, other] = [await tenant.operator("operator"), await tenant.operator("operator")];
    const caseId = await openOne(ctx);
    const [mine, kept] = [await task(ctx, caseId), await task(ctx, caseId)];
    await task(other, caseId);
    await task(ctx, caseId, "Napsat");
    const { bulkActionId, total } = await startBulkAction(ctx, {
      ...{ list: "tasks", action: "resolve", params: { result: "x" } },
      selection: { mode: "all", filter: { bucket: "all", text: "zavolat" }, except: [kept] },
    });
    expect(total).toBe(1);
    await run(tenant, bulkActionId);
    expect(await outcomesOf(ctx, bulkActionId)).toEqual({ [mine]: "done" });
  });

  it("of others are out of reach: reading, without the right, behind a wall, of a stranger", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator("operator");
    const caseId = await openOne(ctx);
    const ids = [await task(ctx, caseId)];
    const forbidden = { kind: "forbidden" };
    const resolve = { params: { result: "x" }, ids };
    const reader = await tenant.operator("readOnly");
    await expect(act(reader, "resolve", resolve)).rejects.toMatchObject(forbidden);
    const handOver = { params: { assigneeId: null }, ids };
    await expect(act(ctx, "reassign", handOver)).rejects.toMatchObject(forbidden);
    const bad = { params: { result: "" }, ids };
    await expect(act(ctx, "resolve", bad)).rejects.toMatchObject({ code: "lists.bulk_params" });
    const nothing = { code: "lists.bulk_nothing" };
    const stranger = await (await desk.tenant()).operator();
    await expect(act(stranger, "resolve", resolve)).rejects.toMatchObject(nothing);
    const narrow = await wall(tenant, caseId);
    await expect(act(narrow, "resolve", resolve)).rejects.toMatchObject(nothing);
  });
});

describe("payments", () => {
  const reverse = (ctx: OperatorContext, params: Record<string, string>, ids: number[]) =>
    startBulkAction(ctx, {
      ...{ list: "payments", action: "reverse", params, selection: { mode: "some", ids } },
    });

  it("are reversed with a reason; a second time, and before their day, they are not", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator("supervisor");
    const caseId = await openOne(ctx);
    await claim(ctx, caseId);
    const ids = [await pay(ctx, caseId), await pay(ctx, caseId, "2026-11-10")] as const;
    const first = await reverse(ctx, { kind: "bounce", valueOn: "2026-11-05", reason: "banka" }, [
      ...ids,
    ]);
    await run(tenant, first.bulkActionId);
    expect(await outcomesOf(ctx, first.bulkActionId)).toEqual({
      ...{ [ids[0]]: "done", [ids[1]]: "claims.reversal_too_early" },
    });
    const second = await reverse(ctx, { kind: "correction", reason: "omyl" }, [...ids]);
    await run(tenant, second.bulkActionId);
    expect(await outcomesOf(ctx, second.bulkActionId)).toEqual({
      ...{ [ids[0]]: "claims.already_reversed", [ids[1]]: "done" },
    });
    const { totals, payments } = await claimsOfCase(ctx, { caseId });
    expect(totals[0]).toMatchObject({ paidMinor: 0, balanceMinor: 100_000 });
    expect(payments.map(({ reversal }) => reversal).toSorted()).toHaveLength(2);
    const audit = await reading(
      ctx,
      (tx) => tx.sql`
        select reason, after from audit_entries where action = 'claims.reverse-payment'
         order by id`,
    );
    expect(audit.map(({ reason }) => reason)).toEqual(["banka", "omyl"]);
    expect(audit[0]?.after).toMatchObject({ kind: "bounce", valueOn: "2026-11-05" });
    const shown = await reading(
      ctx,
      (tx) => tx.sql`
        select text, data from case_events where data ->> 'code' = 'payment.reversed' order by id`,
    );
    expect(shown.map(({ text, data }) => [text, data.params])).toEqual([
      ["banka", { kind: "bounce", amountMinor: 10_000, currency: "CZK", valueOn: "2026-11-05" }],
      ["omyl", { kind: "correction", amountMinor: 10_000, currency: "CZK", valueOn: "2026-11-10" }],
    ]);
    const { items } = await listBulkOutcomes(ctx, { bulkActionId: first.bulkActionId });
    expect(items[0]?.detail?.replaceAll("\u00a0", " ")).toBe("1. 11. 2026 · 100,00 Kč");
  });

  it("a killed process leaves nothing reversed twice", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator("supervisor");
    const caseId = await openOne(ctx);
    await claim(ctx, caseId);
    const ids = [await pay(ctx, caseId), await pay(ctx, caseId)];
    const { bulkActionId } = await reverse(ctx, { kind: "correction", reason: "omyl" }, ids);
    const crash = inTransaction(tenant.system(), async (inner) => {
      await runBulkStep(inner, { bulkActionId });
      throw new Error("killed");
    });
    await expect(crash).rejects.toThrow("killed");
    expect(await getBulkAction(ctx, { bulkActionId })).toMatchObject({ state: "waiting", done: 0 });
    await run(tenant, bulkActionId);
    const reversals = await reading(
      ctx,
      (tx) => tx.sql`select 1 from payments where reverses_id is not null`,
    );
    expect(reversals).toHaveLength(2);
  });

  it("of others are out of reach: without the right, behind a wall, of a stranger", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator("supervisor");
    const caseId = await openOne(ctx);
    await claim(ctx, caseId);
    const ids = [await pay(ctx, caseId)];
    const params = { kind: "correction", reason: "x" };
    await expect(reverse(await tenant.operator("operator"), params, ids)).rejects.toMatchObject({
      kind: "forbidden",
    });
    const unsaid = reverse(ctx, { kind: "correction", reason: " " }, ids);
    await expect(unsaid).rejects.toMatchObject({ code: "lists.bulk_params" });
    const nothing = { code: "lists.bulk_nothing" };
    const stranger = await (await desk.tenant()).operator();
    await expect(reverse(stranger, params, ids)).rejects.toMatchObject(nothing);
    await expect(reverse(await wall(tenant, caseId), params, ids)).rejects.toMatchObject(nothing);
  });
});

describe("claims", () => {
  it("give the cases behind them to an action, each case once", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator("supervisor");
    const [one, two] = [await openOne(ctx), await openOne(ctx)];
    for (const caseId of [one, one, two]) await claim(ctx, caseId);
    await claim(ctx, two, "2030-01-01");
    const { tagId } = await saveTag(await tenant.operator(), { code: "vip", name: "VIP" });
    const { bulkActionId, total } = await startBulkAction(ctx, {
      ...{ list: "claims", action: "tag", params: { tagId } },
      selection: { mode: "all", filter: { state: "overdue" } },
    });
    expect(total).toBe(2);
    await run(tenant, bulkActionId);
    expect(await outcomesOf(ctx, bulkActionId)).toEqual({ [one]: "done", [two]: "done" });
    expect((await getCase(ctx, { caseId: two })).tags).toMatchObject([{ code: "vip" }]);
    const named = await startBulkAction(ctx, {
      ...{ list: "payments", action: "untag", params: { tagId } },
      selection: { mode: "some", ids: [await pay(ctx, one), await pay(ctx, one)] },
    });
    expect(named.total).toBe(1);
  });

  it("do not reach what is not there, nor what the list does not offer", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator("supervisor");
    const caseId = await openOne(ctx);
    const { claimId } = await claim(ctx, caseId);
    const { tagId } = await saveTag(await tenant.operator(), { code: "vip", name: "VIP" });
    const start = (who: OperatorContext) =>
      startBulkAction(who, {
        ...{ list: "claims", action: "tag", params: { tagId } },
        selection: { mode: "some", ids: [claimId] },
      });
    const nothing = { code: "lists.bulk_nothing" };
    await expect(start(await (await desk.tenant()).operator())).rejects.toMatchObject(nothing);
    await expect(start(await wall(tenant, caseId))).rejects.toMatchObject(nothing);
    const selection = { mode: "all" as const };
    const wrong = { code: "lists.bulk_params" };
    const resolve = { list: "claims", action: "resolve", params: { result: "x" } } as const;
    await expect(startBulkAction(ctx, { ...resolve, selection })).rejects.toMatchObject(wrong);
    const archive = { action: "archive", params: { isArchived: true } } as const;
    for (const list of ["claims", "parties"] as const) {
      const other = startBulkAction(ctx, { list, ...archive, selection });
      await expect(other).rejects.toMatchObject(wrong);
    }
    const filter = { state: "nonsense" };
    await expect(
      startBulkAction(ctx, {
        ...{ list: "claims", action: "tag", params: { tagId } },
        selection: { mode: "all", filter },
      }),
    ).rejects.toMatchObject({ code: "lists.bulk_params" });
  });
});

describe("parties", () => {
  const person = async (ctx: OperatorContext, fullName = "Jan Novák") =>
    (await createParty(ctx, { kind: "natural_person", fullName, isKnownToDiffer: true })).partyId;

  const open = async (ctx: OperatorContext, partyId: number, category = "collection") => {
    const role = category === "auction" ? "owner" : "debtor";
    return (await openCase(ctx, { category, parties: [{ partyId, role }] })).caseId;
  };

  async function scene() {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator("supervisor");
    const { tagId } = await saveTag(await tenant.operator(), { code: "vip", name: "VIP" });
    const tag = (who: OperatorContext, selection: BulkSelection) =>
      startBulkAction(who, { list: "parties", action: "tag", params: { tagId }, selection });
    return { tenant, ctx, tag };
  }

  it("give the open cases on which they owe to an action, each case once", async () => {
    const { tenant, ctx, tag } = await scene();
    const [one, two, other] = [await person(ctx), await person(ctx), await person(ctx)];
    const own = await open(ctx, one);
    const shared = await open(ctx, one);
    await addCaseParty(ctx, { caseId: shared, partyId: two, role: "coDebtor" });
    const vouched = await open(ctx, other);
    await addCaseParty(ctx, { caseId: vouched, partyId: one, role: "guarantor" });
    const claimed = await open(ctx, other);
    await addCaseParty(ctx, { caseId: claimed, partyId: two, role: "creditor" });
    const auctioned = await open(ctx, two, "auction");
    const archived = await open(ctx, one);
    await archiveCases(ctx, { caseIds: [archived], isArchived: true });
    const closed = await open(ctx, two);
    await inTransaction(ctx, (_, { sql }) =>
      sql`update cases set closed_at = now() where id = ${closed}`.then(() => undefined),
    );
    const { bulkActionId, total } = await tag(ctx, { mode: "some", ids: [one, two] });
    expect(total).toBe(2);
    await run(tenant, bulkActionId);
    expect(await outcomesOf(ctx, bulkActionId)).toEqual({ [own]: "done", [shared]: "done" });
    for (const caseId of [vouched, claimed, auctioned, archived, closed]) {
      expect((await getCase(ctx, { caseId })).tags).toEqual([]);
    }
    expect(await getBulkAction(ctx, { bulkActionId })).toMatchObject({
      ...{ list: "parties", itemKind: "case", total: 2, done: 2, failed: 0 },
    });
  });

  it("all that match: by the filter of the list, without those that were left out", async () => {
    const { tenant, ctx, tag } = await scene();
    const [eva, petr] = [await person(ctx, "Eva Horká"), await person(ctx, "Petr Horký")];
    const left = await person(ctx, "Jana Horká");
    await open(ctx, await person(ctx, "Jan Jiný"));
    const caseIds = [await open(ctx, eva), await open(ctx, petr)];
    await open(ctx, left);
    const { bulkActionId, total } = await tag(ctx, {
      ...{ mode: "all", filter: { text: "hork" }, except: [left] },
    });
    expect(total).toBe(2);
    await run(tenant, bulkActionId);
    expect(Object.keys(await outcomesOf(ctx, bulkActionId)).map(Number)).toEqual(caseIds);
    const wrong = tag(ctx, { mode: "all", filter: { kind: "nonsense" }, except: [] });
    await expect(wrong).rejects.toMatchObject({ code: "lists.bulk_params" });
  });

  it("are assigned, moved and untagged too, a refusal told for each", async () => {
    const { tenant, ctx, tag } = await scene();
    const partyId = await person(ctx);
    const caseId = await open(ctx, partyId);
    const ids = { mode: "some" as const, ids: [partyId] };
    await run(tenant, (await tag(ctx, ids)).bulkActionId);
    const [{ id: tagId } = { id: 0 }] = await reading(
      ctx,
      (tx) => tx.sql<{ id: number }[]>`select id from tags where code = 'vip'`,
    );
    const { operatorId: ownerId } = ctx.actor;
    const through = async (
      action: "assign" | "move" | "untag",
      params: Record<string, string | number>,
    ) => {
      const start = { list: "parties" as const, action, params, selection: ids };
      const { bulkActionId } = await startBulkAction(ctx, start);
      await run(tenant, bulkActionId);
      return outcomesOf(ctx, bulkActionId);
    };
    expect(await through("assign", { ownerId })).toEqual({ [caseId]: "done" });
    expect(await through("untag", { tagId })).toEqual({ [caseId]: "done" });
    expect(await through("move", { to: "nonsense" })).toEqual({
      [caseId]: expect.stringMatching(/^workflow\./),
    });
    expect(await getCase(ctx, { caseId })).toMatchObject({ ownerId, tags: [] });
  });

  it("do not reach cases behind a wall, of a stranger, nor without the right", async () => {
    const { tenant, ctx, tag } = await scene();
    const partyId = await person(ctx);
    const [hidden, seen] = [await open(ctx, partyId), await open(ctx, partyId)];
    const ids = { mode: "some" as const, ids: [partyId] };
    const nothing = { code: "lists.bulk_nothing" };
    const stranger = await (await desk.tenant()).operator();
    await expect(tag(stranger, ids)).rejects.toMatchObject(nothing);
    const reader = await tenant.operator("readOnly");
    await expect(tag(reader, ids)).rejects.toMatchObject({ kind: "forbidden" });
    const narrow = await wall(tenant, hidden);
    const { bulkActionId, total } = await tag(narrow, ids);
    expect(total).toBe(1);
    await run(tenant, bulkActionId);
    expect(await outcomesOf(ctx, bulkActionId)).toEqual({ [seen]: "done" });
  });
});

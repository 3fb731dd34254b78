import { describe, expect, it } from "vitest";
import { archiveCases, moveCase, moveCases, openCase, updateCase } from "../cases";
import { inTransaction, type OperatorContext, reading } from "../context";
import { createParty } from "../parties";
import { openDesk } from "../testing";
import { withoutState } from "../workflow/testing/without-state";
import { getBoard, listColumn, lookAtChanges, moveCard } from ".";

const desk = await openDesk();
const DEAL = { category: "deal" };

async function scene() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("administrator", { name: "Ivana Veselá" });
  const { partyId } = await createParty(ctx, { kind: "legal_entity", fullName: "Kovář s.r.o." });
  const deal = async (fields: Record<string, string | number>, more = {}) =>
    (
      await openCase(ctx, {
        ...{ category: "deal", parties: [{ partyId, role: "client" }], ...more },
        fields: { name: "Poptávka", ...fields },
      })
    ).caseId;
  return { tenant, ctx, deal };
}

const columnOf = async (ctx: OperatorContext, code: string, input: object = DEAL) => {
  const board = await getBoard(ctx, input as typeof DEAL);
  const column = board.columns.find((each) => each.code === code);
  if (!column) throw new Error(`no column ${code}`);
  return column;
};
const totalOf = async (ctx: OperatorContext, code: string, input?: object) =>
  (await columnOf(ctx, code, input)).total;
const crowns = (amountMinor: number) => ({ currency: "CZK", amountMinor });
const euros = (amountMinor: number) => ({ currency: "EUR", amountMinor });

/** The same, counted by hand over the cases. */
async function byHand(ctx: OperatorContext) {
  return reading(ctx, async ({ sql }) => [
    ...(await sql`
      select state, upper(coalesce(fields ->> 'budgetCurrency', 'CZK')) as currency,
             count(*)::int as cases,
             coalesce(sum((fields ->> 'budget')::bigint), 0)::bigint as amount
        from cases where category = 'deal' and archived_at is null and voided_at is null
       group by 1, 2 order by 1, 2`),
  ]);
}
const kept = (ctx: OperatorContext) =>
  reading(ctx, async ({ sql }) => [
    ...(await sql`
      select state, currency, sum(cases)::int as cases, sum(amount_minor)::bigint as amount
        from board_totals where category = 'deal' group by 1, 2
       having sum(cases) <> 0 order by 1, 2`),
  ]);

describe("a board", () => {
  it("has a column for every status, with count, sums per currency and the newest first", async () => {
    const { ctx, deal } = await scene();
    const first = await deal({ budget: 100_00, company: "Kovář" });
    const second = await deal({ budget: 50_00 });
    await deal({ name: "", company: "Pila Hora", budget: 7_00, budgetCurrency: "eur" });
    await deal({ budget: 900_00 }, { state: "presentation" });
    const later = { ...ctx, now: new Date(ctx.now.getTime() + 60_000) };
    await moveCase(later, { caseId: first, to: "presentation" });
    const board = await getBoard(later, DEAL);
    expect(board.columns.map(({ code }) => code)).toHaveLength(11);
    expect(board.sumField).toBe("budget");
    const column = await columnOf(later, "presentation");
    expect(column.total).toEqual({ count: 2, sums: [crowns(1_000_00)] });
    expect(column.items[0]).toMatchObject({
      ...{ id: first, title: "Poptávka", partyName: "Kovář s.r.o.", amountMinor: 100_00 },
      ...{ currency: "CZK", fields: { company: "Kovář", requestSource: null } },
    });
    const open = await columnOf(later, "not-processed");
    expect(open.total).toEqual({ count: 2, sums: [crowns(50_00), euros(7_00)] });
    expect(open.items.map(({ id }) => id)).toContain(second);
    // Called as it is in every list.
    expect(open.items.map(({ title }) => title)).toEqual(["Pila Hora", "Poptávka"]);
    const narrow = { ...DEAL, filter: { states: ["presentation"] } };
    expect(await totalOf(ctx, "not-processed", narrow)).toEqual({ count: 0, sums: [] });
    expect(await totalOf(ctx, "presentation", narrow)).toEqual(column.total);
  });

  it("is counted along by the database, whatever happens to the cases", async () => {
    const { ctx, deal } = await scene();
    await getBoard(ctx, DEAL);
    const ids = [];
    for (const budget of [1_00, 2_00, 3_00, 4_00]) ids.push(await deal({ budget }));
    const [first = 0, second = 0, third = 0] = ids;
    await moveCases(ctx, { caseIds: ids, to: "first-contact" });
    await updateCase(ctx, { caseId: first, version: 2, fields: { budgetCurrency: "eur" } });
    await updateCase(ctx, { caseId: second, version: 2, fields: { budget: 20_00 } });
    await archiveCases(ctx, { caseIds: [third], isArchived: true });
    expect(await kept(ctx)).toEqual(await byHand(ctx));
    expect(await totalOf(ctx, "first-contact")).toEqual({
      ...{ count: 3, sums: [crowns(24_00), euros(1_00)] },
    });
    await inTransaction(ctx, (_, { sql }) => sql`update cases set voided_at = now()`);
    expect(await totalOf(ctx, "first-contact")).toEqual({ count: 0, sums: [] });
  });

  it("keeps its counts when their rows are put together", async () => {
    const { tenant, ctx, deal } = await scene();
    await deal({ budget: 5_00 });
    await getBoard(ctx, DEAL);
    await deal({ budget: 6_00 });
    const before = await kept(ctx);
    await desk.owner.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${String(tenant.id)}, true)`;
      await sql`select fold_board_totals(array['deal'])`;
    });
    expect(await kept(ctx)).toEqual(before);
    const [row] = await reading(ctx, ({ sql }) => sql`select count(*)::int as n from board_totals`);
    expect(row?.n).toBe(1);
  });

  it("shows cases of an older version in states that are gone, as long as there are any", async () => {
    const { ctx, deal } = await scene();
    const caseId = await deal({ budget: 100_00 }, { state: "prototype" });
    // What the board was a moment ago is remembered, and must not be shown any more.
    expect((await columnOf(ctx, "prototype")).items).toHaveLength(1);
    await withoutState(ctx, "deal", "prototype");
    const column = await columnOf(ctx, "states-gone");
    expect(column).toMatchObject({ name: "Jiné stavy", states: ["prototype"] });
    expect(column.total).toEqual({ count: 1, sums: [crowns(100_00)] });
    expect(column.items.map(({ id }) => id)).toEqual([caseId]);
    const { ways } = await getBoard(ctx, DEAL);
    expect(ways.some(({ from, to }) => from === "prototype" && to === "presentation")).toBe(true);
    await moveCase(ctx, { caseId, to: "presentation" });
    const { columns } = await getBoard(ctx, DEAL);
    expect(columns.map(({ code }) => code)).not.toContain("states-gone");
  });

  it("is paged column by column, without a gap or a repetition", async () => {
    const { ctx, deal } = await scene();
    for (let count = 0; count < 28; count += 1) await deal({ budget: 1_00 });
    const column = await columnOf(ctx, "not-processed");
    expect(column.items).toHaveLength(25);
    const rest = { ...DEAL, column: "not-processed", cursor: column.nextCursor, limit: 2 };
    const second = await listColumn(ctx, rest);
    const third = await listColumn(ctx, { ...rest, cursor: second.nextCursor });
    expect(third.nextCursor).toBeNull();
    const seen = [...column.items, ...second.items, ...third.items].map(({ id }) => id);
    expect(new Set(seen).size).toBe(28);
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
    await expect(listColumn(ctx, { ...DEAL, column: "nowhere" })).rejects.toMatchObject({
      code: "boards.column_not_found",
    });
  });

  it("hides what has stood in a column for long, unless asked; its count stays whole", async () => {
    const { ctx, deal } = await scene();
    const caseId = await deal({ budget: 3_00 });
    await moveCase(ctx, { caseId, to: "refusal", fields: { refusalReason: "no-budget" } });
    const later = { ...ctx, now: new Date(ctx.now.getTime() + 40 * 86_400_000) };
    const hidden = await columnOf(later, "refusal");
    expect([hidden.items.length, hidden.total.count]).toEqual([0, 1]);
    const asked = { ...DEAL, hideAfterDays: { refusal: 0 } };
    expect((await columnOf(later, "refusal", asked)).items).toHaveLength(1);
  });

  it("stands behind the wall of access groups: cards, counts and sums", async () => {
    const { tenant, ctx, deal } = await scene();
    const [group] = await inTransaction(
      ctx,
      (_, { sql }) => sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('PRAHA', 'Praha') returning id`,
    );
    await deal({ budget: 1_00 });
    const hidden = await deal({ budget: 10_00 }, { accessGroupId: group?.id });
    const outside = await tenant.operator("commercialDirector", { accessGroupIds: [] });
    const inside = await tenant.operator("commercialDirector", {
      accessGroupIds: [group?.id ?? 0],
    });
    expect(await totalOf(inside, "not-processed")).toEqual({ count: 2, sums: [crowns(11_00)] });
    const column = await columnOf(outside, "not-processed");
    expect(column.total).toEqual({ count: 1, sums: [crowns(1_00)] });
    expect(column.items).toHaveLength(1);
    expect((await lookAtChanges(outside, { ...DEAL, caseIds: [hidden] })).cards).toEqual([]);
    // Of a colleague's deals a sales manager is told neither cards nor how many there are.
    const seller = await tenant.operator("salesManager", { accessGroupIds: "all" });
    expect(await totalOf(seller, "not-processed")).toEqual({ count: 0, sums: [] });
    expect(await kept(seller)).toEqual([]);
    const foreign = await (await desk.tenant()).operator();
    expect(await totalOf(foreign, "not-processed")).toEqual({ count: 0, sums: [] });
    const move = { caseId: hidden, from: "not-processed", transition: "contact" };
    await expect(moveCard(outside, move)).rejects.toMatchObject({ code: "cases.not_found" });
  });
});

describe("moving a card", () => {
  it("is the engine's: guards, roles and what is missing are its reasons", async () => {
    const { tenant, ctx, deal } = await scene();
    const manager = await tenant.operator("salesManager");
    const caseId = await deal({ budget: 1_00 }, { ownerId: manager.actor.operatorId });
    const from = "not-processed";
    await expect(moveCard(ctx, { caseId, from, transition: "pause" })).rejects.toMatchObject({
      ...{ kind: "precondition", code: "workflow.resolution_required" },
    });
    await moveCard(ctx, { caseId, from, transition: "present" });
    await moveCard(manager, { caseId, from: "presentation", transition: "ask-for-decision" });
    const decide = { caseId, from: "decision-making", transition: "complete" };
    await expect(moveCard(manager, decide)).rejects.toMatchObject({
      code: "workflow.not_your_role",
    });
    const offered = (await getBoard(manager, DEAL)).ways.map(({ transition }) => transition);
    expect(offered).not.toContain("complete");
    expect(offered).toContain("present");
  });

  it("tells what became of it: the card and the totals", async () => {
    const { ctx, deal } = await scene();
    const caseId = await deal({ budget: 4_00 });
    await getBoard(ctx, DEAL);
    await moveCard(ctx, { caseId, from: "not-processed", transition: "present" });
    const changes = await lookAtChanges(ctx, { ...DEAL, caseIds: [caseId, caseId + 999] });
    expect(changes.cards).toMatchObject([{ id: caseId, state: "presentation" }]);
    expect(changes.totals.find(({ column }) => column === "presentation")?.total).toEqual({
      ...{ count: 1, sums: [crowns(4_00)] },
    });
  });
});

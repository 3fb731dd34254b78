import { beforeEach, describe, expect, it } from "vitest";
import { addCaseParty, openCase } from "../cases";
import { type Context, inTransaction, reading } from "../context";
import { insolventOf, mergeParties, undoMerge } from "../parties";
import { openDesk } from "../testing";
import { checkParty, followInsolvencies, followInsolvency, judgeHit } from ".";
import { settleInsolvency } from "./settle-insolvency";
import { addPerson, birthNumbers, openRegisterScene } from "./testing/register-scene";

const desk = await openDesk();
const numbers = birthNumbers("700202");
let scene: Awaited<ReturnType<typeof openRegisterScene>>;

beforeEach(async () => {
  scene = await openRegisterScene(desk, []);
  return () => scene.twin.close();
});

const later = <C extends Context>(ctx: C, days: number): C => ({
  ...ctx,
  now: new Date(desk.now.getTime() + days * 86_400_000),
});
const check = (partyId: number, ctx: Context = scene.admin) =>
  checkParty(ctx, { partyId, register: "isir_cz", cause: "card" });
const sweep = (days: number) =>
  followInsolvencies(later(scene.withOutside(scene.tenant.system()), days));
const activeOf = (partyId: number) =>
  inTransaction(scene.admin, (ctx, tx) => insolventOf(ctx, tx, [partyId]));
const tagsOf = (caseId: number) =>
  reading(scene.admin, async ({ sql }) => {
    const rows = await sql<{ code: string }[]>`
      select t.code from case_tags g join tags t on t.id = g.tag_id
       where g.case_id = ${caseId} and g.removed_at is null order by t.code`;
    return rows.map(({ code }) => code);
  });
/** All that is known of insolvency in the tenant. */
const known = () =>
  reading(scene.admin, async ({ sql }) => ({
    states: [...(await sql`select * from party_insolvency order by party_id, register`)],
    verdicts: [...(await sql`select * from hit_verdicts order by party_id, register, mark`)],
    cases: [...(await sql`select * from case_insolvencies order by id`)],
  }));

/** A man insolvent by his birth number with a tagged case, and a card of his without that number. */
async function insolventTwice() {
  const birthNumber = numbers.next().value ?? "";
  const person = { fullName: "Petr Novák", isKnownToDiffer: true };
  const mergeId = await addPerson(scene.admin, { ...person, birthNumber });
  const keepId = await addPerson(scene.admin, { ...person, birthOn: "1970-02-02" });
  const open = (partyId: number) =>
    openCase(scene.admin, { category: "collection", parties: [{ partyId, role: "debtor" }] });
  const { caseId } = await open(mergeId);
  const { caseId: keptCaseId } = await open(keepId);
  await check(keepId);
  scene.twin.debtors.push({
    ...{ birthNumber, surname: "Novák", givenName: "Petr", bornOn: "1970-02-02" },
    ...{ state: "ÚPADEK", number: 91_000, year: 2026, startedOn: "2026-11-02", senate: 37 },
    court: "Krajský soud v Brně",
  });
  await check(mergeId);
  const [hit] = await reading(
    scene.admin,
    ({ sql }) =>
      sql<{ mark: string }[]>`select mark from screening_hits where party_id = ${mergeId}`,
  );
  const verdict = { register: "isir_cz", mark: hit?.mark ?? "", verdict: "watch" } as const;
  await judgeHit(scene.admin, { partyId: mergeId, ...verdict });
  await followInsolvency(scene.admin, { partyIds: [mergeId] });
  return { keepId, mergeId, caseId, keptCaseId };
}

describe("a merge", () => {
  it("carries an insolvency to a clear card, its case stays tagged; undone, all is as it was", async () => {
    const { keepId, mergeId, caseId, keptCaseId } = await insolventTwice();
    expect(await activeOf(keepId)).toEqual([]);
    const before = await known();
    const { mergeId: id } = await mergeParties(later(scene.admin, 1), { keepId, mergeId });
    expect(await activeOf(keepId)).toMatchObject([{ partyId: keepId, register: "isir_cz" }]);
    const merged = await known();
    expect(merged.verdicts).toMatchObject(
      [{ party_id: keepId }, { party_id: mergeId }].sort((a, b) => a.party_id - b.party_id),
    );
    expect(merged.cases).toMatchObject([{ case_id: caseId, party_id: keepId, ended_at: null }]);
    expect((await undoMerge(later(scene.admin, 1), { mergeId: id })).left).toEqual([]);
    expect(await known()).toEqual(before);
    expect(await activeOf(keepId)).toEqual([]);
    expect(await tagsOf(keptCaseId)).toEqual([]);
  });

  it("outlives the look after what no fact told of, which tags the kept card's own cases too", async () => {
    const { keepId, mergeId, caseId, keptCaseId } = await insolventTwice();
    const { mergeId: id } = await mergeParties(later(scene.admin, 1), { keepId, mergeId });
    expect(await sweep(1)).toEqual({ count: 1 });
    expect(await tagsOf(caseId)).toEqual(["insolvency"]);
    expect(await tagsOf(keptCaseId)).toEqual(["insolvency"]);
    await undoMerge(later(scene.admin, 1), { mergeId: id });
    await sweep(1);
    expect(await tagsOf(caseId)).toEqual(["insolvency"]);
    // As at any end of an insolvency: what it stopped goes on when a person says so.
    expect(await tagsOf(keptCaseId)).toEqual(["insolvency"]);
  });

  it("is not outdone by an older clear answer; a newer one counts, and an undo leaves it", async () => {
    const { keepId, mergeId } = await insolventTwice();
    const { mergeId: id } = await mergeParties(later(scene.admin, 1), { keepId, mergeId });
    const settle = (days: number, cause: "verdict" | "check") =>
      inTransaction(later(scene.admin, days), (ctx, tx) =>
        settleInsolvency(ctx, tx, { partyIds: [keepId], cause }),
      );
    await settle(2, "verdict");
    expect(await activeOf(keepId)).toHaveLength(1);
    scene.twin.debtors.length = 0;
    await check(keepId, later(scene.admin, 3));
    expect(await activeOf(keepId)).toEqual([]);
    const { left } = await undoMerge(later(scene.admin, 4), { mergeId: id });
    expect(left).toEqual([{ code: "parties.undo_left_insolvency" }]);
    expect(await activeOf(keepId)).toEqual([]);
    expect(await activeOf(mergeId)).toHaveLength(1);
  });

  it("from before procedures were kept is undone all the same", async () => {
    const { keepId, mergeId } = await insolventTwice();
    const before = await known();
    const { mergeId: id } = await mergeParties(later(scene.admin, 1), { keepId, mergeId });
    await inTransaction(scene.admin, async (_, { sql }) => {
      await sql`update party_insolvency set procedure = null where party_id = ${keepId}`;
      await sql`
        update party_merges set snapshot = jsonb_set(snapshot, '{insolvency,statesAfter}', (
          select jsonb_agg(row - 'procedure')
            from jsonb_array_elements(snapshot #> '{insolvency,statesAfter}') as a (row)))
         where id = ${id}`;
    });
    expect((await undoMerge(later(scene.admin, 1), { mergeId: id })).left).toEqual([]);
    expect(await known()).toEqual(before);
    expect(await activeOf(keepId)).toEqual([]);
  });

  /** On one case the insolvent record is the debtor, on the other it vouches for the kept one. */
  async function bothOnBoth() {
    const scenery = await insolventTwice();
    const { keepId, mergeId, caseId, keptCaseId } = scenery;
    const role = "guarantor";
    await addCaseParty(scene.admin, { caseId, partyId: keepId, role });
    await addCaseParty(scene.admin, {
      ...{ caseId: keptCaseId, partyId: mergeId, role, isInsolvencyConfirmed: true },
    });
    await followInsolvency(scene.admin, { partyIds: [mergeId] });
    return scenery;
  }
  const openOn = async (caseId: number) =>
    (await known()).cases.filter((row) => row.case_id === caseId && row.ended_at === null);

  it("makes a debtor of who stood beside themselves; undone, they stand beside again", async () => {
    const { keepId, mergeId, keptCaseId } = await bothOnBoth();
    expect(await tagsOf(keptCaseId)).toEqual(["insolvency_beside"]);
    const before = await openOn(keptCaseId);
    const { mergeId: id } = await mergeParties(later(scene.admin, 1), { keepId, mergeId });
    await sweep(1);
    expect(await openOn(keptCaseId)).toMatchObject([{ party_id: keepId, is_debtor: true }]);
    expect(await tagsOf(keptCaseId)).toEqual(["insolvency"]);
    await undoMerge(later(scene.admin, 1), { mergeId: id });
    await sweep(1);
    expect(await openOn(keptCaseId)).toEqual(before);
    expect(await tagsOf(keptCaseId)).toEqual(["insolvency", "insolvency_beside"]);
  });

  it("of two insolvent on one case leaves the debtor's row; undone, both are open again", async () => {
    const { keepId, mergeId, caseId, keptCaseId } = await bothOnBoth();
    await check(keepId);
    await followInsolvency(scene.admin, { partyIds: [keepId] });
    const before = [await openOn(caseId), await openOn(keptCaseId)];
    expect(before.map((rows) => rows.length)).toEqual([2, 2]);
    const { mergeId: id } = await mergeParties(later(scene.admin, 1), { keepId, mergeId });
    await sweep(1);
    for (const each of [caseId, keptCaseId]) {
      expect(await openOn(each)).toMatchObject([{ party_id: keepId, is_debtor: true }]);
      expect(await tagsOf(each)).toContain("insolvency");
    }
    await undoMerge(later(scene.admin, 1), { mergeId: id });
    expect([await openOn(caseId), await openOn(keptCaseId)]).toEqual(before);
  });
});

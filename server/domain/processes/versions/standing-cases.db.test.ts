import { describe, expect, it } from "vitest";
import { getCase, listCases, moveCase, openCase, takeAutomaticSteps } from "../../cases";
import { assignActions, caseActions, decideAction } from "../../collegial";
import { inTransaction, type OperatorContext, reading } from "../../context";
import { createParty } from "../../parties";
import { openDesk } from "../../testing";
import {
  activateDraft,
  listVersions,
  migrateCases,
  migrationPlan,
  openDraft,
  processPicture,
  readDraft,
  saveDraft,
} from "..";

const desk = await openDesk();
const language = "en" as const;
type Raw = Record<string, unknown>;

async function draft(ctx: OperatorContext, category: string, change: (raw: Raw) => Raw) {
  await openDraft(ctx, { category });
  const read = await readDraft(ctx, { category, language });
  const definitions = (read?.definitions ?? []).map(change);
  return saveDraft(ctx, { category, revision: read?.revision ?? 0, definitions });
}

async function putInForce(ctx: OperatorContext, category: string, change: (raw: Raw) => Raw) {
  const { revision, problems } = await draft(ctx, category, change);
  expect(problems.filter(({ isWarning }) => !isWarning)).toEqual([]);
  return (await activateDraft(ctx, { category, revision })).number;
}

/** The same definition with states that have other codes. */
const renamed = (raw: Raw, codes: Record<string, string>): Raw => {
  const text = JSON.stringify(raw);
  const from = Object.entries(codes);
  return JSON.parse(
    from.reduce((all, [old, now]) => all.replaceAll(`"${old}"`, `"${now}"`), text),
  ) as Raw;
};

const closedOf = (ctx: OperatorContext, caseId: number) =>
  getCase(ctx, { caseId }).then(({ closedAt }) => closedAt !== null);

describe("a migration", () => {
  it("takes along what colleagues decided, and closes and opens what comes to an end or leaves it", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator();
    const [first, second] = [await tenant.operator("supervisor"), await tenant.operator()];
    const document = async (documentType: string) => {
      const fields = { subject: "Smlouva", documentType };
      return (await openCase(ctx, { category: "document", fields })).caseId;
    };
    const caseId = await document("contract");
    const ask = (kind: "approve" | "sign", { actor }: OperatorContext) =>
      assignActions(ctx, { caseId, kind, assignees: [{ operatorId: actor.operatorId }] });
    const [actionId = 0] = (await ask("approve", first)).actionIds;
    await ask("sign", second);
    await moveCase(ctx, { caseId, to: "approval" });
    await decideAction(first, { actionId, outcome: "positive" });
    const [open, closed] = [await document("notice"), await document("notice")];
    await moveCase(ctx, { caseId: closed, to: "rejected", resolution: "ne" });
    expect([await closedOf(ctx, open), await closedOf(ctx, closed)]).toEqual([false, true]);
    await putInForce(ctx, "document", (raw) =>
      raw.code === "document-classic"
        ? renamed(raw, { approval: "consent", signing: "sealing" })
        : { ...raw, titleFields: [] },
    );
    const notice = "document-simplified";
    const mapping = [
      { code: "document-classic", state: "approval", to: "consent" },
      { code: notice, state: "preparation", to: "rejected" },
      { code: notice, state: "rejected", to: "preparation" },
    ];
    const wanted = { category: "document", from: 0, expected: 3 };
    await expect(migrateCases(ctx, { ...wanted, mapping })).rejects.toMatchObject({
      ...{ code: "processes.collegial_unplaced", params: { state: "signing", count: 1 } },
    });
    const ahead = { code: "document-classic", state: "signing", to: "sealing" };
    await migrateCases(ctx, { ...wanted, mapping: [...mapping, ahead] });
    const { items } = await caseActions(ctx, { caseId });
    expect(items.map(({ state }) => state)).toEqual(["consent", "sealing"]);
    expect(await moveCase(ctx, { caseId, to: "sealing" })).toEqual({ state: "sealing" });
    expect([await closedOf(ctx, open), await closedOf(ctx, closed)]).toEqual([true, false]);
    const quietly = inTransaction(
      ctx,
      (_, { sql }) => sql`update collegial_actions set state = 'x' where id = ${actionId}`,
    );
    await expect(quietly).rejects.toMatchObject({ code: "23000" });
  });

  it("finds room for cases whose state the process in force does not have", async () => {
    const ctx = await (await desk.tenant()).operator();
    const { caseId } = await openCase(ctx, { category: "deal", fields: { company: "Mlýn" } });
    const wanted = { category: "deal", from: 0, expected: 1 };
    const mapping = [{ code: "deal", state: "gone", to: "not-processed" }];
    await expect(migrateCases(ctx, { ...wanted, mapping })).rejects.toMatchObject({
      ...{ code: "processes.is_in_force" },
    });
    await desk.place({ tenantId: ctx.actor.tenantId, caseId }, { state: "gone" });
    const { plans } = await migrationPlan(ctx, { category: "deal", language });
    expect(plans).toMatchObject([{ version: 0, count: 1, states: [{ state: "gone" }] }]);
    expect(await migrateCases(ctx, { ...wanted, mapping })).toEqual({ count: 1 });
    expect(await getCase(ctx, { caseId })).toMatchObject({ state: "not-processed" });
  });
});

describe("a stored version that this program cannot read", () => {
  it("holds up its own cases only; they can be taken over to one that it can", async () => {
    const ctx = await (await desk.tenant()).operator();
    const category = "collection";
    const { partyId } = await createParty(ctx, { kind: "natural_person", fullName: "Jan Novák" });
    const parties = [{ partyId, role: "debtor" }];
    const caseIds = [
      (await openCase(ctx, { category, parties })).caseId,
      (await openCase(ctx, { category, parties })).caseId,
    ];
    const [well = 0, ill = 0] = caseIds;
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`insert into process_versions (category, number, status, definitions, base_number,
                       delivered_hash, updated_at, updated_by_name, activated_at, activated_by_name)
                values (${category}, 70, 'active', '[{"category":"collection","old":true}]', 0, 'x',
                        now(), 'A', now(), 'A')`;
    });
    await desk.place({ tenantId: ctx.actor.tenantId, caseId: ill }, { version: 70 });
    const broken = { kind: "precondition", code: "cases.process_broken" };
    expect((await listCases(ctx, {})).items).toHaveLength(2);
    expect(await getCase(ctx, { caseId: well })).toMatchObject({ state: "new" });
    await expect(moveCase(ctx, { caseId: ill, to: "demand" })).rejects.toMatchObject(broken);
    await expect(openCase(ctx, { category, parties })).rejects.toMatchObject(broken);
    await openCase(ctx, { category: "deal", fields: { company: "Mlýn" } });
    expect((await processPicture(ctx, { category, language })).code).toBe(category);
    expect((await listVersions(ctx, { category }))[0]).toMatchObject({
      ...{ number: 70, status: "active", isDeliveredNewer: true },
    });
    await openDraft(ctx, { category, from: 0 });
    const read = await readDraft(ctx, { category, language });
    const { number } = await activateDraft(ctx, { category, revision: read?.revision ?? 0 });
    const mapping = [{ code: category, state: "new", to: "new" }];
    await migrateCases(ctx, { category, from: 70, mapping, expected: 1 });
    expect(await getCase(ctx, { caseId: ill })).toMatchObject({ processVersion: number });
    // Nobody goes by it any more, and its diagram and its file are nobody's loss.
    expect((await listVersions(ctx, { category })).map((each) => each.number)).toContain(70);
  });
});

describe("a draft", () => {
  it("does not change who sees the category", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator();
    const { revision, problems } = await draft(ctx, "deal", (raw) => ({
      ...{ ...raw, ownOnlyRoles: [] },
    }));
    expect(problems[0]).toMatchObject({
      ...{ code: "processes.problem_sight_changed", isWarning: false },
      params: { roles: "salesManager" },
    });
    const read = await readDraft(ctx, { category: "deal", language });
    expect(read?.difference).toMatchObject([{ keys: ["ownOnlyRoles"] }]);
    await expect(activateDraft(ctx, { category: "deal", revision })).rejects.toMatchObject({
      code: "processes.not_sound",
    });
    const manager = await tenant.operator("salesManager");
    const asked = { category: "collection", language } as const;
    await expect(processPicture(manager, asked)).rejects.toMatchObject({ kind: "not_found" });
  });
});

describe("a picture", () => {
  it("counts with the category's own process only what no variant chose", async () => {
    const ctx = await (await desk.tenant()).operator();
    for (const documentType of ["regulation", "contract", "contract"]) {
      const fields = { subject: "Řád", documentType };
      await openCase(ctx, { category: "document", fields });
    }
    const counted = async (code: string) =>
      (await processPicture(ctx, { category: "document", code, language })).counts.preparation;
    expect([await counted("document"), await counted("document-classic")]).toEqual([1, 2]);
  });
});

describe("steps of the clock", () => {
  it("go by the version of each case, and what is refused holds up no other", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator();
    type Way = { code: string; guards: unknown[] };
    const filled = { name: "fieldsFilled", params: { fields: ["outcome"] } };
    const number = await putInForce(ctx, "assignment", (raw) => ({
      ...raw,
      transitions: (raw.transitions as Way[]).map((way) =>
        way.code === "put-away" ? { ...way, guards: [...way.guards, filled] } : way,
      ),
    }));
    // Some old ones, more than one page that may not go, and one behind them that may.
    await inTransaction(
      ctx,
      (_, { sql }) => sql`
        insert into cases (ref_no, ref_year, ref_number, category, process_version, state, owner_id,
               fields, extra_fields, state_since, opened_on, created_at, updated_at)
        select n || '/2020', 2020, n, 'assignment', case when n <= 2 then 0 else ${number}::int end,
               'done', ${ctx.actor.operatorId}, jsonb_build_object('subject', 'x', 'dueOn', '2026-01-01')
               || case when n = 510 then '{"outcome":"x"}'::jsonb else '{}'::jsonb end, '[]'::jsonb, '2026-01-01', '2026-01-01', now(), now()
          from generate_series(1, 510) n`,
    );
    expect(await takeAutomaticSteps(tenant.system("clock"))).toEqual({ count: 3 });
    const left = await reading(
      ctx,
      ({ sql }) => sql<{ count: number }[]>`
        select count(*)::int as count from cases where state = 'done'`,
    );
    expect(left[0]?.count).toBe(507);
  });
});

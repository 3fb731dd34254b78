import { describe, expect, it } from "vitest";
import { createClaim } from "../claims";
import { inTransaction, type OperatorContext } from "../context";
import { openDesk } from "../testing";
import {
  archiveCases,
  assignCases,
  draftRules,
  getCase,
  listCases,
  listProcesses,
  moveCase,
  openCase,
  processDiagram,
  quickSearchCases,
  updateCase,
} from ".";

const desk = await openDesk();

async function party(ctx: OperatorContext, fullName: string): Promise<number> {
  const words = fullName.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "").split(" ");
  return inTransaction(ctx, async (_, tx) => {
    const [row] = await tx.sql<{ id: number }[]>`
      insert into parties (kind, full_name, name_key, search)
      values ('natural_person', ${fullName}, ${words.toSorted().join(" ")},
              array_to_tsvector(${words}::text[])) returning id`;
    return row?.id ?? 0;
  });
}

async function opened(ctx: OperatorContext, more: { refNo?: string; state?: string } = {}) {
  const partyId = await party(ctx, "Jan Novák");
  const { caseId } = await openCase(ctx, {
    category: "collection",
    parties: [{ partyId, role: "debtor" }],
    ...more,
  });
  return caseId;
}

async function owing(ctx: OperatorContext, state: string): Promise<number> {
  const caseId = await opened(ctx, { state });
  await createClaim(ctx, { caseId, currency: "CZK", dueOn: "2026-01-01", principalMinor: 100_00 });
  return caseId;
}

describe("a move that asks for fields", () => {
  it("names them, and takes them in the same transaction", async () => {
    const ctx = await (await desk.tenant()).operator("operator");
    const caseId = await owing(ctx, "amicable");
    const before = await getCase(ctx, { caseId });
    const way = before.transitions.find((each) => each.to === "promise");
    expect(way).toMatchObject({ isAllowed: false, asks: ["promisedOn"] });
    await expect(moveCase(ctx, { caseId, to: "promise" })).rejects.toMatchObject({
      code: "workflow.fields_missing",
      params: { fields: "Příslib úhrady do" },
    });
    await moveCase(ctx, { caseId, to: "promise", fields: { promisedOn: "2026-12-24" } });
    const after = await getCase(ctx, { caseId });
    expect(after).toMatchObject({ state: "promise", fields: { promisedOn: "2026-12-24" } });
  });

  it("keeps nothing of the fields when the move is refused", async () => {
    const ctx = await (await desk.tenant()).operator("operator");
    const caseId = await opened(ctx, { state: "amicable" });
    await expect(
      moveCase(ctx, { caseId, to: "promise", fields: { promisedOn: "2026-12-24" } }),
    ).rejects.toMatchObject({ code: "workflow.nothing_owed" });
    expect((await getCase(ctx, { caseId })).fields).not.toHaveProperty("promisedOn");
  });

  it("refuses values that do not fit, and fields that this role may not write", async () => {
    const ctx = await (await desk.tenant()).operator("operator");
    const caseId = await owing(ctx, "amicable");
    const move = (fields: Record<string, string | number>) =>
      moveCase(ctx, { caseId, to: "promise", fields });
    await expect(move({ promisedOn: "soon" })).rejects.toMatchObject({
      code: "workflow.field_type",
    });
    await expect(move({ promisedOn: "2026-12-24", nonsense: 1 })).rejects.toMatchObject({
      code: "workflow.unknown_field",
    });
    await expect(move({ promisedOn: "2026-12-24", commissionPercent: 5 })).rejects.toMatchObject({
      code: "workflow.field_read_only",
      params: { field: "commissionPercent" },
    });
  });
});

describe("data of a case", () => {
  it("says who was faster", async () => {
    const tenant = await desk.tenant();
    const [mine, other] = [
      await tenant.operator("operator"),
      await tenant.operator("supervisor", { name: "Karel Vomáčka" }),
    ];
    const caseId = await opened(mine);
    const { version } = await getCase(mine, { caseId });
    await updateCase(other, { caseId, version, fields: { contractNo: "A-1" } });
    await expect(
      updateCase(mine, { caseId, version, fields: { contractOn: "2026-01-01" } }),
    ).rejects.toMatchObject({
      code: "cases.changed_meanwhile",
      params: { name: "Karel Vomáčka", at: expect.stringContaining("2026") },
    });
  });

  it("can be changed although a required field was missing before, but not emptied of one", async () => {
    const ctx = await (await desk.tenant()).operator();
    const caseId = await owing(ctx, "amicable");
    await moveCase(ctx, { caseId, to: "promise", fields: { promisedOn: "2026-12-24" } });
    const { version } = await getCase(ctx, { caseId });
    await expect(
      updateCase(ctx, { caseId, version, fields: { promisedOn: null } }),
    ).rejects.toMatchObject({ code: "workflow.field_required", params: { field: "promisedOn" } });
    // As an import may leave it: the state demands a field that is not there.
    await inTransaction(ctx, (_, tx) =>
      tx.sql`update cases set fields = '{}' where id = ${caseId}`.then(() => undefined),
    );
    await updateCase(ctx, { caseId, version, fields: { contractNo: "A-1" } });
    expect((await getCase(ctx, { caseId })).fields).toEqual({ contractNo: "A-1" });
  });
});

describe("looking for a case", () => {
  it("puts the one whose whole number was typed first, archived or not", async () => {
    const ctx = await (await desk.tenant()).operator();
    const year = ctx.today.slice(0, 4);
    for (const refNo of [`12/${year}`, `120/${year}`, `1200/${year}`]) await opened(ctx, { refNo });
    const bare = await opened(ctx, { refNo: "12" });
    await archiveCases(ctx, { caseIds: [bare], isArchived: true });
    const found = async (text: string) =>
      (await quickSearchCases(ctx, { text })).map(({ refNo }) => refNo);
    expect((await found("12")).slice(0, 2)).toEqual([`12/${year}`, "12"]);
    expect(await found(`12/${year}`)).toEqual([`12/${year}`]);
    expect(await found("novak")).toHaveLength(4);
    expect(await found("  ")).toEqual([]);
  });

  it("finds nothing of other tenants and access groups", async () => {
    const [one, two] = [await desk.tenant(), await desk.tenant()];
    const caseId = await opened(await one.operator(), { refNo: "77" });
    await inTransaction(one.system(), async (_, tx) => {
      await tx.sql`insert into access_groups (code, name) values ('B', 'Brno')`;
      await tx.sql`update cases set access_group_id = (select id from access_groups)
        where id = ${caseId}`;
    });
    const narrow = await one.operator("operator", { accessGroupIds: [] });
    expect(await quickSearchCases(narrow, { text: "77" })).toEqual([]);
    expect(await quickSearchCases(await two.operator(), { text: "77" })).toEqual([]);
  });

  it("narrows by several owners, by none of them, and by tags", async () => {
    const tenant = await desk.tenant();
    const [ctx, other] = [await tenant.operator(), await tenant.operator()];
    const [mine, theirs, nobodys] = [await opened(ctx), await opened(ctx), await opened(ctx)];
    await assignCases(ctx, { caseIds: [mine], ownerId: ctx.actor.operatorId });
    await assignCases(ctx, { caseIds: [theirs], ownerId: other.actor.operatorId });
    const ids = async (owners: ("me" | "none" | number)[]) =>
      (await listCases(ctx, { filter: { owners } })).items.map(({ id }) => id).toSorted();
    expect(await ids(["me"])).toEqual([mine]);
    expect(await ids(["none"])).toEqual([nobodys]);
    expect(await ids(["me", other.actor.operatorId])).toEqual([mine, theirs]);
    expect(await ids(["me", "none"])).toEqual([mine, nobodys]);
    expect((await listCases(ctx, { filter: { tags: ["vip"] } })).items).toEqual([]);
  });
});

describe("processes as the interface draws them", () => {
  it("come in one language, without guards, effects and aliases", async () => {
    const ctx = await (await desk.tenant()).operator("readOnly");
    const [first] = await listProcesses(ctx, { language: "ru" });
    expect(first).toMatchObject({ category: "collection", name: "Взыскание", initial: "new" });
    const text = JSON.stringify(await listProcesses(ctx, { language: "cs" }));
    expect(text).not.toMatch(/"(guards|effects|aliases|names)"/);
    expect(text.length).toBeLessThan(120_000);
  });

  it("have a picture with a node for every state", async () => {
    const ctx = await (await desk.tenant()).operator("readOnly");
    const { nodes, edges } = await processDiagram(ctx, { category: "collection" });
    expect(nodes.map(({ state }) => state)).toContain("enforcement");
    expect(edges.length).toBeGreaterThan(10);
    await expect(processDiagram(ctx, { category: "nonsense" })).rejects.toThrow(
      "cases.unknown_category",
    );
  });

  it("say what a new case must have, by its state and by who opens it", async () => {
    const tenant = await desk.tenant();
    const [admin, operator] = [await tenant.operator(), await tenant.operator("operator")];
    const wanted = { category: "collection", state: "promise" };
    expect((await draftRules(admin, wanted)).promisedOn).toMatchObject({ isRequired: true });
    expect((await draftRules(admin, { category: "collection" })).promisedOn).toMatchObject({
      isRequired: false,
    });
    expect((await draftRules(operator, wanted)).commissionPercent).toMatchObject({
      isReadOnly: true,
    });
    const reader = await tenant.operator("readOnly");
    await expect(draftRules(reader, wanted)).rejects.toThrow("access.forbidden");
  });
});

import { describe, expect, it } from "vitest";
import { reading } from "../context";
import { createParty } from "../parties";
import { openDesk, type TestTenant } from "../testing";
import {
  countCases,
  getCase,
  listCases,
  listProcesses,
  moveCase,
  openCase,
  takeAutomaticSteps,
  updateCase,
} from ".";

const desk = await openDesk();

async function sales() {
  const tenant = await desk.tenant();
  const [manager, other, director] = [
    await tenant.operator("salesManager", { name: "Lukáš" }),
    await tenant.operator("salesManager", { name: "Ota" }),
    await tenant.operator("commercialDirector", { name: "Irena" }),
  ];
  return { tenant, manager, other, director };
}

const deal = (fields: Record<string, string | number | null> = {}) => ({
  ...{ category: "deal", fields: { company: "Mlýn, a.s.", ...fields } },
});

describe("a deal", () => {
  it("gets its number, its creation date and whoever opened it; the date may be another", async () => {
    const { manager } = await sales();
    const { caseId, refNo } = await openCase(manager, deal());
    expect(refNo).toMatch(/^\d+\/2026$/);
    expect(await getCase(manager, { caseId })).toMatchObject({
      ...{ state: "not-processed", title: "Mlýn, a.s.", ownerName: "Lukáš" },
      fields: { createdOn: "2026-11-22", budgetCurrency: "czk" },
    });
    const earlier = await openCase(manager, deal({ createdOn: "2026-11-01", budgetCurrency: "" }));
    expect((await getCase(manager, { caseId: earlier.caseId })).fields).toMatchObject({
      ...{ createdOn: "2026-11-01", budgetCurrency: "czk" },
    });
  });

  it("opened by hand says its name, company or contact, or whose it is; from outside it comes as it is", async () => {
    const { tenant, manager } = await sales();
    const bare = { category: "deal", fields: { company: " ", budget: 5_000 } };
    await expect(openCase(manager, bare)).rejects.toMatchObject({
      ...{ code: "cases.nameless", params: { field: "name" } },
    });
    await expect(openCase(manager, bare, { takesNameless: true })).resolves.toBeTruthy();
    await expect(openCase(tenant.system("leads"), bare)).resolves.toBeTruthy();
    await expect(
      openCase(manager, deal({ company: null, contactName: "Jan" })),
    ).resolves.toBeTruthy();
    const fullName = "Mlýn, a.s.";
    const { partyId } = await createParty(manager, { kind: "legal_entity", fullName });
    const parties = [{ partyId, role: "client" }];
    await expect(openCase(manager, { ...bare, parties })).resolves.toBeTruthy();
  });

  it("is not opened with what only a verb or another role may write", async () => {
    const { manager, director } = await sales();
    const refused = { code: "workflow.field_read_only", params: { field: "discountResult" } };
    for (const ctx of [manager, director]) {
      await expect(openCase(ctx, deal({ discountResult: "approved" }))).rejects.toMatchObject(
        refused,
      );
    }
    await expect(openCase(manager, deal({ discountResult: null }))).resolves.toBeTruthy();
    const verbFields = ["discountResult"];
    const fields = { discountResult: "approved" };
    await expect(openCase(manager, deal(fields), { verbFields })).resolves.toBeTruthy();
  });

  it("is found by the company and the contact that are written on it, and by what they became", async () => {
    const { manager } = await sales();
    const { caseId } = await openCase(manager, deal({ contactPhone: "+420 602 111 222" }));
    const found = async (text: string) =>
      (await listCases(manager, { filter: { text } })).items.map(({ id }) => id);
    expect(await found("mlyn")).toEqual([caseId]);
    expect(await found("602111222")).toEqual([caseId]);
    await updateCase(manager, { caseId, version: 1, fields: { company: "Pekárna" } });
    expect([await found("mlyn"), await found("peka")]).toEqual([[], [caseId]]);
    await moveCase(manager, {
      caseId,
      to: "presentation",
      fields: { siteEmail: "eva@jih.example" },
    });
    expect(await found("eva@jih.example")).toEqual([caseId]);
  });

  it("is decided by the director alone, and a refusal says its reason", async () => {
    const { manager, director } = await sales();
    const { caseId } = await openCase(manager, deal());
    for (const to of ["first-contact", "offer-preparation", "decision-making"]) {
      await moveCase(manager, { caseId, to });
    }
    const refused = { kind: "precondition", code: "workflow.not_your_role" };
    await expect(moveCase(manager, { caseId, to: "completed" })).rejects.toMatchObject(refused);
    await expect(moveCase(director, { caseId, to: "refusal" })).rejects.toMatchObject({
      ...{ code: "workflow.fields_missing" },
    });
    const fields = { refusalReason: "price" };
    expect(await moveCase(director, { caseId, to: "refusal", fields })).toEqual({
      state: "refusal",
    });
  });
});

describe("the wall of categories", () => {
  it("shows a manager their own deals and nobody's, the director all, and none of them a ledger's", async () => {
    const { tenant, manager, other, director } = await sales();
    const mine = await openCase(manager, deal());
    const theirs = await openCase(other, deal());
    const given = await openCase(manager, { ...deal(), ownerId: other.actor.operatorId });
    const lead = await openCase(tenant.system("leads"), deal());
    const admin = await tenant.operator();
    const { partyId } = await createParty(admin, {
      kind: "natural_person",
      fullName: "Jan Dlužný",
    });
    const parties = [{ partyId, role: "debtor" }];
    const collection = await openCase(admin, { category: "collection", parties });
    const seen = async (ctx: typeof manager) =>
      (await listCases(ctx, {})).items.map(({ id }) => id).sort((a, b) => a - b);
    expect(await seen(manager)).toEqual([mine.caseId, given.caseId, lead.caseId]);
    expect(await seen(other)).toEqual([theirs.caseId, given.caseId, lead.caseId]);
    expect(await seen(director)).toHaveLength(4);
    expect(await seen(admin)).toHaveLength(5);
    const hidden = { kind: "not_found" };
    for (const { caseId } of [theirs, collection]) {
      await expect(getCase(manager, { caseId })).rejects.toMatchObject(hidden);
      await expect(moveCase(manager, { caseId, to: "pause" })).rejects.toMatchObject(hidden);
    }
    expect((await countCases(director, { filter: { category: "collection" } })).count).toBe(0);
    const names = (await listProcesses(manager, { language: "cs" })).map(
      ({ category }) => category,
    );
    expect(names).toEqual(["deal", "assignment", "discount"]);
  });
});

const assignmentOn = async (tenant: TestTenant) => {
  const initiator = await tenant.operator("salesManager", { name: "Zadavatel" });
  const executor = await tenant.operator("operator", { name: "Řešitel" });
  const verifier = await tenant.operator("personalManager", { name: "Ověřovatel" });
  const stranger = await tenant.operator("salesManager", { name: "Cizí" });
  const { caseId: parentCaseId } = await openCase(initiator, deal());
  const { caseId } = await openCase(initiator, {
    ...{ category: "assignment", parentCaseId, ownerId: executor.actor.operatorId },
    fields: {
      ...{ subject: "Spočítat nabídku", dueOn: "2026-12-01" },
      verifier: verifier.actor.operatorId,
    },
  });
  return { initiator, executor, verifier, stranger, caseId, parentCaseId };
};

describe("an assignment", () => {
  it("goes from its initiator by the executor to the verifier, each step theirs alone", async () => {
    const tenant = await desk.tenant();
    const scene = await assignmentOn(tenant);
    const { initiator, executor, verifier, stranger, caseId } = scene;
    await expect(getCase(stranger, { caseId })).rejects.toMatchObject({ kind: "not_found" });
    expect(await getCase(verifier, { caseId })).toMatchObject({ title: "Spočítat nabídku" });
    const notYours = { code: "workflow.not_your_part" };
    await expect(moveCase(initiator, { caseId, to: "in-work" })).rejects.toMatchObject(notYours);
    await moveCase(executor, { caseId, to: "clarification", resolution: "Pro kolik lidí?" });
    await moveCase(initiator, { caseId, to: "in-work", resolution: "Pro dvacet." });
    await expect(
      moveCase(executor, { caseId, to: "done", fields: { outcome: "Hotovo" } }),
    ).rejects.toMatchObject({ code: "workflow.fields_filled" });
    await moveCase(executor, { caseId, to: "verification", fields: { outcome: "Hotovo" } });
    await expect(moveCase(executor, { caseId, to: "done" })).rejects.toMatchObject(notYours);
    await moveCase(verifier, { caseId, to: "in-work", resolution: "Chybí DPH." });
    await moveCase(executor, { caseId, to: "verification" });
    await moveCase(verifier, { caseId, to: "done" });
    expect((await getCase(initiator, { caseId })).fields.doneOn).toBe("2026-11-22");
  });

  it("done goes to the archive by the clock after its days, and not before", async () => {
    const tenant = await desk.tenant();
    const { executor, verifier, caseId } = await assignmentOn(tenant);
    await moveCase(executor, { caseId, to: "in-work" });
    await moveCase(executor, { caseId, to: "verification", fields: { outcome: "Hotovo" } });
    await moveCase(verifier, { caseId, to: "done" });
    const on = (today: string) => ({ ...tenant.system("clock"), today });
    expect(await takeAutomaticSteps(on("2026-12-21"))).toEqual({ count: 0 });
    expect(await takeAutomaticSteps(on("2026-12-22"))).toEqual({ count: 1 });
    expect(await takeAutomaticSteps(on("2026-12-22"))).toEqual({ count: 0 });
    const state = await reading(verifier, async ({ sql }) => {
      const [row] = await sql`select state, archived_at is not null as put from cases
        where id = ${caseId}`;
      return row;
    });
    expect(state).toEqual({ state: "archive", put: true });
  });

  it("is somebody's, and hangs on a case that its initiator sees", async () => {
    const { manager, other } = await sales();
    const fields = { subject: "Zavolat", dueOn: "2026-12-01" };
    const { caseId: parentCaseId } = await openCase(other, deal());
    const assignment = { category: "assignment", fields };
    await expect(openCase(manager, assignment)).rejects.toMatchObject({
      ...{ code: "cases.owner_required" },
    });
    const ownerId = manager.actor.operatorId;
    await expect(openCase(manager, { ...assignment, ownerId, parentCaseId })).rejects.toMatchObject(
      { kind: "not_found" },
    );
    await expect(openCase(manager, { ...deal(), parentCaseId })).rejects.toMatchObject({
      ...{ code: "cases.no_parent" },
    });
  });
});

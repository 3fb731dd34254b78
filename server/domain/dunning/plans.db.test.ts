import { describe, expect, it } from "vitest";
import { listAudit } from "../audit";
import { createClaim } from "../claims";
import { inTransaction, type OperatorContext } from "../context";
import { uploadTemplate } from "../templates";
import { openDesk } from "../testing";
import {
  activatePlan,
  deletePlan,
  deleteStep,
  draftPlan,
  getPlan,
  listPlans,
  planOfDay,
  planRows,
  savePlan,
  saveStep,
  simulatePlans,
  unreachedLetters,
} from ".";
import { makeDebtor } from "./testing/dunning-scene";

const desk = await openDesk();
let serial = 0;

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

async function template(ctx: OperatorContext, text = "{Dluh.Celkem}", methods = ["email"]) {
  const fileName = `plan-${++serial}.txt`;
  const { templateId } = await uploadTemplate(ctx, { fileName }, bytesOf(text));
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`update templates set methods = ${methods} where id = ${templateId}`;
  });
  return templateId;
}

async function scene() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("administrator");
  const version = async (planId: number) => (await getPlan(ctx, { planId }))?.version ?? 0;
  const step = async (planId: number, more: object) =>
    saveStep(ctx, {
      ...{ planId, version: await version(planId), templateId: await template(ctx) },
      ...{ dayOffset: 5, currency: "CZK" as const, categories: ["collection"] },
      ...more,
    });
  const activate = async (planId: number) =>
    activatePlan(ctx, { planId, version: await version(planId) });
  return { tenant, ctx, version, step, activate };
}

describe("a plan", () => {
  it("is drafted, tried and switched on in place of the one in force", async () => {
    const { ctx, step, activate } = await scene();
    const { planId } = await draftPlan(ctx, { name: "První" });
    const { stepId } = await step(planId, { dayOffset: 19, isLast: true });
    await step(planId, { dayOffset: 5, feeMinor: 15_000 });
    await activate(planId);
    const active = await getPlan(ctx);
    expect(active?.steps.map(({ dayOffset }) => dayOffset)).toEqual([5, 19]);
    const draft = await draftPlan(ctx, { name: "Druhý" });
    const copied = await getPlan(ctx, { planId: draft.planId });
    expect(copied?.steps.map(({ seriesId }) => seriesId)).toEqual(
      active?.steps.map(({ seriesId }) => seriesId),
    );
    expect(copied?.steps.some(({ id }) => id === stepId)).toBe(false);
    await activate(draft.planId);
    expect((await listPlans(ctx)).map(({ name, state }) => [name, state])).toEqual([
      ["Druhý", "active"],
      ["První", "retired"],
    ]);
    const audit = await listAudit(ctx, { action: "dunning.activate" });
    expect(audit.items).toHaveLength(2);
  });

  it("is thrown away while it is a draft", async () => {
    const { ctx, step, activate, version } = await scene();
    const { planId } = await draftPlan(ctx, { name: "Pokus" });
    await step(planId, { isLast: true });
    await expect(deletePlan(ctx, { planId, version: 1 })).rejects.toMatchObject({
      code: "dunning.changed_meanwhile",
    });
    await deletePlan(ctx, { planId, version: 2 });
    expect(await listPlans(ctx)).toEqual([]);
    const kept = await draftPlan(ctx, { name: "Platný" });
    await step(kept.planId, { isLast: true });
    await activate(kept.planId);
    const form = { planId: kept.planId, version: await version(kept.planId) };
    await expect(deletePlan(ctx, form)).rejects.toMatchObject({ code: "dunning.not_draft" });
  });

  it("in force is not changed, and a stale form changes nothing", async () => {
    const { ctx, version, step, activate } = await scene();
    const { planId } = await draftPlan(ctx, { name: "Plán" });
    const stale = { planId, version: await version(planId), name: "Jiný" };
    const policies = { skipPolicy: "latest", gathering: "case" } as const;
    const { stepId } = await step(planId, { isLast: true });
    await expect(savePlan(ctx, { ...stale, ...policies })).rejects.toMatchObject({
      code: "dunning.changed_meanwhile",
    });
    await savePlan(ctx, { ...stale, version: await version(planId), ...policies });
    expect(await getPlan(ctx, { planId })).toMatchObject({ name: "Jiný", ...policies });
    await activate(planId);
    await expect(
      deleteStep(ctx, { planId, version: await version(planId), stepId }),
    ).rejects.toMatchObject({ code: "dunning.not_draft" });
  });

  it("is not switched on without a last step or with a faulty template", async () => {
    const { ctx, step, activate } = await scene();
    const { planId } = await draftPlan(ctx, { name: "Plán" });
    await step(planId, {});
    await expect(activate(planId)).rejects.toMatchObject({ code: "dunning.no_last_step" });
    await step(planId, { isLast: true, templateId: await template(ctx, "{Dluh.Nic}") });
    await expect(activate(planId)).rejects.toMatchObject({ code: "dunning.template_faulty" });
  });

  it("is read by all and changed by who leads", async () => {
    const { tenant } = await scene();
    const operator = await tenant.operator("operator");
    expect(await getPlan(operator)).toBeNull();
    const draft = draftPlan(operator, { name: "Plán" });
    await expect(draft).rejects.toMatchObject({ kind: "forbidden" });
  });
});

async function planned() {
  const made = await scene();
  const { ctx, step, activate } = made;
  const { planId } = await draftPlan(ctx, { name: "Plán" });
  await step(planId, { dayOffset: 5, feeMinor: 10_000 });
  const templateId = await template(ctx, "{Dluh.Celkem}", ["letter"]);
  await step(planId, { dayOffset: 19, isLast: true, templateId });
  await activate(planId);
  const debtor = await makeDebtor(ctx);
  const claim = (dueOn: string) =>
    createClaim(ctx, { caseId: debtor.caseId, currency: "CZK", dueOn, principalMinor: 100_000 });
  return { ...made, planId, ...debtor, claim };
}

describe("the plan of a day", () => {
  it("is summed by steps and told letter by letter", async () => {
    const { ctx, caseId, claim } = await planned();
    await claim("2026-11-01");
    await claim("2026-11-02");
    const held = await makeDebtor(ctx);
    await createClaim(ctx, {
      ...{ caseId: held.caseId, currency: "CZK" as const, dueOn: "2026-11-01" },
      principalMinor: 50_000,
    });
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`insert into contact_holds (case_id, kind, reason) values (${held.caseId}, 'pause', 'x')`;
    });
    const { steps } = await planOfDay(ctx, { onDay: "2026-11-22" });
    expect(steps).toMatchObject([
      {
        ...{ letterCount: 1, claimCount: 2, balanceMinor: 200_000, feeMinor: 20_000 },
        stops: [{ reason: "pause", count: 1 }],
      },
      { letterCount: 0 },
    ]);
    const { items } = await planRows(ctx, { onDay: "2026-11-22" });
    expect(items).toMatchObject([
      { caseId, claimCount: 2, channel: "email", feeMinor: 20_000, stop: null },
      { caseId: held.caseId, stop: "pause" },
    ]);
    const { items: stopped } = await planRows(ctx, { onDay: "2026-11-22", isStopped: true });
    expect(stopped).toHaveLength(1);
    const first = await planRows(ctx, { onDay: "2026-11-22", limit: 1 });
    expect(first.nextCursor).toBe(caseId);
    const rest = await planRows(ctx, { onDay: "2026-11-22", cursor: caseId });
    expect(rest.items).toHaveLength(1);
  });

  it("counts apart the letters that have nobody to go to", async () => {
    const { ctx, caseId, partyId, claim } = await planned();
    await claim("2026-11-01");
    const other = await makeDebtor(ctx);
    await createClaim(ctx, {
      ...{ caseId: other.caseId, currency: "CZK" as const, dueOn: "2026-11-01" },
      principalMinor: 50_000,
    });
    expect(await unreachedLetters(ctx, { onDay: "2026-11-22" })).toEqual([]);
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`delete from party_contacts where party_id = ${partyId}`;
      await sql`delete from party_addresses where party_id = ${partyId}`;
    });
    const [step] = (await planOfDay(ctx, { onDay: "2026-11-22" })).steps;
    expect(await unreachedLetters(ctx, { onDay: "2026-11-22" })).toEqual([
      ...[{ seriesId: step?.seriesId, letterCount: 1, claimCount: 1, balanceMinor: 100_000 }],
    ]);
    const { items } = await planRows(ctx, { onDay: "2026-11-22" });
    expect(items.map((row) => [row.caseId, row.stop])).toEqual([
      [caseId, "no_address"],
      [other.caseId, null],
    ]);
  });

  it("never tears the letters of one case apart", async () => {
    const { ctx, caseId, claim } = await planned();
    const paused = await claim("2026-11-01");
    await claim("2026-11-02");
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`insert into contact_holds (claim_id, kind, reason)
                values (${paused.claimId}, 'pause', 'x')`;
    });
    const page = await planRows(ctx, { onDay: "2026-11-22", limit: 1 });
    expect(page.items).toMatchObject([
      { caseId, stop: null },
      { caseId, stop: "pause" },
    ]);
    expect(page.nextCursor).toBeNull();
  });
});

describe("a simulation", () => {
  it("plays the plan through, with fees, postage and what is stopped", async () => {
    const { ctx, caseId, claim } = await planned();
    await claim("2026-11-20");
    await claim("2026-11-30");
    const [simulation] = await simulatePlans(ctx, { caseId, days: 60 });
    expect(
      simulation?.events.map(({ day, channel, feeMinor }) => [day, channel, feeMinor]),
    ).toEqual([
      ["2026-11-25", "email", 10_000],
      ["2026-12-05", "email", 10_000],
      ["2026-12-09", "letter", 0],
      ["2026-12-19", "letter", 0],
    ]);
    expect(simulation?.totals).toEqual({
      ...{ letters: 4, costMinor: 5_400 },
      fees: { CZK: 20_000, EUR: 0 },
    });
    expect(simulation?.days[3]).toMatchObject({
      ...{ day: "2026-11-25", bySteps: [1, 0], fees: { CZK: 10_000 } },
      byChannel: { email: 1, letter: 0 },
    });
    expect(simulation?.steps.map(({ letters }) => letters)).toEqual([2, 2]);
  });

  it("compares two plans and leaves nothing behind", async () => {
    const { ctx, claim, version } = await planned();
    await claim("2026-11-20");
    const draft = await draftPlan(ctx, { name: "Přísnější" });
    const plan = await getPlan(ctx, { planId: draft.planId });
    const [first] = plan?.steps ?? [];
    if (!first) throw new Error("no step");
    const { id: stepId, templateId, currency } = first;
    await saveStep(ctx, {
      ...{ planId: draft.planId, version: await version(draft.planId), stepId, templateId },
      ...{ currency, dayOffset: 5, feeMinor: 50_000 },
    });
    const both = await simulatePlans(ctx, { otherPlanId: draft.planId, days: 30 });
    expect(both.map(({ totals }) => totals.fees.CZK)).toEqual([10_000, 50_000]);
    const again = await simulatePlans(ctx, { otherPlanId: draft.planId, days: 30 });
    expect(again).toEqual(both);
  });

  it("counts who is stopped once, and a hold ends on its day", async () => {
    const { ctx, caseId, claim } = await planned();
    await claim("2026-11-01");
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`insert into contact_holds (case_id, kind, reason, until_on)
                values (${caseId}, 'pause', 'x', '2026-11-30')`;
    });
    const [simulation] = await simulatePlans(ctx, { caseId, days: 30 });
    expect(simulation?.stops).toEqual([{ reason: "pause", count: 1 }]);
    expect(simulation?.events.map(({ day }) => day)).toEqual(["2026-12-01", "2026-12-15"]);
  });
});

import { expect, it } from "vitest";
import { moveCase, openCase } from "../cases";
import { reading } from "../context";
import { openDesk } from "../testing";
import { notifyStep, saveMailPreferences } from ".";

const desk = await openDesk();

it("tells whose turn it is, never who brought it there, once a step and only who wants it", async () => {
  const tenant = await desk.tenant();
  const initiator = await tenant.operator("salesManager", { name: "Zadavatel" });
  const executor = await tenant.operator("operator", { name: "Řešitel" });
  const { caseId } = await openCase(initiator, {
    ...{ category: "assignment", ownerId: executor.actor.operatorId },
    fields: { subject: "Spočítat nabídku", dueOn: "2026-12-01" },
  });
  const job = tenant.system("mail");
  const told = async (state: string) => (await notifyStep(job, { caseId, state })).count;
  expect([await told("new"), await told("new")]).toEqual([1, 0]);
  await moveCase(executor, { caseId, to: "clarification", resolution: "Pro kolik lidí?" });
  expect(await told("new")).toBe(0);
  expect(await told("clarification")).toBe(1);
  await moveCase(initiator, { caseId, to: "in-work", resolution: "Pro dvacet." });
  await saveMailPreferences(executor, { wantsDigest: true, wantsBroken: true, wantsSteps: false });
  expect(await told("in-work")).toBe(0);
  const mails = await reading(job, async ({ sql }) => [
    ...(await sql<{ to: number; data: Record<string, unknown> }[]>`
      select operator_id as "to", data from mails where kind = 'case_step' order by id`),
  ]);
  expect(mails.map(({ to }) => to)).toEqual([
    executor.actor.operatorId,
    initiator.actor.operatorId,
  ]);
  expect(mails[1]?.data).toMatchObject({
    ...{ title: "Spočítat nabídku", state: "Upřesňuje se", note: "Pro kolik lidí?" },
    ...{ byName: "Řešitel", dueOn: "2026-12-01" },
  });
});

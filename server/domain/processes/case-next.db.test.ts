import { expect, it } from "vitest";
import { listCases, openCase } from "../cases";
import { assignActions } from "../collegial";
import { reading } from "../context";
import { createParty } from "../parties";
import { seesCase } from "../sees-case";
import { openDesk } from "../testing";
import { caseNext } from ".";

const desk = await openDesk();

it("names and asks only colleagues who see the case, by the same walls as their own pages", async () => {
  const tenant = await desk.tenant();
  const admin = await tenant.operator();
  const manager = await tenant.operator("salesManager");
  const other = await tenant.operator("salesManager");
  const director = await tenant.operator("commercialDirector");
  const worker = await tenant.operator("operator", { accessGroupIds: [] });
  const verifier = await tenant.operator("personalManager");
  const stranger = await tenant.operator("personalManager");
  const { caseId } = await openCase(manager, { category: "deal", fields: { company: "Mlýn" } });
  await openCase(admin, {
    ...{ category: "assignment", ownerId: worker.actor.operatorId, parentCaseId: caseId },
    fields: { subject: "Spočítat", dueOn: "2026-12-01", verifier: verifier.actor.operatorId },
  });
  const { partyId } = await createParty(admin, { kind: "natural_person", fullName: "Jan Dlužný" });
  await openCase(admin, { category: "collection", parties: [{ partyId, role: "debtor" }] });
  const people = [admin, manager, other, director, worker, verifier, stranger];
  const told = await reading(
    tenant.system(),
    ({ sql }) => sql<{ operatorId: number; caseId: number }[]>`
      select o.id as "operatorId", k.id as "caseId" from operators o, cases k
       where ${seesCase(sql)} order by k.id`,
  );
  for (const ctx of people) {
    const seen = (await listCases(ctx, {})).items.map(({ id }) => id).sort((a, b) => a - b);
    const { operatorId } = ctx.actor;
    const said = told.filter((each) => each.operatorId === operatorId).map((each) => each.caseId);
    expect(said, ctx.actor.role).toEqual(seen);
  }
  const named = (await caseNext(manager, { caseId })).flatMap((way) => way.people);
  expect(named.map(({ id }) => id)).toContain(manager.actor.operatorId);
  expect(named.map(({ id }) => id)).not.toContain(other.actor.operatorId);
  const assignees = [{ operatorId: stranger.actor.operatorId }];
  await expect(assignActions(manager, { caseId, kind: "approve", assignees })).rejects.toThrow(
    /collegial\.assignee_(blind|decides_nothing)/,
  );
});

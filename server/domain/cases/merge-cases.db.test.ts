import { expect, it } from "vitest";
import { inTransaction, reading } from "../context";
import { createParty } from "../parties";
import { openDesk } from "../testing";
import { getCase, listAssignments, mergeCases, moveCase, openCase, previewMerge } from ".";

const desk = await openDesk();

it("fills what is empty, carries the rest over, leaves a trace, and is done once", async () => {
  const tenant = await desk.tenant();
  const director = await tenant.operator("commercialDirector");
  const party = (fullName: string) =>
    createParty(director, { kind: "legal_entity", fullName }).then(({ partyId }) => partyId);
  const [mill, bakery] = [await party("Mlýn, a.s."), await party("Pekárna, s.r.o.")];
  const kept = await openCase(director, {
    ...{ category: "deal", fields: { company: "Mlýn", description: "Nabídka mouky" } },
    parties: [{ partyId: mill, role: "client" }],
  });
  const merged = await openCase(director, {
    ...{ category: "deal", extraFields: [["Zdroj", "veletrh"]] },
    fields: {
      ...{ company: "Mlyn", budget: 500_000, budgetCurrency: "eur", contactName: "Jan Novák" },
    },
    parties: [{ partyId: bakery, role: "client" }],
  });
  const { caseId: assignmentId } = await openCase(director, {
    ...{ category: "assignment", parentCaseId: merged.caseId },
    ...{ ownerId: director.actor.operatorId, fields: { subject: "Zavolat", dueOn: "2026-12-01" } },
  });
  await reading(tenant.system(), async () => undefined);
  await director.db.begin(
    { tenantId: tenant.id, actorKind: "system", actorId: null, accessGroupIds: "all" },
    ({ sql }) => sql`insert into case_events (case_id, kind, text, due_at)
      values (${merged.caseId}, 'note', 'Chtějí mouku', null), (${merged.caseId}, 'task', 'Poslat ceník', now())`,
  );
  const both = { keptId: kept.caseId, mergedId: merged.caseId };
  const foretold = await previewMerge(director, both);
  expect(foretold).toEqual({
    fields: ["budget", "budgetCurrency", "contactName"],
    ...{ events: 1, tasks: 1, documents: 0, parties: 1, messages: 0, assignments: 1 },
  });
  expect(await mergeCases(director, both)).toEqual(foretold);
  await mergeCases(director, both);
  const after = await getCase(director, { caseId: kept.caseId });
  expect(after).toMatchObject({
    fields: {
      ...{ company: "Mlýn", budget: 500_000, budgetCurrency: "eur", contactName: "Jan Novák" },
    },
    ...{ extraFields: [["Zdroj", "veletrh"]], openTaskCount: 1 },
  });
  expect(after.parties.map(({ role, fullName }) => [role, fullName])).toEqual([
    ["client", "Mlýn, a.s."],
    ["contact", "Pekárna, s.r.o."],
  ]);
  const { items } = await listAssignments(director, { parentCaseId: kept.caseId });
  expect(items.map(({ id }) => id)).toEqual([assignmentId]);
  expect(await getCase(director, { caseId: merged.caseId })).toMatchObject({
    ...{ state: "historical", mergedIntoId: kept.caseId, openTaskCount: 0 },
  });
  await expect(
    moveCase(director, { caseId: merged.caseId, transition: "reopen", resolution: "Omyl" }),
  ).rejects.toMatchObject({ code: "workflow.merged" });
});

it("never carries over what came of the other: a discount approved, a reason of refusal", async () => {
  const tenant = await desk.tenant();
  const director = await tenant.operator("commercialDirector");
  const [kept, merged] = [
    await openCase(director, { category: "deal", fields: { contactName: "Jan Mlynář" } }),
    await openCase(director, { category: "deal", fields: { company: "Mlýn" } }),
  ];
  await inTransaction(director, (_, { sql }) => {
    const outcome = { discountResult: "approved", discountPercent: 30 };
    return sql`update cases set fields = fields || ${sql.json(outcome)}::jsonb
                where id = ${merged.caseId}`;
  });
  const both = { keptId: kept.caseId, mergedId: merged.caseId };
  expect((await mergeCases(director, both)).fields).toEqual(["company"]);
});

it("is of two cases of one category behind one wall, and of those that one sees", async () => {
  const tenant = await desk.tenant();
  const [manager, other] = [
    await tenant.operator("salesManager"),
    await tenant.operator("salesManager"),
  ];
  const mine = await openCase(manager, { category: "deal", fields: { name: "Můj" } });
  const theirs = await openCase(other, { category: "deal", fields: { name: "Jeho" } });
  const keptId = mine.caseId;
  await expect(mergeCases(manager, { keptId, mergedId: keptId })).rejects.toMatchObject({
    ...{ code: "cases.merge_itself" },
  });
  await expect(mergeCases(manager, { keptId, mergedId: theirs.caseId })).rejects.toMatchObject({
    kind: "not_found",
  });
  const ownerId = manager.actor.operatorId;
  const fields = { subject: "Zavolat", dueOn: "2026-12-01" };
  const task = await openCase(manager, { category: "assignment", ownerId, fields });
  await expect(mergeCases(manager, { keptId, mergedId: task.caseId })).rejects.toMatchObject({
    ...{ code: "cases.merge_other_category" },
  });
});

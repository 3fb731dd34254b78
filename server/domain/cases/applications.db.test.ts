import { expect, it } from "vitest";
import { createAccessGroup } from "../access";
import { appointDeputy, askable, assignActions, decideAction } from "../collegial";
import type { OperatorContext } from "../context";
import { createParty } from "../parties";
import { openDesk } from "../testing";
import { getCase, listCases, moveCase, openCase } from ".";

const desk = await openDesk();

const company = (ctx: OperatorContext, fullName: string, registrationNo: string) =>
  createParty(ctx, { kind: "legal_entity", fullName, registrationNo });
const codeOf = (error: { code: string }) => error.code;
const resolution = "Chybí doklad o sídle.";

async function salesScene() {
  const tenant = await desk.tenant();
  const seller = await tenant.operator("salesManager", { name: "Lukáš" });
  const peer = await tenant.operator("salesManager", { name: "Ota" });
  const director = await tenant.operator("commercialDirector", { name: "Irena" });
  const { caseId: parentCaseId } = await openCase(seller, {
    ...{ category: "deal", fields: { company: "Mlýn, a.s." } },
  });
  const fields = { subject: "Roční smlouva", reason: "Velký odběr", percent: 12.5 };
  const discount = { category: "discount", fields, parentCaseId };
  const { caseId } = await openCase(seller, discount);
  const ask = (...assignees: ({ operatorId: number } | { role: "salesManager" })[]) =>
    assignActions(seller, { caseId, kind: "approve", assignees });
  const operatorId = director.actor.operatorId;
  return { tenant, seller, peer, director, operatorId, parentCaseId, caseId, discount, ask };
}

it("a discount is decided on by a superior alone, and the deal says what came of it", async () => {
  const { seller, peer, director, operatorId, parentCaseId, caseId, ask } = await salesScene();
  expect(await ask({ operatorId: peer.actor.operatorId }).catch(codeOf)).toBe(
    "collegial.assignee_decides_nothing",
  );
  expect(await ask({ role: "salesManager" }).catch(codeOf)).toBe("collegial.role_decides_nothing");
  const { actionIds } = await ask({ operatorId });
  const [actionId = 0] = actionIds;
  await moveCase(seller, { caseId, to: "approval" });
  await expect(moveCase(seller, { caseId, to: "approved" })).rejects.toThrow("not_your_role");
  await expect(moveCase(director, { caseId, to: "approved" })).rejects.toMatchObject({
    ...{ code: "workflow.collegial_pending" },
  });
  await decideAction(director, { actionId, outcome: "positive", comment: "Platí do konce roku." });
  await moveCase(director, { caseId, to: "approved" });
  expect((await getCase(seller, { caseId })).fields).toMatchObject({
    ...{ decidedOn: "2026-11-22", decidedBy: operatorId },
  });
  const deal = await getCase(seller, { caseId: parentCaseId });
  expect(deal.fields).toMatchObject({ discountResult: "approved", discountPercent: 12.5 });
  expect(deal.version).toBe(2);
});

it("a discount that was refused takes an earlier one off the deal; nothing asked for goes nowhere", async () => {
  const { seller, director, operatorId, parentCaseId, caseId, discount, ask } = await salesScene();
  const { actionIds } = await ask({ operatorId });
  await moveCase(seller, { caseId, to: "approval" });
  const comment = "Marže je už teď malá.";
  await decideAction(director, { actionId: actionIds[0] ?? 0, outcome: "negative", comment });
  await expect(moveCase(director, { caseId, to: "approved" })).rejects.toMatchObject({
    ...{ code: "workflow.collegial_negative" },
  });
  await moveCase(director, { caseId, to: "refused", resolution: comment });
  const { fields } = await getCase(seller, { caseId: parentCaseId });
  expect(fields).toMatchObject({ discountResult: "refused", discountPercent: null });
  const nothing = { ...discount, fields: { subject: "Nic", reason: "Nevím" } };
  const { caseId: emptyId } = await openCase(seller, nothing);
  await expect(moveCase(seller, { caseId: emptyId, to: "approval" })).rejects.toMatchObject({
    ...{ code: "workflow.none_filled" },
  });
  const hung = openCase(seller, { ...discount, parentCaseId: emptyId });
  await expect(hung).rejects.toMatchObject({ code: "cases.no_parent" });
});

it("equals decide on a discount neither by name nor as a deputy", async () => {
  const { tenant, operatorId, director } = await salesScene();
  const author = await tenant.operator("operator", { name: "Autor" });
  const equal = await tenant.operator("operator", { name: "Kolega" });
  const lead = await tenant.operator("supervisor", { name: "Vedoucí" });
  const fields = { subject: "Poplatek", reason: "Dlouholetý klient", amount: 50_000 };
  const { caseId } = await openCase(author, { category: "discount", fields });
  const ask = (id: number) =>
    assignActions(author, { caseId, kind: "approve", assignees: [{ operatorId: id }] });
  const able = await askable(author, { caseId, kind: "approve", state: "approval" });
  const names = able.people.map(({ name }) => name);
  expect(names).toContain("Vedoucí");
  expect(names).not.toContain("Kolega");
  expect(names).not.toContain("Irena");
  expect(able.roles).not.toContain("salesManager");
  for (const id of [equal.actor.operatorId, operatorId]) {
    expect(await ask(id).catch(codeOf)).toBe("collegial.not_superior");
  }
  const { actionIds } = await ask(lead.actor.operatorId);
  const [actionId = 0] = actionIds;
  await moveCase(author, { caseId, to: "approval" });
  const days = { startsOn: lead.today, endsOn: lead.today };
  await appointDeputy(lead, { deputyId: equal.actor.operatorId, kind: "approve", ...days });
  const decision = { actionId, outcome: "positive" } as const;
  expect(await decideAction(equal, decision).catch(codeOf)).toBe("collegial.not_superior");
  await decideAction(lead, decision);
  await moveCase(lead, { caseId, to: "approved" });
  expect(director.actor.operatorId).toBe(operatorId);
});

async function accountScene() {
  const tenant = await desk.tenant();
  const admin = await tenant.operator();
  const group = async (code: string) =>
    (await createAccessGroup(admin, { code, name: code })).accessGroupId;
  const [praha, brno] = [await group("PRAHA"), await group("BRNO")];
  const of = (role: "personalManager" | "securityOfficer" | "accountOfficer", id: number) =>
    tenant.operator(role, { name: `${role} ${id}`, accessGroupIds: [id] });
  const manager = await of("personalManager", praha);
  const security = await of("securityOfficer", praha);
  const officer = await of("accountOfficer", praha);
  const stranger = await of("securityOfficer", brno);
  const client = await company(manager, "Mlýn, a.s.", "99900114");
  const related = await company(manager, "Mlýn Holding, a.s.", "99900220");
  const parties = [
    { partyId: client.partyId, role: "client" },
    { partyId: related.partyId, role: "relatedCompany" },
  ];
  const seller = await tenant.operator("salesManager", { name: "Lukáš" });
  return { manager, security, officer, stranger, seller, praha, parties };
}

it("an account is opened in three hands, and each does their own part alone", async () => {
  const { manager, security, officer, praha, parties } = await accountScene();
  const { caseId } = await openCase(manager, {
    ...{ category: "account-opening", accessGroupId: praha, parties },
    fields: { accountType: "current" },
  });
  const notYours = { code: "workflow.not_your_role" };
  const refused = (ctx: OperatorContext, to: string) =>
    expect(moveCase(ctx, { caseId, to, resolution })).rejects.toMatchObject(notYours);
  await refused(security, "security-check");
  await moveCase(manager, { caseId, to: "security-check" });
  for (const to of ["sufficiency", "refused", "preparation"]) {
    await refused(manager, to);
    await refused(officer, to);
  }
  await moveCase(security, { caseId, to: "preparation", resolution });
  await moveCase(manager, { caseId, to: "security-check" });
  await moveCase(security, { caseId, to: "sufficiency" });
  for (const ctx of [manager, security]) await refused(ctx, "opening");
  await moveCase(officer, { caseId, to: "opening" });
  for (const ctx of [manager, security]) await refused(ctx, "opened");
  await expect(moveCase(officer, { caseId, to: "opened" })).rejects.toMatchObject({
    ...{ code: "workflow.fields_missing" },
  });
  await moveCase(officer, { caseId, to: "opened", fields: { accountNo: "2000145399/0800" } });
  expect((await getCase(manager, { caseId })).fields).toMatchObject({
    ...{ accountType: "current", accountNo: "2000145399/0800", openedOn: "2026-11-22" },
    ...{ openedBy: officer.actor.operatorId, securityBy: security.actor.operatorId },
  });
});

it("an application is seen by its roles and its access group alone; what is returned is verified anew", async () => {
  const scene = await accountScene();
  const { manager, security, officer, stranger, seller, praha, parties } = scene;
  const wanted = { category: "account-opening", accessGroupId: praha, parties };
  const { caseId } = await openCase(manager, { ...wanted, fields: { accountType: "escrow" } });
  await moveCase(manager, { caseId, to: "security-check" });
  for (const ctx of [stranger, seller]) {
    expect((await listCases(ctx, {})).items).toEqual([]);
    const hidden = { kind: "not_found" };
    await expect(getCase(ctx, { caseId })).rejects.toMatchObject(hidden);
    await expect(moveCase(ctx, { caseId, to: "sufficiency" })).rejects.toMatchObject(hidden);
  }
  await moveCase(security, { caseId, to: "sufficiency" });
  await moveCase(officer, { caseId, to: "preparation", resolution });
  expect((await getCase(manager, { caseId })).fields).toMatchObject({ securityOn: null });
  await moveCase(manager, { caseId, to: "security-check" });
  await expect(moveCase(security, { caseId, to: "refused" })).rejects.toMatchObject({
    ...{ code: "workflow.resolution_required" },
  });
  await moveCase(security, { caseId, to: "refused", resolution });
});

it("a card is asked for, verified, approved, issued and handed over", async () => {
  const { manager, security, officer, praha, parties } = await accountScene();
  const fields = { cardType: "debit", accountNo: "2000145399/0800", holderName: "JAN NOVAK" };
  const { caseId } = await openCase(manager, {
    ...{ category: "card-issue", accessGroupId: praha, parties: parties.slice(0, 1), fields },
  });
  await moveCase(manager, { caseId, to: "check" });
  await moveCase(security, { caseId, to: "approval" });
  await moveCase(officer, { caseId, to: "issuing" });
  await moveCase(officer, { caseId, to: "issued", fields: { lastDigits: "4821" } });
  await expect(moveCase(officer, { caseId, to: "handed-over" })).rejects.toMatchObject({
    ...{ code: "workflow.not_your_role" },
  });
  await moveCase(manager, { caseId, to: "handed-over" });
  expect((await getCase(manager, { caseId })).fields).toMatchObject({
    ...{ issuedOn: "2026-11-22", handedOverOn: "2026-11-22" },
  });
});

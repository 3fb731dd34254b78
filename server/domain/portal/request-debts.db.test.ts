import { describe, expect, it } from "vitest";
import { addCaseParty, openCase, updateCase } from "../cases";
import { createClaim } from "../claims";
import { inTransaction, type OperatorContext } from "../context";
import { createParty } from "../parties";
import { mergeRequests, requestsOfCase, requestThread, stepRequest } from "../requests";
import { openDesk } from "../testing";
import { hideField } from "./testing/hide-field";
import { requestScene } from "./testing/request-scene";

const desk = await openDesk();

const putBehind = (admin: OperatorContext, caseId: number, groupId: number | null) =>
  inTransaction(admin, async (_, { sql }) => {
    await sql`update cases set access_group_id = ${groupId} where id = ${caseId}`;
  });

const debtsOf = async (ctx: OperatorContext, caseId: number) =>
  (await requestThread(ctx, { caseId })).debts;

describe("what a request is about", () => {
  it("stands beside it with its balance, creditor and number, of merged requests too", async () => {
    const scene = await requestScene(desk);
    const { admin, first } = scene;
    const { partyId } = await createParty(admin, {
      ...{ kind: "legal_entity", fullName: "Věřitel, a.s.", registrationNo: "00177041" },
    });
    await addCaseParty(admin, { caseId: first.caseId, partyId, role: "creditor" });
    const parties = [{ partyId: first.partyId, role: "debtor" }];
    const second = await openCase(admin, { category: "collection", parties });
    await createClaim(admin, {
      ...{ caseId: second.caseId, currency: "EUR", dueOn: "2026-10-01", principalMinor: 5_00 },
    });
    const asked = await scene.ask({ aboutRefNo: first.refNo });
    const debt = {
      ...{ caseId: first.caseId, refNo: first.refNo, isOpen: true, claimCount: 1 },
      ...{ creditorName: "Věřitel, a.s." },
      balance: { balanceCzkMinor: 900_00, balanceEurMinor: 0 },
    };
    expect(await debtsOf(admin, asked.caseId)).toMatchObject({
      ...{ isAbout: true, count: 1, isMore: false, items: [debt] },
    });
    const other = await scene.ask({ aboutRefNo: second.refNo });
    await mergeRequests(admin, { caseId: asked.caseId, otherId: other.caseId });
    const balance = { balanceCzkMinor: 0, balanceEurMinor: 5_00 };
    const eur = { refNo: second.refNo, balance, creditorName: null };
    expect(await debtsOf(admin, asked.caseId)).toMatchObject({
      ...{ isAbout: true, count: 2, items: [debt, eur] },
    });
  });

  it("are the client's cases where it names none, and nothing from behind a wall", async () => {
    const scene = await requestScene(desk);
    const { admin, first } = scene;
    const praha = await scene.team("Praha");
    const clerk = await scene.member(null);
    const parties = [{ partyId: first.partyId, role: "debtor" }];
    const hidden = await openCase(admin, { category: "collection", parties });
    await putBehind(admin, hidden.caseId, praha);
    const asked = await scene.ask();
    await putBehind(admin, asked.caseId, null);
    expect(await debtsOf(admin, asked.caseId)).toMatchObject({ isAbout: false, count: 2 });
    expect(await debtsOf(clerk, asked.caseId)).toMatchObject({
      ...{
        isAbout: false,
        count: 1,
        items: [{ refNo: first.refNo, balance: { balanceCzkMinor: 900_00 } }],
      },
    });
    // What it is about is behind the wall: the rest would only mislead.
    const about = await scene.ask({ aboutRefNo: hidden.refNo });
    await putBehind(admin, about.caseId, null);
    expect(await debtsOf(clerk, about.caseId)).toMatchObject({ count: 0, items: [] });
  });

  it("tell of a case's fields what the actor's role may see", async () => {
    const { admin, first, ask, tenant } = await requestScene(desk);
    const version = await inTransaction(admin, async (_, { sql }) => {
      const [row] = await sql<{ version: number }[]>`
        select version from cases where id = ${first.caseId}`;
      return row?.version ?? 0;
    });
    const fields = { contractNo: "SML-42", commissionPercent: 12 };
    await updateCase(admin, { caseId: first.caseId, version, fields });
    const { caseId } = await ask({ aboutRefNo: first.refNo });
    expect((await debtsOf(admin, caseId)).items[0]?.fields).toMatchObject(fields);
    const [seen] = (await debtsOf(await tenant.operator("readOnly"), caseId)).items;
    expect(seen?.fields).toMatchObject({ contractNo: "SML-42" });
    expect(seen?.fields).not.toHaveProperty("commissionPercent");
  });

  it("are five of many at most, and how many there are", async () => {
    const scene = await requestScene(desk);
    const { admin, first } = scene;
    const parties = [{ partyId: first.partyId, role: "debtor" }];
    for (let i = 0; i < 6; i += 1) await openCase(admin, { category: "collection", parties });
    const debts = await debtsOf(admin, (await scene.ask()).caseId);
    expect(debts).toMatchObject({ count: 7, isMore: false });
    expect(debts.items).toHaveLength(5);
    expect(debts.items[0]).toMatchObject({ refNo: first.refNo });
  });
});

describe("a case", () => {
  it("tells of requests about it, the open ones first, merged ones once, to who sees them", async () => {
    const scene = await requestScene(desk);
    const { admin, first } = scene;
    const about = { aboutRefNo: first.refNo };
    const done = await scene.ask({ ...about, subject: "Vyřízený" });
    await stepRequest(admin, { caseId: done.caseId, transition: "resolve" });
    const open = await scene.ask({ ...about, subject: "Otevřený", kind: "documents" });
    const merged = await scene.ask({ ...about, subject: "Sloučený" });
    await mergeRequests(admin, { caseId: open.caseId, otherId: merged.caseId });
    await scene.ask({ subject: "O ničem" });
    const { caseId } = first;
    const seen = await requestsOfCase(admin, { caseId });
    expect(seen.items.map(({ subject }) => subject)).toEqual(["Otevřený", "Vyřízený"]);
    expect(seen).toMatchObject({ openCount: 1, count: 2 });
    expect(seen.items[0]).toMatchObject({
      ...{ caseId: open.caseId, refNo: open.refNo, kind: "documents", resolvedAt: null },
      ...{ clientName: "Jan Novák", openedAt: expect.any(Date) },
    });
    const praha = await scene.team("Praha");
    await putBehind(admin, open.caseId, praha);
    const clerk = await scene.member(null);
    const left = await requestsOfCase(clerk, { caseId });
    expect(left.items.map(({ subject }) => subject)).toEqual(["Vyřízený"]);
    const reader = await scene.tenant.operator("readOnly");
    const fieldsOf = async () => (await requestsOfCase(reader, { caseId })).items[0]?.fields;
    expect(await fieldsOf()).toMatchObject({ aboutRefNo: first.refNo });
    await hideField(admin, "request", { key: "aboutRefNo", hidden: { roles: ["readOnly"] } });
    const hiding = await scene.ask({ ...about, subject: "Nový" });
    expect((await requestsOfCase(admin, { caseId })).items[0]).toMatchObject({
      ...{ caseId: hiding.caseId, fields: { aboutRefNo: first.refNo } },
    });
    expect(await fieldsOf()).not.toHaveProperty("aboutRefNo");
    await putBehind(admin, caseId, praha);
    await expect(requestsOfCase(clerk, { caseId })).rejects.toMatchObject({ kind: "not_found" });
  });
});

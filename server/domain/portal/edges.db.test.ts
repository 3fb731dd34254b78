import { describe, expect, it } from "vitest";
import { createAccessGroup } from "../access";
import { inTransaction, reading } from "../context";
import { createParty, mergeParties, undoMerge } from "../parties";
import { answerRequest, openRequest } from "../requests";
import { openDesk } from "../testing";
import {
  acceptInvitation,
  clientOfSession,
  inviteClient,
  myCases,
  myData,
  portalOfParty,
  promisePayment,
  setClient,
} from ".";
import { addDebtor, type PortalScene, portalScene } from "./testing/portal-scene";
import { PASSWORD, registered, tokenOf, VISITOR as visitor } from "./testing/registered";

const desk = await openDesk();
const door = { ...desk, log: { info: () => undefined, error: () => undefined } };
let serial = 0;
const key = () => `edges-test-${++serial}`;

/** Puts a debtor's case behind a wall, and answers an operator who stands before it. */
async function wallOff(scene: PortalScene, caseId: number) {
  const code = `W${++serial}`;
  const { accessGroupId } = await createAccessGroup(scene.admin, { code, name: code });
  await inTransaction(scene.admin, async (_, { sql }) => {
    await sql`update cases set access_group_id = ${accessGroupId} where id = ${caseId}`;
  });
  const [outside, inside] = [
    await scene.tenant.operator("operator", { accessGroupIds: [] }),
    await scene.tenant.operator("operator", { accessGroupIds: [accessGroupId] }),
  ];
  return { accessGroupId, outside, inside };
}

describe("whoever invites", () => {
  it("lets nobody see a case that they do not see themselves", async () => {
    const scene = await portalScene(desk);
    const { partyId, caseId } = scene.first;
    const second = await addDebtor(scene.admin, { fullName: "Jan Druhý", birthOn: "1981-01-01" });
    // One card on two cases, of which one is behind a wall.
    await inTransaction(scene.admin, async (_, { sql }) => {
      await sql`update case_parties set party_id = ${partyId} where case_id = ${second.caseId}`;
    });
    const { outside, inside } = await wallOff(scene, caseId);
    const more = { code: "portal.sees_more" };
    const paper = { partyId, channel: "qr" as const };
    await expect(inviteClient(outside, paper)).rejects.toMatchObject(more);
    await expect(inviteClient(inside, paper)).resolves.toMatchObject({
      expiresAt: expect.any(Date),
    });
    const organisation = await createParty(scene.admin, {
      ...{ kind: "legal_entity", fullName: "Skrytá s.r.o.", isKnownToDiffer: true },
    });
    await inTransaction(scene.admin, async (_, { sql }) => {
      await sql`insert into case_parties (case_id, party_id, role)
                values (${caseId}, ${organisation.partyId}, 'creditor')`;
    });
    const wide = {
      ...{ partyId: scene.second.partyId, channel: "qr" as const },
      ...{ sight: "organisation" as const, organisationId: organisation.partyId },
    };
    await expect(inviteClient(outside, wide)).rejects.toMatchObject({ kind: "not_found" });
    const client = await registered(desk, scene, scene.second);
    const { portalUserId } = client.actor;
    const account = { portalUserId, isActive: true, ...wide };
    await expect(setClient(outside, account)).rejects.toMatchObject({ kind: "not_found" });
    await setClient(scene.admin, account);
    const shown = await portalOfParty(outside, { partyId: scene.second.partyId });
    expect(JSON.stringify(shown)).not.toContain("Skrytá");
    expect((await myCases(client)).items.length).toBe(2);
  });
});

describe("a request", () => {
  it("stands behind the wall of the case that it is about", async () => {
    const scene = await portalScene(desk);
    const { caseId, refNo } = scene.first;
    const { accessGroupId, outside } = await wallOff(scene, caseId);
    const client = await registered(desk, scene, scene.first);
    const question = { subject: "X", kind: "other" as const, text: "X" };
    for (const aboutRefNo of [refNo, null]) {
      const asked = { ...question, aboutRefNo, idempotencyKey: key() };
      const opened = await openRequest(client, asked);
      const [row] = await reading(
        scene.admin,
        ({ sql }) => sql<{ id: number; accessGroupId: number }[]>`
          select id, access_group_id as "accessGroupId" from cases where ref_no = ${opened.refNo}`,
      );
      expect(row?.accessGroupId).toBe(accessGroupId);
      const answer = { caseId: row?.id ?? 0, text: "X", idempotencyKey: key() };
      await expect(answerRequest(outside, answer)).rejects.toMatchObject({ kind: "not_found" });
      const tasks = await reading(
        scene.admin,
        ({ sql }) =>
          sql`select text from case_events where case_id = ${row?.id ?? 0} and kind = 'task'`,
      );
      expect(tasks).toEqual([{ text: "Odpovědět klientovi" }]);
    }
  });
});

describe("a promise at the portal", () => {
  it("holds dunning up for a month at most, for a tenth at least, one at a time", async () => {
    const scene = await portalScene(desk);
    const client = await registered(desk, scene, scene.first);
    const { refNo, caseId } = scene.first;
    const promise = (given: object) =>
      promisePayment(client, {
        ...{ refNo, amountMinor: 100_00, currency: "CZK", dueOn: "2026-12-10" },
        ...{ idempotencyKey: key(), ...given },
      });
    const refused = (given: object, code: string) =>
      expect(promise(given)).rejects.toMatchObject({ code: `portal.${code}` });
    await refused({ dueOn: "2027-03-01" }, "promise_too_far");
    await refused({ amountMinor: 1 }, "promise_too_small");
    await refused({ currency: "EUR" }, "nothing_owed");
    const both = await Promise.allSettled([promise({}), promise({})]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await refused({}, "promise_open");
    await inTransaction(scene.admin, async (_, { sql }) => {
      await sql`update payment_promises set state = 'broken' where case_id = ${caseId}`;
    });
    await refused({}, "promise_broken");
    await inTransaction(scene.admin, async (_, { sql }) => {
      await sql`update cases set closed_at = now() where id = ${caseId}`;
    });
    await refused({}, "case_closed");
  });
});

describe("a forgotten password", () => {
  it("is replaced by a new invitation of the same card, and whoever was signed in is out", async () => {
    const scene = await portalScene(desk);
    const client = await registered(desk, scene, scene.first);
    const { partyId, birthOn, refNo } = scene.first;
    const token = tokenOf(await inviteClient(scene.admin, { partyId, channel: "qr" }));
    const { email } = client.actor;
    const input = { token, birthOn, refNo, email, password: "osm jiných havranů" };
    const { secret } = await acceptInvitation(door, scene.tenantId, { input, visitor });
    expect(await clientOfSession(door, secret)).toMatchObject({
      portalUserId: client.actor.portalUserId,
    });
    const [open] = await reading(
      scene.admin,
      ({ sql }) => sql`
      select count(*)::int as n from portal_sessions where revoked_at is null`,
    );
    expect(open).toEqual({ n: 1 });
    // Another card's e-mail stays another's.
    const other = tokenOf(
      await inviteClient(scene.admin, { partyId: scene.second.partyId, channel: "qr" }),
    );
    const { birthOn: born, refNo: number } = scene.second;
    const theirs = { token: other, birthOn: born, refNo: number, email, password: PASSWORD };
    await expect(
      acceptInvitation(door, scene.tenantId, { input: theirs, visitor }),
    ).rejects.toMatchObject({ code: "portal.email_taken" });
  });

  it("costs no work for what is no invitation, and a network only so many tries", async () => {
    const scene = await portalScene(desk);
    const input = { token: "x".repeat(43), email: "x@c.example", password: PASSWORD };
    const from = { input, visitor: { ...visitor, ip: "198.51.100.77" } };
    const tries = Array.from({ length: 40 }, () =>
      acceptInvitation(door, scene.tenantId, from).catch(({ code }: { code: string }) => code),
    );
    const codes = await Promise.all(tries);
    expect(codes.filter((code) => code === "portal.invitation_over")).toHaveLength(30);
    expect(codes.filter((code) => code === "access.locked")).toHaveLength(10);
  });
});

describe("a card that was merged", () => {
  it("keeps its account, which sees and is seen on the kept card, and undone it is itself again", async () => {
    const scene = await portalScene(desk);
    const client = await registered(desk, scene, scene.first);
    const [kept, merged] = [scene.second.partyId, scene.first.partyId];
    const { mergeId } = await mergeParties(scene.admin, {
      keepId: kept,
      mergeId: merged,
    });
    expect((await myCases(client)).items.map(({ refNo }) => refNo).sort()).toEqual(
      [scene.first.refNo, scene.second.refNo].sort(),
    );
    expect((await myData(client)).fullName).toBe("Eva Malá");
    const { accounts } = await portalOfParty(scene.admin, { partyId: kept });
    expect(accounts.map(({ id }) => id)).toEqual([client.actor.portalUserId]);
    const question = { subject: "X", kind: "other" as const, text: "X", idempotencyKey: key() };
    await openRequest(client, question);
    await undoMerge(scene.admin, { mergeId });
    expect((await myCases(client)).items.map(({ refNo }) => refNo)).toEqual([scene.first.refNo]);
    await setClient(scene.admin, { ...client.actor, isActive: false, sight: "own" });
  });
});

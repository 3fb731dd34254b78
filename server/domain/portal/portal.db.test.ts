import { describe, expect, it } from "vitest";
import { addCaseParty } from "../cases";
import { inTransaction, type OperatorContext, reading } from "../context";
import { sendMail } from "../mails";
import { getParty } from "../parties";
import { type Desk, openDesk } from "../testing";
import {
  acceptInvitation,
  askInvitation,
  changeMyData,
  clientOfSession,
  demoClients,
  enterAsDemo,
  findSite,
  inviteClient,
  myCase,
  myCases,
  myData,
  myPaymentCode,
  promisePayment,
  resendInvitation,
  revokeInvitation,
  saveSite,
  setClient,
  showPlan,
  signInClient,
  takePlan,
} from ".";
import { openDoor, portalScene } from "./testing/portal-scene";
import { PASSWORD, registered, tokenOf, VISITOR } from "./testing/registered";

const desk: Desk = await openDesk();
const door = { ...desk, log: { info: () => undefined, error: () => undefined } };
const visitor = VISITOR;
const password = PASSWORD;

describe("an invitation", () => {
  it("lets in once whoever knows two facts of the card", async () => {
    const scene = await portalScene(desk);
    const { partyId, refNo, birthOn } = scene.first;
    const token = tokenOf(await inviteClient(scene.admin, { partyId, channel: "qr" }));
    expect(await askInvitation(door, scene.tenantId, token)).toEqual({
      ...{ asksBirthOn: true, asksRegistrationNo: false, asksRefNo: true, email: null },
    });
    const input = { token, birthOn, refNo, email: "jan@c.example", password };
    const wrong = { input: { ...input, birthOn: "1980-01-02" }, visitor };
    await expect(acceptInvitation(door, scene.tenantId, wrong)).rejects.toMatchObject({
      code: "portal.identity_wrong",
    });
    const { secret } = await acceptInvitation(door, scene.tenantId, { input, visitor });
    expect(await clientOfSession(door, secret)).toMatchObject({ kind: "portalUser", partyId });
    await expect(askInvitation(door, scene.tenantId, token)).rejects.toMatchObject({
      code: "portal.invitation_over",
    });
    const signed = { input: { email: "JAN@c.example", password }, visitor };
    const again = await signInClient(door, scene.tenantId, signed);
    expect(await clientOfSession(door, again.secret)).toMatchObject({ partyId });
  });

  it("is good for nothing after five wrong answers, once taken back, sent anew or ended", async () => {
    const scene = await portalScene(desk);
    const { partyId, refNo, birthOn } = scene.first;
    const over = { code: "portal.invitation_over" };
    const token = tokenOf(await inviteClient(scene.admin, { partyId, channel: "qr" }));
    const input = { token, refNo, birthOn, email: "a@c.example", password };
    const wrong = { input: { ...input, refNo: "9/1999" }, visitor };
    for (const _ of [1, 2, 3, 4, 5]) {
      await expect(acceptInvitation(door, scene.tenantId, wrong)).rejects.toMatchObject({
        code: "portal.identity_wrong",
      });
    }
    const right = { input, visitor };
    await expect(acceptInvitation(door, scene.tenantId, right)).rejects.toMatchObject(over);

    const second = await inviteClient(scene.admin, { partyId, channel: "qr" });
    const third = await resendInvitation(scene.admin, { invitationId: second.invitationId });
    await expect(askInvitation(door, scene.tenantId, tokenOf(second))).rejects.toMatchObject(over);
    await revokeInvitation(scene.admin, { invitationId: third.invitationId });
    await expect(askInvitation(door, scene.tenantId, tokenOf(third))).rejects.toMatchObject(over);

    const fourth = await inviteClient(scene.admin, { partyId, channel: "qr" });
    const later = { ...door, now: fourth.expiresAt };
    await expect(askInvitation(later, scene.tenantId, tokenOf(fourth))).rejects.toMatchObject(over);
    const other = await portalScene(desk);
    const fifth = await inviteClient(scene.admin, { partyId, channel: "qr" });
    await expect(askInvitation(door, other.tenantId, tokenOf(fifth))).rejects.toMatchObject(over);
  });
});

describe("a ready-made client", () => {
  it("lets in where a demo runs, and nowhere else", async () => {
    const scene = await portalScene(desk);
    const client = await registered(desk, scene, scene.first);
    const { portalUserId } = client.actor;
    const demo = { ...door, outside: { fioUrl: "", isPrivateAllowed: true, isCatching: true } };
    const asked = { portalUserId, visitor };
    const gone = { code: "portal.client_not_found" };
    await expect(enterAsDemo(demo, scene.tenantId, asked)).rejects.toMatchObject(gone);
    await inTransaction(scene.admin, async (_, { sql }) => {
      await sql`update portal_users set email = 'osoba@klient.saldo.example'`;
    });
    expect(await demoClients(demo, scene.tenantId)).toMatchObject([{ portalUserId }]);
    const { secret } = await enterAsDemo(demo, scene.tenantId, asked);
    expect(await clientOfSession(door, secret)).toMatchObject({ portalUserId });
    expect(await demoClients(door, scene.tenantId)).toEqual([]);
    await expect(enterAsDemo(door, scene.tenantId, asked)).rejects.toMatchObject(gone);
  });
});

describe("an invitation by e-mail", () => {
  it("leaves once each time it is sent, and its way in lies sealed", async () => {
    const scene = await portalScene(desk);
    const { partyId } = scene.first;
    const address = "jan@c.example";
    const made = await inviteClient(scene.admin, { partyId, channel: "email", address });
    const again = await resendInvitation(scene.admin, { invitationId: made.invitationId });
    // Whoever invites does not hold the key to what they sent.
    expect([made.token, again.token]).toEqual([null, null]);
    const queued = await inTransaction(scene.admin, (_, { sql }) => {
      return sql<{ id: number; to: string; data: { sealedPath: string } }[]>`
        select id, to_address as to, data from mails where kind = 'client_invitation' order by id`;
    });
    expect(queued.map(({ to }) => to)).toEqual([address, address]);
    expect(JSON.stringify(queued)).not.toContain("/invitation/");
    const sent: { to: string; text: string }[] = [];
    const sender = { send: async (mail: { to: string; text: string }) => void sent.push(mail) };
    const office = { sender, from: "saldo@c.example", baseUrl: "https://c.example" };
    await sendMail(scene.admin, { mailId: queued[1]?.id ?? 0 }, office as never);
    expect(sent[0]?.to).toBe(address);
    const way = /https:\/\/c\.example(\/portal\/\S+\/invitation\/)(\S{43})/.exec(
      sent[0]?.text ?? "",
    );
    expect(way?.[1]).toBe(`/portal/${scene.slug}/invitation/`);
    expect(await askInvitation(door, scene.tenantId, way?.[2] ?? "")).toMatchObject({
      email: address,
    });
    const bad = { partyId, channel: "email" as const, address: "není" };
    await expect(inviteClient(scene.admin, bad)).rejects.toThrow(/portal\.bad_email/);
  });
});

describe("a client", () => {
  it("sees their own cases with what is owed, and nobody else's", async () => {
    const scene = await portalScene(desk);
    const first = await registered(desk, scene, scene.first);
    const second = await registered(desk, scene, scene.second);
    const { items: mine } = await myCases(first);
    expect(mine.map(({ refNo }) => refNo)).toEqual([scene.first.refNo]);
    expect(mine[0]?.totals).toEqual([{ currency: "CZK", balanceMinor: 900_00 }]);
    const detail = await myCase(first, { refNo: scene.first.refNo });
    expect(detail.claims.map(({ balanceMinor }) => balanceMinor)).toEqual([900_00]);
    expect(detail.payments.map(({ amountMinor }) => amountMinor)).toEqual([100_00]);
    for (const [ctx, refNo] of [
      [second, scene.first.refNo],
      [first, scene.second.refNo],
    ] as const) {
      await expect(myCase(ctx, { refNo })).rejects.toMatchObject({ code: "portal.case_not_found" });
    }
  });

  it("promises to pay, and it stands on the case as theirs", async () => {
    const scene = await portalScene(desk);
    const client = await registered(desk, scene, scene.first);
    const promise = { amountMinor: 500_00, currency: "CZK" as const, dueOn: "2026-12-01" };
    const given = { ...promise, refNo: scene.first.refNo, idempotencyKey: "promise-1" };
    await promisePayment(client, given);
    const { promises } = await myCase(client, { refNo: scene.first.refNo });
    expect(promises).toMatchObject([{ amountMinor: 500_00, state: "open" }]);
    const [entry] = await inTransaction(scene.admin, (_, { sql }) => {
      return sql`select actor_kind, actor_name from audit_entries
                  where action = 'instalments.make-promise'`;
    });
    expect(entry).toEqual({ actor_kind: "portalUser", actor_name: client.actor.name });
    const foreign = { ...given, refNo: scene.second.refNo, idempotencyKey: "promise-2" };
    await expect(promisePayment(client, foreign)).rejects.toMatchObject({
      code: "portal.case_not_found",
    });
  });

  it("takes instalments within what is offered, once, and as they were shown", async () => {
    const scene = await portalScene(desk);
    const client = await registered(desk, scene, scene.first);
    const { refNo } = scene.first;
    expect((await myCase(client, { refNo })).plan).toEqual({
      ...{ currency: "CZK", totalMinor: 900_00, countMax: 6 },
    });
    const shown = await showPlan(client, { refNo, count: 3 });
    expect(shown.rows.map(({ amountMinor }) => amountMinor)).toEqual([300_00, 300_00, 300_00]);
    expect(shown.rows[0]?.dueOn).toBe("2026-12-06");
    const plan = { refNo, count: 3, totalMinor: 900_00 };
    const take = (given: object) =>
      takePlan(client, { ...plan, idempotencyKey: "plan-test-1", ...given });
    await expect(take({ totalMinor: 800_00 })).rejects.toMatchObject({
      code: "portal.plan_changed",
    });
    await expect(take({ count: 7 })).rejects.toMatchObject({ code: "portal.no_plan" });
    // More at once than there are connections: none waits for another's.
    const many = Array.from({ length: 12 }, (_, n) => take({ idempotencyKey: `plan-many-${n}` }));
    const outcomes = await Promise.allSettled(many);
    const taken = outcomes.findIndex(({ status }) => status === "fulfilled");
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    // Whose answer was lost sends the same again.
    await take({ idempotencyKey: `plan-many-${taken}` });
    const after = await myCase(client, { refNo });
    expect(after.schedules).toMatchObject([{ totalMinor: 900_00, isRunning: true }]);
    expect(after.plan).toBeNull();
    const foreign = { refNo: scene.second.refNo, count: 2, totalMinor: 900_00 };
    await expect(
      takePlan(client, { ...foreign, idempotencyKey: "plan-test-3" }),
    ).rejects.toMatchObject({
      code: "portal.case_not_found",
    });
  });

  it("who is the creditor sees who owes, and neither pays, promises nor takes instalments", async () => {
    const scene = await portalScene(desk);
    const { caseId, refNo, claimId } = scene.second;
    await addCaseParty(scene.admin, { caseId, partyId: scene.first.partyId, role: "creditor" });
    const creditor = await registered(desk, scene, scene.first);
    const seen = (await myCases(creditor)).items.find((each) => each.refNo === refNo);
    expect(seen).toMatchObject({ isOwing: false, counterpart: "Eva Malá" });
    expect((await myCase(creditor, { refNo })).plan).toBeNull();
    const not = { code: "portal.not_owing" };
    await expect(myPaymentCode(creditor, { refNo, claimId })).rejects.toMatchObject(not);
    const promise = { amountMinor: 1_00, currency: "CZK" as const, dueOn: "2026-12-01" };
    await expect(
      promisePayment(creditor, { refNo, ...promise, idempotencyKey: "promise-9" }),
    ).rejects.toMatchObject(not);
    await expect(showPlan(creditor, { refNo, count: 2 })).rejects.toMatchObject({
      code: "portal.no_plan",
    });
  });

  it("changes where we reach them, on the card at once, and who changed what stays known", async () => {
    const scene = await portalScene(desk);
    const client = await registered(desk, scene, scene.first);
    const { partyId } = scene.first;
    const before = await myData(client);
    expect(before).toMatchObject({ fullName: "Jan Novák", isPerson: true });
    const address = { street: "Nová 5", city: "Brno", postalCode: "602 00", country: "CZ" };
    const change = { version: before.version, address, emails: ["nova@c.example"], phones: [] };
    await changeMyData(client, change);
    const card = await getParty(scene.admin, { partyId });
    expect(card).toMatchObject({ fullName: "Jan Novák", birthOn: scene.first.birthOn });
    expect(card.addresses).toMatchObject([{ kind: "main", street: "Nová 5", city: "Brno" }]);
    expect(card.contacts.map(({ value }) => value)).toEqual(["nova@c.example"]);
    const [entry] = card.history;
    expect(entry).toMatchObject({
      ...{ action: "parties.update", actorName: client.actor.name, isClient: true },
    });
    expect(JSON.stringify(entry?.before)).toContain("Dlouhá 1");
    // Of a form that somebody of ours has overtaken nothing is kept.
    await expect(changeMyData(client, change)).rejects.toMatchObject({
      code: "parties.changed_meanwhile",
    });
    const bad = { ...change, version: card.version, emails: ["není"] };
    await expect(changeMyData(client, bad)).rejects.toMatchObject({ kind: "invalid" });
  });

  it("is out at once when the account is shut, and so is everybody when the door is", async () => {
    const scene = await portalScene(desk);
    const { partyId, refNo, birthOn } = scene.first;
    const token = tokenOf(await inviteClient(scene.admin, { partyId, channel: "qr" }));
    const input = { token, birthOn, refNo, email: "x@c.example", password };
    const { secret } = await acceptInvitation(door, scene.tenantId, { input, visitor });
    const actor = await clientOfSession(door, secret);
    const portalUserId = actor?.portalUserId ?? 0;
    await setClient(scene.admin, { portalUserId, isActive: false, sight: "own" });
    expect(await clientOfSession(door, secret)).toBeNull();
    await setClient(scene.admin, { portalUserId, isActive: true, sight: "own" });
    const signed = { input: { email: "x@c.example", password }, visitor };
    const again = await signInClient(door, scene.tenantId, signed);
    expect(await clientOfSession(door, again.secret)).not.toBeNull();
    await saveSite(scene.admin, { ...openDoor, version: 1, isOpen: false });
    expect(await clientOfSession(door, again.secret)).toBeNull();
    expect(await findSite(desk, { slug: scene.slug })).toBeNull();
  });
});

describe("the walls", () => {
  const all = (ctx: OperatorContext) =>
    reading(
      ctx,
      ({ sql }) => sql<{ name: string; column: string }[]>`
      select c.relname as name, min(a.attname) as column
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
         and has_column_privilege('saldo_portal', c.oid, a.attnum, 'select')
       group by c.relname order by 1`,
    );

  it("let a client's transaction read a few tables, and write none", async () => {
    const scene = await portalScene(desk);
    const tables = (await all(scene.admin)).map(({ name }) => name);
    expect(tables).toEqual([
      ...["allocation_profiles", "allocations", "bank_accounts", "case_groups", "case_law"],
      ...["case_parties", "case_tags", "cases", "claim_acts", "claim_components", "claims"],
      ...["client_changes", "component_entries", "data_rights", "desk_requests", "disputes"],
      ...["file_chunks", "files", "instalment_schedules", "instalments", "interest_positions"],
      ...["interest_terms", "issued_papers", "message_files", "messages", "operators"],
      ...["organisation_contacts", "organisation_joins", "parties", "party_addresses"],
      ...["party_bank_accounts", "party_contacts", "payment_promises", "payments", "portal_sites"],
      ...["rate_entries", "request_files", "request_posts", "request_readings", "shown_documents"],
      ...["surplus_moves", "tags", "tenants"],
    ]);
    const writable = await reading(
      scene.admin,
      ({ sql }) => sql`
      select relname from pg_class
       where relnamespace = 'public'::regnamespace and relkind = 'r'
         and (has_any_column_privilege('saldo_portal', oid, 'insert')
              or has_any_column_privilege('saldo_portal', oid, 'update')
              or has_table_privilege('saldo_portal', oid, 'delete'))`,
    );
    expect(writable).toEqual([]);
  });

  it("show of each of them only what is the client's", async () => {
    const scene = await portalScene(desk);
    const client = await registered(desk, scene, scene.first);
    const seen = (table: string, column: string) =>
      reading(client, async ({ sql }) => {
        const rows = await sql.unsafe<{ v: number }[]>(`select ${column} as v from ${table}`);
        return [...new Set(rows.map(({ v }) => v))];
      });
    const { caseId, partyId } = scene.first;
    expect(await seen("cases", "id")).toEqual([caseId]);
    for (const table of ["case_parties", "claims", "payments", "allocations"]) {
      expect(await seen(table, "case_id"), table).toEqual([caseId]);
    }
    for (const table of ["case_parties", "party_contacts", "party_addresses"]) {
      const own = (await seen(table, "party_id")).every((id) => id === partyId);
      expect(own, table).toBe(true);
    }
    expect(await seen("parties", "id")).toEqual([partyId]);
    expect(await seen("operators", "id")).toEqual([]);
    const ownClaims = await seen("claims", "id");
    expect(await seen("claim_components", "claim_id")).toEqual(ownClaims);
    const ownParts = await seen("claim_components", "id");
    expect(await seen("component_entries", "component_id")).toEqual(ownParts);
    await expect(seen("audit_entries", "id")).rejects.toMatchObject({ code: "42501" });
    await expect(seen("parties", "birth_number_hash")).rejects.toMatchObject({ code: "42501" });
  });
});

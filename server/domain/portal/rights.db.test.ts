import { describe, expect, it } from "vitest";
import { openCase } from "../cases";
import { inTransaction, type OperatorContext, reading } from "../context";
import { contactStops, endHold, holdsOfParty, readContactRules, stopsSql } from "../messages";
import { issuePaper } from "../papers";
import { createParty, getParty } from "../parties";
import {
  approveErasure,
  liftRestriction,
  myRequest,
  openRequest,
  proposeErasure,
  refuseRight,
  restrictionOfParty,
  restrictParty,
  retentionTerms,
  rightOfRequest,
  saveRetentionTerms,
  uploadFile,
} from "../requests";
import { bytesOf, PNG } from "../requests/testing/files";
import { openDesk } from "../testing";
import { changeMyData, clientOfSession, myData } from ".";
import { type PortalScene, portalScene } from "./testing/portal-scene";
import { registered } from "./testing/registered";

const desk = await openDesk();
let serial = 0;
const key = () => `right-test-${++serial}`;
const asking = (kind: "erasure" | "restriction", more: object = {}) => ({
  ...{ subject: "Moje údaje", kind, text: "Tajná slova Zdislava.", idempotencyKey: key(), ...more },
});

const caseIdOf = async (admin: OperatorContext, refNo: string) => {
  const [row] = await reading(
    admin,
    ({ sql }) => sql<{ id: number }[]>`select id from cases where ref_no = ${refNo}`,
  );
  return row?.id ?? 0;
};

async function scene() {
  const found = await portalScene(desk);
  const client = await registered(desk, found, found.first);
  const second = await found.tenant.operator("supervisor");
  const ask = async (kind: "erasure" | "restriction", more: object = {}) => {
    const { refNo } = await openRequest(client, asking(kind, more));
    return { refNo, caseId: await caseIdOf(found.admin, refNo) };
  };
  return { ...found, client, deputy: second, ask };
}

/** The case is closed and paid off, and nothing has moved since the law's years passed. */
async function forgetDebts({ admin, first }: PortalScene): Promise<void> {
  await inTransaction(admin, async (_, { sql }) => {
    await sql`update cases set voided_at = now() where id = ${first.caseId}`;
  });
}

describe("what a person asks of their data", () => {
  it("is answered within a month, one of a kind at a time, and not by a company", async () => {
    const all = await scene();
    const { refNo } = await all.ask("erasure");
    expect(await myRequest(all.client, { refNo })).toMatchObject({
      ...{ decision: "pending", dueOn: "2026-12-22" },
    });
    await expect(all.ask("erasure")).rejects.toMatchObject({ code: "requests.right_open" });
    await all.ask("restriction");
    const company = await registered(desk, all, all.second);
    await inTransaction(all.admin, async (_, { sql }) => {
      await sql`update parties set kind = 'legal_entity' where id = ${all.second.partyId}`;
    });
    await expect(openRequest(company, asking("erasure"))).rejects.toMatchObject({
      code: "requests.right_of_people",
    });
  });

  it("is decided by those who may, and held against what others see as well", async () => {
    const all = await scene();
    const { caseId, refNo } = await all.ask("erasure");
    const clerk = await all.tenant.operator("operator");
    const confirm = { caseId, confirmRefNo: refNo };
    await expect(proposeErasure(clerk, confirm)).rejects.toMatchObject({ kind: "forbidden" });
    expect((await rightOfRequest(clerk, { caseId }))?.holds).toBeNull();
    const right = await rightOfRequest(all.admin, { caseId });
    expect(right?.holds).toEqual([
      { kind: "open_case", count: 1, untilOn: null },
      { kind: "unpaid", count: 1, untilOn: null },
      { kind: "accounting", count: 1, untilOn: "2036-12-31" },
      { kind: "aml", count: 1, untilOn: "2036-12-31" },
    ]);
    await expect(proposeErasure(all.admin, confirm)).rejects.toMatchObject({
      code: "requests.legal_holds",
    });
    const stranger = await (await desk.tenant()).operator();
    await expect(rightOfRequest(stranger, { caseId })).rejects.toMatchObject({
      kind: "not_found",
    });
  });

  it("is refused with each hold named and its day", async () => {
    const all = await scene();
    const { caseId, refNo } = await all.ask("erasure");
    const refused = { caseId, text: "Zatím nelze.", idempotencyKey: key() };
    await refuseRight(all.admin, refused);
    await refuseRight(all.admin, refused);
    const { posts, ...request } = await myRequest(all.client, { refNo });
    expect(request).toMatchObject({ standing: "resolved", decision: "refused" });
    expect(posts.length).toBe(2);
    expect(posts[1]?.text).toContain("Zatím nelze.");
    expect(posts[1]?.text).toMatch(/otevřený případ[\s\S]*účetní[\s\S]*31\. ?12\. ?2036/i);
    await expect(proposeErasure(all.admin, { caseId, confirmRefNo: refNo })).rejects.toMatchObject({
      code: "requests.right_decided",
    });
  });

  it("counts the years that the tenant has set", async () => {
    const all = await scene();
    expect(await retentionTerms(all.admin)).toEqual({
      ...{ accountingYears: 10, amlYears: 10, version: 0 },
    });
    const terms = { accountingYears: 5, amlYears: 0, version: 0 };
    await saveRetentionTerms(all.admin, terms);
    await expect(saveRetentionTerms(all.admin, terms)).rejects.toMatchObject({
      code: "requests.changed_meanwhile",
    });
    const { caseId } = await all.ask("erasure");
    const { holds } = (await rightOfRequest(all.admin, { caseId })) ?? {};
    expect(holds?.slice(2)).toEqual([{ kind: "accounting", count: 1, untilOn: "2031-12-31" }]);
  });
});

describe("a restriction", () => {
  it("stops notices and is told on the card until somebody lifts it", async () => {
    const all = await scene();
    const { caseId, refNo } = await all.ask("restriction");
    const { partyId } = all.first;
    const granted = { caseId, text: "Vyhověli jsme.", idempotencyKey: key() };
    await restrictParty(all.admin, granted);
    await restrictParty(all.admin, granted);
    expect(await restrictionOfParty(all.admin, { partyId })).toMatchObject({ refNo });
    expect((await myRequest(all.client, { refNo })).decision).toBe("granted");
    const stopped = () =>
      reading(all.admin, async (tx) => {
        const { ofCases } = stopsSql(tx, { onDay: all.admin.today, caseIds: null });
        const rows = await tx.sql<{ id: number }[]>`select id from (${ofCases}) s`;
        return rows.some(({ id }) => id === all.first.caseId);
      });
    expect(await stopped()).toBe(true);
    const contact = { caseId: all.first.caseId, partyId };
    const bulk = await reading(all.admin, async (tx) => {
      const rules = await readContactRules(tx);
      const { today } = all.admin;
      return contactStops(tx, { contacts: [contact], channel: "email", today, rules });
    });
    expect(bulk(contact)).toEqual(["restricted"]);
    // Whoever may hold, but not decide about people's data, does not end what the law gave.
    const clerk = await all.tenant.operator("operator");
    const [hold] = await holdsOfParty(clerk, { partyId });
    await expect(endHold(clerk, { holdId: hold?.id ?? 0, reason: "x" })).rejects.toMatchObject({
      code: "access.forbidden",
    });
    await liftRestriction(all.admin, { partyId, reason: "na žádost" });
    expect(await stopped()).toBe(false);
    expect(await restrictionOfParty(all.admin, { partyId })).toBeNull();
    await expect(liftRestriction(all.admin, { partyId, reason: "x" })).rejects.toMatchObject({
      code: "requests.not_restricted",
    });
  });
});

describe("an erasure", () => {
  it("takes two people and the request's number, and leaves figures and audit alone", async () => {
    const all = await scene();
    const { uploadId } = await uploadFile(
      all.client,
      { name: "op.png", idempotencyKey: key() },
      bytesOf(PNG),
    );
    const { caseId, refNo } = await all.ask("erasure", { uploadIds: [uploadId] });
    await forgetDebts(all);
    const { email } = await myAccount(all);
    for (const state of ["waiting", "sent"]) await queueSystemMail(all.admin, { email, state });
    const confirm = { caseId, confirmRefNo: refNo };
    await expect(approveErasure(all.deputy, confirm)).rejects.toMatchObject({
      code: "requests.not_proposed",
    });
    await expect(
      proposeErasure(all.admin, { caseId, confirmRefNo: "1/1999" }),
    ).rejects.toMatchObject({ code: "requests.not_confirmed" });
    await proposeErasure(all.admin, confirm);
    await expect(approveErasure(all.admin, confirm)).rejects.toMatchObject({
      code: "requests.second_person",
    });
    const before = await ledgerOf(all);
    const audited = await countAudit(all.admin);
    await approveErasure(all.deputy, confirm);
    await approveErasure(all.deputy, confirm);
    expect(await ledgerOf(all)).toEqual(before);
    expect(await countAudit(all.admin)).toBeGreaterThan(audited);
    const card = await getParty(all.admin, { partyId: all.first.partyId });
    expect(card).toMatchObject({ birthOn: null, addresses: [], contacts: [] });
    expect(card.fullName).toBe(`Vymazaná osoba ${all.first.partyId}`);
    const left = await leftOf(all.admin, caseId);
    expect(left).toEqual({ accounts: 0, invitations: 0, files: 0, words: 0, mails: 1 });
    // The one that tells them is the last that bears their address; none waits besides.
    expect(await mailsTo(all.admin, email)).toEqual([{ kind: "data_erased", state: "waiting" }]);
    expect(await rightOfRequest(all.admin, { caseId })).toMatchObject({
      ...{ outcome: "granted", decidedName: all.deputy.actor.name },
    });
  });

  it("empties the account of one who has a paper and changed an address", async () => {
    const all = await scene();
    const address = { street: "Nová 5", city: "Brno", postalCode: "602 00", country: "CZ" };
    const { version, emails, phones } = await myData(all.client);
    await changeMyData(all.client, { version, emails, phones, address });
    const { refNo: of } = all.first;
    const [paid] = await reading(
      all.admin,
      ({ sql }) =>
        sql<{ id: number }[]>`select id from payments where case_id = ${all.first.caseId}`,
    );
    await issuePaper(all.client, { kind: "payment", refNo: of, paymentId: paid?.id ?? 0 });
    const { caseId, refNo } = await all.ask("erasure");
    await forgetDebts(all);
    await proposeErasure(all.admin, { caseId, confirmRefNo: refNo });
    await approveErasure(all.deputy, { caseId, confirmRefNo: refNo });
    const { portalUserId: id } = all.client.actor;
    const left = await reading(
      all.admin,
      ({ sql }) => sql`
        select u.email, u.name, u.password_hash as hash, u.is_active as "isActive",
               (select count(*)::int from client_changes) as changes,
               (select count(*)::int from issued_papers) as papers,
               (select count(*)::int from portal_sessions) as sessions
          from portal_users u where u.id = ${id}`,
    );
    expect(left).toEqual([
      {
        ...{ email: `erased-${id}@invalid`, name: `Vymazaná osoba ${all.first.partyId}` },
        ...{ hash: "!", isActive: false, changes: 0, papers: 1, sessions: 0 },
      },
    ]);
  });

  it("is done once, also where two approve at once, and not while a new hold stands", async () => {
    const all = await scene();
    const { caseId, refNo } = await all.ask("erasure");
    await forgetDebts(all);
    const confirm = { caseId, confirmRefNo: refNo };
    await proposeErasure(all.admin, confirm);
    const { partyId } = all.first;
    const parties = [{ partyId, role: "debtor" }];
    const opened = await openCase(all.admin, { category: "collection", parties });
    await expect(approveErasure(all.deputy, confirm)).rejects.toMatchObject({
      code: "requests.legal_holds",
    });
    await inTransaction(all.admin, async (_, { sql }) => {
      await sql`update cases set voided_at = now() where id = ${opened.caseId}`;
    });
    const third = await all.tenant.operator("supervisor");
    await Promise.all([approveErasure(all.deputy, confirm), approveErasure(third, confirm)]);
    const [done] = await reading(
      all.admin,
      ({ sql }) => sql`select count(*)::int as n from audit_entries
                        where action = 'parties.erase' and entity_id = ${partyId}`,
    );
    expect(done).toEqual({ n: 1 });
  });

  it("takes the client out of the portal at once, and leaves their neighbours in", async () => {
    const all = await scene();
    const neighbour = await registered(desk, all, all.second);
    const { caseId, refNo } = await all.ask("erasure");
    await forgetDebts(all);
    await proposeErasure(all.admin, { caseId, confirmRefNo: refNo });
    await approveErasure(all.deputy, { caseId, confirmRefNo: refNo });
    await expect(myRequest(all.client, { refNo })).rejects.toMatchObject({ kind: "not_found" });
    const accounts = await reading(
      all.admin,
      ({ sql }) => sql<{ id: number }[]>`select id from portal_users where is_active`,
    );
    expect(accounts).toEqual([{ id: neighbour.actor.portalUserId }]);
    expect(await clientOfSession(all.client, "x".repeat(43))).toBeNull();
  });

  it("reaches those who were merged into the card, and cannot be undone through them", async () => {
    const all = await scene();
    const { partyId: twin } = await createParty(all.admin, {
      ...{ kind: "natural_person", fullName: "Jan Dvojník", isKnownToDiffer: true },
    });
    await inTransaction(all.admin, async (_, { sql }) => {
      await sql`update parties set merged_into_id = ${all.first.partyId} where id = ${twin}`;
      await sql`insert into party_merges (kept_id, merged_id, snapshot)
                values (${all.first.partyId}, ${twin}, '{"merged": {"full_name": "Jan Dvojník"}}')`;
    });
    const { caseId, refNo } = await all.ask("erasure");
    await forgetDebts(all);
    await proposeErasure(all.admin, { caseId, confirmRefNo: refNo });
    await approveErasure(all.deputy, { caseId, confirmRefNo: refNo });
    const rows = await reading(
      all.admin,
      ({ sql }) => sql`
        select p.full_name as name, m.snapshot::text as snapshot, m.undone_at is null as "isOpen"
          from parties p join party_merges m on m.merged_id = p.id where p.id = ${twin}`,
    );
    const name = `Vymazaná osoba ${twin}`;
    expect(rows).toEqual([{ name, snapshot: "{}", isOpen: false }]);
  });
});

const ledgerOf = ({ admin, first }: PortalScene) =>
  reading(
    admin,
    ({ sql }) => sql`
      select c.balance_minor as balance, (select count(*)::int from payments) as payments
        from claims c where c.id = ${first.claimId}`,
  );

const countAudit = (ctx: OperatorContext) =>
  reading(ctx, async ({ sql }) => {
    const [row] = await sql<{ n: number }[]>`select count(*)::int as n from audit_entries`;
    return row?.n ?? 0;
  });

const leftOf = (ctx: OperatorContext, caseId: number) =>
  reading(ctx, async ({ sql }) => {
    const [row] = await sql`
      select (select count(*)::int from portal_users where is_active) as accounts,
             (select count(*)::int from portal_invitations) as invitations,
             (select count(*)::int from request_files) as files,
             (select count(*)::int from request_posts where text like '%Zdislava%')
             + (select count(*)::int from case_events
                 where case_id = ${caseId} and (text || data::text) like '%Zdislava%') as words,
             (select count(*)::int from mails where kind = 'data_erased') as mails`;
    return row;
  });

const myAccount = async ({ admin, client }: Awaited<ReturnType<typeof scene>>) =>
  reading(admin, async ({ sql }) => {
    const [row] = await sql<{ email: string }[]>`
      select email from portal_users where id = ${client.actor.portalUserId}`;
    return { email: row?.email ?? "" };
  });

const queueSystemMail = (
  ctx: OperatorContext,
  { email, state }: Record<"email" | "state", string>,
) =>
  inTransaction(ctx, async (_, { sql }) => {
    await sql`
      insert into mails (key, kind, operator_id, to_address, language, data, message_id, state)
      values (${`test:${state}`}, 'request_answered', null, ${email}, 'cs', '{"refNo": "1/2026"}',
              ${`<${state}@test>`}, ${state})`;
  });

const mailsTo = (ctx: OperatorContext, email: string) =>
  reading(ctx, async ({ sql }) => [
    ...(await sql`select kind, state from mails where to_address = ${email} order by id`),
  ]);

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { connect } from "@/db/client";
import { testDatabase } from "@/db/testing";
import { openSender } from "@/server/connectors/mail";
import { catchSmtp } from "@/server/connectors/mail/testing/catch-smtp";
import { listAudit } from "../audit";
import { createClaim } from "../claims";
import { type Context, inTransaction, makeToday, reading, type SystemActor } from "../context";
import { watchAgreements } from "../instalments";
import { makeThree, onDay, openDebt, pay } from "../instalments/testing/open-debt";
import { makeKeys } from "../keys";
import { bundledProgram, makeTestTenant } from "../testing";
import {
  listUnsentMails,
  myMailPreferences,
  type PostOffice,
  queueDigests,
  requeueMails,
  resendMails,
  saveMailPreferences,
} from ".";
import { sendMail } from "./send-mail";
import { agreementsRefresh, brokenMail, carryFacts } from "./testing/carry-facts";
import { seedFailedMail } from "./testing/seed-failed-mail";

const { appUrl, ownerUrl } = await testDatabase();
const db = connect(appUrl, { poolMax: 6 });
const secret = () => randomBytes(32).toString("base64");
const keys = makeKeys(secret(), secret());
const program = await bundledProgram("server/domain/mails/testing/dying-sender.ts");
const smtp = await catchSmtp();
afterAll(async () => {
  await db.end();
  await smtp.close();
});
const office: PostOffice = {
  sender: openSender({ smtpUrl: smtp.url, folder: "nowhere" }),
  from: "Saldo <saldo@agency.example>",
  baseUrl: "https://crm.agency.example",
};

let slug = 0;
/** A tenant, a debt in instalments, and the relay with the subscribers of this room. */
async function scene() {
  const tenant = await makeTestTenant({ db, keys, ownerUrl: ownerUrl, slug: `mail-${++slug}` });
  const now = new Date("2026-11-23T09:00:00Z");
  const { ctx, caseId } = await openDebt({ now, tenant: async () => tenant } as never);
  const relay = carryFacts({ db, keys, tenantId: tenant.id, office });
  const mails = () =>
    reading(ctx, ({ sql }) =>
      sql<Row[]>`
        select id, key, kind, state, attempts, message_id as "messageId", last_error as "lastError",
               to_address as "to", data from mails order by id`.then((rows) => [...rows]),
    );
  const arrived = (messageId: string | undefined) =>
    smtp.mails.filter(({ raw }) => messageId && raw.includes(`Message-ID: ${messageId}`));
  return { tenant, ctx, caseId, relay, mails, arrived };
}

interface Row {
  id: number;
  key: string;
  kind: string;
  state: string;
  attempts: number;
  messageId: string;
  lastError: string | null;
  to: string;
  data: { count: number; cases: { refNo: string }[]; promises: object[] };
}

const monday = (ctx: Context<SystemActor>) => onDay(ctx, "2026-11-23");

describe("a mail about a broken schedule", () => {
  it("goes to the owner once, however often it is watched and relayed", async () => {
    const { tenant, ctx, caseId, relay, mails, arrived } = await scene();
    await makeThree(ctx, caseId, {
      rows: [{ dueOn: "2026-11-01", amountMinor: 300_000 }],
    });
    await Promise.all([watchAgreements(tenant.system()), watchAgreements(tenant.system())]);
    await Promise.all([relay(), relay()]);
    await relay();
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ kind: "schedule_broken", state: "sent", attempts: 1 });
    const [caught, ...more] = arrived(mail?.messageId);
    expect(more).toEqual([]);
    expect(caught?.to).toEqual([mail?.to]);
  });

  it("is not written when it healed meanwhile, is not wanted, or the case is behind a wall", async () => {
    const { tenant, ctx, caseId, relay, mails } = await scene();
    await makeThree(ctx, caseId, { rows: [{ dueOn: "2026-11-01", amountMinor: 300_000 }] });
    await watchAgreements(tenant.system());
    await pay(ctx, caseId, { amountMinor: 300_000, valueOn: "2026-11-01" });
    await agreementsRefresh(tenant.system(), { caseId } as never, {} as never);
    await relay();
    expect(await mails()).toEqual([]);
    await saveMailPreferences(ctx, { wantsDigest: true, wantsBroken: false });
    await makeThree(ctx, caseId, {
      totalMinor: 5,
      rows: [{ dueOn: "2026-11-02", amountMinor: 5 }],
    });
    await watchAgreements(tenant.system());
    await relay();
    expect(await mails()).toEqual([]);
    await saveMailPreferences(ctx, { wantsDigest: true, wantsBroken: true });
    await inTransaction(ctx, async (_, { sql }) => {
      const [group] =
        await sql`insert into access_groups (code, name) values ('X', 'X') returning id`;
      await sql`update cases set access_group_id = ${group?.id}`;
    });
    await makeThree(ctx, caseId, {
      totalMinor: 5,
      rows: [{ dueOn: "2026-11-03", amountMinor: 5 }],
    });
    await watchAgreements(tenant.system());
    await relay();
    expect(await mails()).toEqual([]);
  });
});

describe("a mail that is being sent", () => {
  async function queued() {
    const at = await scene();
    await makeThree(at.ctx, at.caseId, { rows: [{ dueOn: "2026-11-01", amountMinor: 300_000 }] });
    await watchAgreements(at.tenant.system());
    const { id: breachId } = await reading(at.ctx, async ({ sql }) => {
      const [row] = await sql<{ id: number }[]>`select max(id) as id from schedule_breaches`;
      return row ?? { id: 0 };
    });
    await brokenMail(at.tenant.system(), { breachId, scheduleId: 0, caseId: 0 }, {} as never);
    const mailId = (await at.mails())[0]?.id ?? 0;
    const first = async () => (await at.mails())[0];
    return { ...at, mailId, first };
  }

  it("by a process that is killed is sent again under the same id, and says so", {
    timeout: 60_000,
  }, async () => {
    const { tenant, mailId, first, arrived } = await queued();
    const now = tenant.system().now;
    const order = { appUrl, tenantId: tenant.id, mailId, now: now.toISOString() };
    const child = spawn(process.execPath, [program, JSON.stringify(order)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const said = await new Promise<string>((resolve) => {
      child.stdout.once("data", (data: Buffer) => resolve(data.toString().trim()));
    });
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    expect(await first()).toMatchObject({ state: "sending", attempts: 1, messageId: said });
    // While the claim may still be somebody's, nobody sends it a second time.
    await expect(sendMail(tenant.system(), { mailId }, office)).rejects.toMatchObject({
      code: "messages.mail_in_hand",
      retryable: true,
    });
    const later = { ...tenant.system(), now: new Date(now.getTime() + 60_000) };
    await sendMail(later, { mailId }, office);
    await sendMail(later, { mailId }, office);
    expect(await first()).toMatchObject({ state: "sent", attempts: 2, messageId: said });
    expect(arrived(said)).toHaveLength(1);
  });

  it("waits when no server takes it, and is given up when it is refused", async () => {
    const { tenant, ctx, mailId, first, arrived } = await queued();
    smtp.refuseWith(451);
    await expect(sendMail(tenant.system(), { mailId }, office)).rejects.toThrow();
    expect(await first()).toMatchObject({
      state: "waiting",
      attempts: 1,
      lastError: "451 EENVELOPE",
    });
    const facts = () =>
      reading(ctx, ({ sql }) =>
        sql`select key from outbox_facts where name = 'mail.queued' and relayed_at is null`.then(
          (rows) => rows.length,
        ),
      );
    await inTransaction(ctx, (_, { sql }) =>
      sql`update outbox_facts set relayed_at = now()`.then(() => null),
    );
    await requeueMails(tenant.system());
    expect(await facts()).toBe(0);
    const now = new Date(tenant.system().now.getTime() + 2 * 3_600_000);
    await requeueMails({ ...tenant.system(), now });
    await requeueMails({ ...tenant.system(), now });
    expect(await facts()).toBe(1);
    smtp.refuseWith(550);
    await expect(sendMail(tenant.system(), { mailId }, office)).rejects.toThrow();
    smtp.refuseWith(null);
    expect(await first()).toMatchObject({ state: "failed", attempts: 2 });
    await sendMail(tenant.system(), { mailId }, office);
    expect(arrived((await first())?.messageId)).toEqual([]);
  });

  it("and was not taken for three days is given up, seen, and sent again by who may", async () => {
    const { tenant, ctx, mailId, first, arrived, relay } = await queued();
    const hoursOn = (hours: number) => {
      const now = new Date(tenant.system().now.getTime() + hours * 3_600_000);
      return <C extends Context>(who: C): C => ({ ...who, now, today: makeToday(now) });
    };
    const relayed = () =>
      inTransaction(ctx, (_, { sql }) =>
        sql`update outbox_facts set relayed_at = now()`.then(() => null),
      );
    smtp.refuseWith(451);
    await expect(sendMail(tenant.system(), { mailId }, office)).rejects.toThrow();
    smtp.refuseWith(null);
    await relayed();
    expect(await listUnsentMails(ctx)).toEqual({ items: [], isMore: false });
    await requeueMails(hoursOn(71)(tenant.system()));
    expect(await first()).toMatchObject({ state: "waiting" });
    expect((await listUnsentMails(hoursOn(71)(ctx))).items).toMatchObject([{ state: "waiting" }]);
    // What the relay has in hand is not given up under it.
    await requeueMails(hoursOn(73)(tenant.system()));
    expect(await first()).toMatchObject({ state: "waiting" });
    await relayed();
    await requeueMails(hoursOn(73)(tenant.system()));
    const seen = await listUnsentMails(hoursOn(73)(ctx));
    expect(seen.items).toMatchObject([
      { id: mailId, state: "failed", toName: "Jana Malá", attempts: 1, lastError: "451 EENVELOPE" },
    ]);
    await sendMail(hoursOn(74)(tenant.system()), { mailId }, office);
    expect(await first()).toMatchObject({ state: "failed" });
    const collector = await tenant.operator("operator");
    for (const refused of [
      listUnsentMails(collector),
      resendMails(collector, { mailIds: [mailId] }),
    ])
      await expect(refused).rejects.toMatchObject({ code: "access.forbidden" });
    expect(await resendMails(hoursOn(74)(ctx), { mailIds: [mailId] })).toEqual({ count: 1 });
    await requeueMails(hoursOn(74)(tenant.system()));
    expect(await first()).toMatchObject({ state: "waiting" });
    await inTransaction(ctx, (_, { sql }) =>
      sql`update outbox_facts set next_attempt_at = now() where relayed_at is null`.then(
        () => null,
      ),
    );
    await Promise.all([relay(), relay()]);
    const sent = await first();
    expect(sent).toMatchObject({ state: "sent", attempts: 2 });
    expect(arrived(sent?.messageId)).toHaveLength(1);
    await expect(resendMails(ctx, { mailIds: [mailId] })).rejects.toMatchObject({
      code: "messages.none_to_resend",
    });
    const admin = await tenant.operator("administrator");
    const { items } = await listAudit(admin, { action: "mails.resend" });
    expect(items).toMatchObject([{ entityId: mailId, actorName: "Jana Malá" }]);
  });

  it("is not sent again to who is gone, nor about what is behind a wall; else where they are now", async () => {
    const { tenant, ctx, caseId, mails } = await scene();
    const reader = await tenant.operator("operator", { accessGroupIds: [] });
    const { mailId } = await seedFailedMail(reader, { name: "o případu", caseId });
    const again = () => resendMails(ctx, { mailIds: [mailId] });
    const change = (text: string) =>
      inTransaction(ctx, (_, { sql }) => sql.unsafe(text).then(() => undefined));
    await change("insert into access_groups (code, name) values ('W', 'W')");
    await change("update cases set access_group_id = (select max(id) from access_groups)");
    await expect(again()).rejects.toMatchObject({ code: "messages.none_to_resend" });
    await change("update cases set access_group_id = null");
    const id = reader.actor.operatorId;
    await change(`update operators set is_active = false where id = ${id}`);
    await expect(again()).rejects.toMatchObject({ code: "messages.none_to_resend" });
    await change(
      `update operators set is_active = true, email = 'now@mail.example' where id = ${id}`,
    );
    expect(await again()).toEqual({ count: 1 });
    expect(await mails()).toMatchObject([{ state: "waiting", to: "now@mail.example" }]);
  });

  it("by two at once leaves once", async () => {
    const { tenant, mailId, first, arrived } = await queued();
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => sendMail(tenant.system(), { mailId }, office)),
    );
    expect(results.some(({ status }) => status === "fulfilled")).toBe(true);
    expect(await first()).toMatchObject({ state: "sent", attempts: 1 });
    expect(arrived((await first())?.messageId)).toHaveLength(1);
  });
});

describe("the daily digest", () => {
  it("is one mail a person and day, about what they may see and have not switched off", async () => {
    const { tenant, ctx, caseId, mails } = await scene();
    const claim = { caseId, currency: "EUR" as const, dueOn: "2026-05-01", principalMinor: 700 };
    await createClaim(ctx, claim);
    const system = monday(tenant.system());
    const results = await Promise.all([queueDigests(system), queueDigests(system)]);
    expect(results.map(({ count }) => count).sort()).toEqual([0, 1]);
    expect(await queueDigests(system)).toEqual({ count: 0 });
    const [mail] = await mails();
    expect(mail).toMatchObject({
      kind: "overdue_digest",
      data: {
        ...{ count: 1, day: "2026-11-23", promises: [] },
        totals: [
          { currency: "CZK", amountMinor: 1_200_000 },
          { currency: "EUR", amountMinor: 700 },
        ],
        cases: [{ caseId, since: "2026-01-31" }],
      },
    });
    await saveMailPreferences(ctx, { wantsDigest: false, wantsBroken: true });
    expect(await myMailPreferences(ctx)).toEqual({
      wantsDigest: false,
      wantsBroken: true,
      wantsSteps: true,
      wantsCollegial: true,
    });
    const tuesday = onDay(tenant.system(), "2026-11-24");
    expect(await queueDigests(tuesday)).toEqual({ count: 0 });
    await saveMailPreferences(ctx, { wantsDigest: true, wantsBroken: true });
    expect(await queueDigests(tuesday)).toEqual({ count: 1 });
  });

  it("comes on working days, from six in the morning on", async () => {
    const { tenant } = await scene();
    const at = (instant: string) => {
      const now = new Date(instant);
      return queueDigests({ ...tenant.system(), now, today: makeToday(now) });
    };
    expect(await at("2026-11-21T09:00:00Z")).toEqual({ count: 0 });
    expect(await at("2026-11-23T04:59:00Z")).toEqual({ count: 0 });
    expect(await at("2026-11-23T05:00:00Z")).toEqual({ count: 1 });
  });
});

import { afterAll, describe, expect, it } from "vitest";
import { sessions } from "@/db/schema";
import type { NoticeKind } from "@/db/values/push";
import { openPushTwin } from "@/server/connectors/web-push/testing/push-twin";
import { assignCases } from "../cases";
import { type Context, inTransaction, type OperatorContext, reading } from "../context";
import { type PortalScene, portalScene } from "../portal/testing/portal-scene";
import { registered } from "../portal/testing/registered";
import { answerRequest, openRequest, replyToRequest } from "../requests";
import { openDesk } from "../testing";
import {
  myDevices,
  queueAssignedNotices,
  queueDueNotices,
  queuePostNotices,
  removeDevice,
  saveDevice,
  sendNotices,
} from ".";

const desk = await openDesk();
const twin = await openPushTwin();
afterAll(() => twin.close());
let serial = 0;
const key = () => `notice-test-${++serial}`;
const outside = { fioUrl: "", isPrivateAllowed: true };

/** An operator at work in a session of their own. */
async function atWork(scene: PortalScene, groups: readonly number[] | "all" = "all") {
  const ctx = await scene.tenant.operator("operator", { accessGroupIds: groups });
  const { operatorId } = ctx.actor;
  const expiresAt = new Date(desk.now.getTime() + 1e9);
  const sessionId = await inTransaction(ctx, async (_, tx) => {
    const [row] = await tx
      .insert(sessions)
      .values({ operatorId, expiresAt, lastSeenAt: desk.now })
      .returning({ id: sessions.id });
    return row?.id ?? "";
  });
  return { ...ctx, outside, actor: { ...ctx.actor, sessionId } } satisfies OperatorContext;
}

const ALL: NoticeKind[] = ["new_request", "client_replied", "answer_due"];

async function phone(ctx: OperatorContext, kinds = ALL) {
  const browser = twin.subscribe();
  const { deviceId } = await saveDevice(ctx, { ...browser.subscription, label: "Telefon", kinds });
  return {
    ...browser,
    deviceId,
    texts: () => browser.delivered.map(({ text }) => JSON.parse(text)),
  };
}

async function scene() {
  const made = await portalScene(desk);
  const client = await registered(desk, made, made.first);
  const job = { ...made.tenant.system("notices"), outside } satisfies Context;
  const ask = async () => {
    const { refNo } = await openRequest(client, {
      ...{ subject: "Tajný dluh", kind: "other", text: "Prosím o klid." },
      idempotencyKey: key(),
    });
    return { refNo, caseId: await caseIdOf(made, refNo) };
  };
  const tellLast = async () => {
    const [row] = await reading(
      made.admin,
      ({ sql }) => sql<{ id: number }[]>`select max(id) as id from request_posts`,
    );
    for (let time = 0; time < 2; time += 1) {
      await queuePostNotices(job, { postId: row?.id ?? 0 });
      await Promise.all([sendNotices(job), sendNotices(job)]);
    }
  };
  return { ...made, client, job, ask, tellLast };
}

const caseIdOf = async ({ admin }: PortalScene, refNo: string) => {
  const [row] = await reading(
    admin,
    ({ sql }) => sql<{ id: number }[]>`select id from cases where ref_no = ${refNo}`,
  );
  return row?.id ?? 0;
};

describe("an operator's device", () => {
  it("is told once of each thing, and of nobody what", async () => {
    const at = await scene();
    const me = await atWork(at);
    const [mine, quiet] = [await phone(me), await phone(me, ["answer_due"])];
    const { refNo, caseId } = await at.ask();
    await at.tellLast();
    await answerRequest(at.admin, { caseId, text: "Dobře.", idempotencyKey: key() });
    await replyToRequest(at.client, { refNo, text: "Díky!", idempotencyKey: key() });
    await at.tellLast();
    const { operatorId: ownerId } = me.actor;
    await assignCases(at.admin, { caseIds: [caseId], ownerId });
    for (let time = 0; time < 2; time += 1) {
      await queueAssignedNotices(at.job, { caseId, ownerId });
      await sendNotices(at.job);
    }
    const url = `/pocket#request-${caseId}`;
    const base = { title: "Saldo", tag: `request-${caseId}`, url };
    expect(mine.texts()).toEqual([
      { ...base, body: `Nový požadavek ${refNo}` },
      { ...base, body: `Klient odpověděl v požadavku ${refNo}` },
      { ...base, body: `Nový požadavek ${refNo}` },
    ]);
    expect(JSON.stringify(mine.texts())).not.toMatch(/Tajný|klid|Novák/);
    expect(quiet.texts()).toEqual([]);
    expect((await myDevices(me)).devices).toMatchObject([
      { label: "Telefon", isThis: true, lastSentAt: desk.now },
      { kinds: ["answer_due"], lastSentAt: null },
    ]);
  });

  it("hears of what is its operator's, and of nothing behind a wall", async () => {
    const at = await scene();
    const [me, other] = [await atWork(at), await atWork(at)];
    const [mine, theirs] = [await phone(me), await phone(other)];
    const first = await at.ask();
    await inTransaction(at.admin, (_, { sql }) => {
      return sql`update cases set owner_id = ${me.actor.operatorId} where id = ${first.caseId}`;
    });
    await at.tellLast();
    // Who was told that it came is not told again that it was given to them.
    const { operatorId: ownerId } = me.actor;
    await queueAssignedNotices(at.job, { caseId: first.caseId, ownerId });
    await sendNotices(at.job);
    expect([mine.texts().length, theirs.texts().length]).toEqual([1, 0]);
    const second = await at.ask();
    await inTransaction(at.admin, async (_, { sql }) => {
      await sql`with g as (insert into access_groups (code, name) values ('J', 'Jih') returning id)
                update cases k set access_group_id = g.id from g where k.id = ${second.caseId}`;
    });
    await at.tellLast();
    expect([mine.texts().length, theirs.texts().length]).toEqual([1, 0]);
  });

  it("is not told of what went behind a wall, or to other hands, while it waited", async () => {
    const at = await scene();
    const [me, other] = [await atWork(at, []), await atWork(at)];
    const mine = await phone(me);
    const { caseId } = await at.ask();
    await queuePostNotices(at.job, { postId: await lastPost(at) });
    await inTransaction(at.admin, async (_, { sql }) => {
      await sql`with g as (insert into access_groups (code, name) values ('S', 'Sever') returning id)
                update cases k set access_group_id = g.id from g where k.id = ${caseId}`;
    });
    await sendNotices(at.job);
    expect(mine.texts()).toEqual([]);
    await at.ask();
    await queuePostNotices(at.job, { postId: await lastPost(at) });
    await saveDevice(other, { ...mine.subscription, label: "Telefon", kinds: ALL });
    await sendNotices(at.job);
    expect(mine.texts()).toEqual([]);
  });

  it("is told once of each promise that is about to be broken, or was", async () => {
    const at = await scene();
    const me = await atWork(at);
    const mine = await phone(me);
    const { refNo, caseId } = await at.ask();
    await inTransaction(at.admin, async (_, { sql }) => {
      await sql`update cases set owner_id = ${me.actor.operatorId} where id = ${caseId}`;
    });
    for (let time = 0; time < 2; time += 1) {
      await queueDueNotices(at.job, { caseId, due: { promise: "reply", isOver: false } });
      await sendNotices(at.job);
    }
    await queueDueNotices(at.job, { caseId, due: { promise: "resolution", isOver: true } });
    await sendNotices(at.job);
    expect(mine.texts().map(({ body }) => body)).toEqual([
      `Na požadavek ${refNo} je třeba brzy odpovědět`,
      `Požadavek ${refNo} už měl být vyřešen`,
    ]);
  });

  it("that threw its subscription away is forgotten; a service that rests is asked again", async () => {
    const at = await scene();
    const me = await atWork(at);
    const [dead, resting] = [await phone(me), await phone(me)];
    dead.answers(410);
    resting.answers(503);
    await at.ask();
    await at.tellLast();
    expect((await myDevices(me)).devices.map(({ id }) => id)).toEqual([resting.deviceId]);
    resting.answers(201);
    await sendNotices(at.job);
    expect(resting.texts()).toEqual([]);
    await sendNotices({ ...at.job, now: new Date(desk.now.getTime() + 600_000) });
    expect(resting.texts()).toHaveLength(1);
  });

  it("ends with the session, is one's own to end, and lies where it may be called", async () => {
    const at = await scene();
    const [me, other] = [await atWork(at), await atWork(at)];
    const mine = await phone(me);
    await expect(removeDevice(other, { deviceId: mine.deviceId })).rejects.toMatchObject({
      code: "pocket.not_found",
    });
    const browser = twin.subscribe();
    const device = { ...browser.subscription, label: "X", kinds: ALL };
    const guarded = { ...me, outside: { ...outside, isPrivateAllowed: false } };
    await expect(saveDevice(guarded, device)).rejects.toMatchObject({ code: "feeds.web_address" });
    const inner = { ...device, endpoint: "https://192.168.1.1/push" };
    await expect(saveDevice(guarded, inner)).rejects.toMatchObject({ code: "feeds.web_private" });
    await inTransaction(at.admin, (_, { sql }) => {
      return sql`update sessions set revoked_at = ${desk.now} where id = ${me.actor.sessionId}`;
    });
    expect((await myDevices(me)).devices).toEqual([]);
    const { publicKey } = await myDevices(other);
    expect(publicKey).toBe((await myDevices(me)).publicKey);
  });

  it("of a demo is told nothing", async () => {
    const at = await scene();
    const mine = await phone(await atWork(at));
    await at.ask();
    const demo = { ...at.job, outside: { ...outside, isCatching: true } };
    await queuePostNotices(demo, { postId: await lastPost(at) });
    await sendNotices(demo);
    await sendNotices(at.job);
    expect(mine.texts()).toEqual([]);
  });
});

const lastPost = async ({ admin }: PortalScene) => {
  const [row] = await reading(
    admin,
    ({ sql }) => sql<{ id: number }[]>`select max(id) as id from request_posts`,
  );
  return row?.id ?? 0;
};

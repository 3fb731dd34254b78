import { describe, expect, it } from "vitest";
import { atInstant, type Context, inTransaction, type OperatorContext, reading } from "../context";
import {
  answerRequest,
  assignRequests,
  countDesk,
  DESK_VIEWS,
  deskReport,
  deskSettings,
  listDesk,
  rateRequest,
  replyToRequest,
  type SaveDeskSettingsInput,
  saveDeskSettings,
  setPriority,
  stepRequest,
  watchRequests,
} from "../requests";
import { openDesk } from "../testing";
import { type RequestScene, requestKey, requestScene } from "./testing/request-scene";

const desk = await openDesk();

const day: [string, string][] = [["08:00", "16:00"]];
const settings = (more: Partial<SaveDeskSettingsInput> = {}): SaveDeskSettingsInput => ({
  version: 0,
  workingWeek: [day, day, day, day, day, [], []],
  ...{ warnPercent: 50, notifiesOwner: true, notifiedOperatorId: null },
  ...{ reassignTeamId: null, raisesPriority: false },
  targets: [{ kind: null, priority: null, replyMinutes: 60, resolutionMinutes: 240 }],
  ...more,
});

// The desk's own now is a Sunday: nothing runs before Monday at eight.
const monday = (time: string) => new Date(`2026-11-23T${time}:00+01:00`);
const tuesday = (time: string) => new Date(`2026-11-24T${time}:00+01:00`);
const at = <C extends Context>(ctx: C, now: Date): C => atInstant(ctx, now) as C;

const watchAt = async (scene: RequestScene, now: Date) => {
  const ctx = at(scene.tenant.system("requests-watch"), now);
  while ((await watchRequests(ctx)).count > 0);
};

const factsOf = (ctx: OperatorContext, caseId: number) =>
  reading(ctx, async ({ sql }) => {
    const rows = await sql<{ name: string; promise: string }[]>`
      select name, payload->>'promise' as promise from outbox_facts
       where name in ('request.due_soon', 'request.overdue')
         and (payload->>'caseId')::bigint = ${caseId} order by id`;
    return rows.map(({ name, promise }) => `${name} ${promise}`);
  });

const tasksOf = (ctx: OperatorContext, caseId: number) =>
  reading(ctx, async ({ sql }) => {
    const rows = await sql<{ text: string; assigneeId: number }[]>`
      select text, assignee_id as "assigneeId" from case_events
       where case_id = ${caseId} and kind = 'task' and priority = 'high' order by id`;
    return [...rows];
  });

const answer = (ctx: OperatorContext, caseId: number) =>
  answerRequest(ctx, { caseId, text: "Zbývá 900 Kč.", idempotencyKey: requestKey() });

describe("the clock of a request", () => {
  it("runs in working hours, stands while it waits for the client, and goes on from there", async () => {
    const scene = await requestScene(desk);
    const { admin, client } = scene;
    await saveDeskSettings(admin, settings());
    const { caseId, refNo } = await scene.ask();
    expect(await scene.row(caseId)).toMatchObject({
      reply_due_at: "2026-11-23T08:00:00+00:00",
      resolution_due_at: "2026-11-23T11:00:00+00:00",
    });
    await answer(at(admin, monday("08:30")), caseId);
    expect(await scene.row(caseId)).toMatchObject({
      ...{ reply_ms: 30 * 60_000, reply_due_at: null, resolution_due_at: null },
      ...{ is_resting: true, next_check_at: null, resolution_left_ms: 210 * 60_000 },
    });
    const reply = { refNo, text: "A úroky?", idempotencyKey: requestKey() };
    await replyToRequest(at(client, tuesday("09:00")), reply);
    expect(await scene.row(caseId)).toMatchObject({
      ...{ is_resting: false, resolution_due_at: "2026-11-24T11:30:00+00:00" },
    });
    await stepRequest(at(admin, tuesday("10:00")), { caseId, transition: "resolve" });
    expect(await scene.row(caseId)).toMatchObject({ resolution_ms: 90 * 60_000, due_at: null });
    await rateRequest(at(client, tuesday("11:00")), { refNo, rating: "good" });
    const report = await deskReport(admin, { from: "2026-11-01", to: "2026-11-30" });
    expect(report.find(({ by }) => by === "all")).toMatchObject({
      ...{ count: 1, replied: 1, repliedInTime: 1, replyMs: 30 * 60_000 },
      ...{ resolved: 1, resolvedInTime: 1, resolutionMs: 90 * 60_000, good: 1, bad: 0 },
    });
    expect(report.filter(({ by }) => by === "kind")).toMatchObject([{ kind: "payment" }]);
    const other = await deskReport(admin, { from: "2026-12-01", to: "2026-12-31" });
    expect(other.find(({ by }) => by === "all")).toMatchObject({ count: 0, replyMs: null });
  });

  it("warns and rings once each, however often it is looked at and by how many", async () => {
    const scene = await requestScene(desk);
    const { admin } = scene;
    const boss = await scene.member(null, { role: "supervisor" });
    const team = await scene.team("Záchrana");
    const saver = await scene.member(team);
    const worker = await scene.member(null);
    await saveDeskSettings(admin, {
      ...settings({ notifiedOperatorId: boss.actor.operatorId, reassignTeamId: team }),
      raisesPriority: true,
    });
    const { caseId } = await scene.ask();
    await assignRequests(worker, { caseIds: [caseId], ownerId: worker.actor.operatorId });
    await watchAt(scene, monday("08:29"));
    expect(await factsOf(admin, caseId)).toEqual([]);
    await watchAt(scene, monday("08:30"));
    await watchAt(scene, monday("08:45"));
    expect(await factsOf(admin, caseId)).toEqual(["request.due_soon reply"]);
    expect(await tasksOf(admin, caseId)).toEqual([
      { text: "Blíží se termín požadavku", assigneeId: worker.actor.operatorId },
    ]);
    // Two processes at once, and once more.
    await Promise.all([watchAt(scene, monday("09:00")), watchAt(scene, monday("09:00"))]);
    await watchAt(scene, monday("09:30"));
    expect(await factsOf(admin, caseId)).toEqual([
      "request.due_soon reply",
      "request.overdue reply",
    ]);
    expect(await scene.ownerOf(caseId)).toBe(saver.actor.operatorId);
    expect(await scene.row(caseId)).toMatchObject({ priority: "high", team_id: team });
    const late = (await tasksOf(admin, caseId)).filter(({ text }) => text.includes("po termínu"));
    expect(late.map(({ assigneeId }) => assigneeId).sort()).toEqual(
      [saver.actor.operatorId, boss.actor.operatorId].sort(),
    );
    const mails = await reading(admin, ({ sql }) => {
      return sql`select operator_id as "operatorId", data->>'promise' as promise,
                        data->>'subject' as subject, data::text as data from mails
                  where kind = 'request_escalated' order by operator_id`;
    });
    expect(mails).toMatchObject([
      { operatorId: boss.actor.operatorId, promise: "reply", subject: "Kolik zbývá?" },
      { operatorId: saver.actor.operatorId, promise: "reply" },
    ]);
    expect(JSON.stringify(mails)).not.toContain("Novák");
    await answer(at(admin, monday("09:40")), caseId);
    await watchAt(scene, tuesday("15:00"));
    expect((await factsOf(admin, caseId)).length).toBe(2);
    const [all] = (await deskReport(admin, { from: "2026-11-01", to: "2026-11-30" })).filter(
      ({ by }) => by === "all",
    );
    expect(all).toMatchObject({ replied: 1, repliedInTime: 0 });
  });

  it("does not ring for what was answered a moment before, on the case's own page too", async () => {
    const scene = await requestScene(desk);
    const { admin } = scene;
    await saveDeskSettings(admin, settings());
    const [one, two] = [await scene.ask(), await scene.ask()];
    await answer(at(admin, monday("08:20")), one.caseId);
    const { moveCase } = await import("../cases");
    await moveCase(at(admin, monday("08:20")), { caseId: two.caseId, transition: "resolve" });
    await watchAt(scene, tuesday("15:00"));
    expect(await factsOf(admin, one.caseId)).toEqual([]);
    expect(await factsOf(admin, two.caseId)).toEqual([]);
    expect(await scene.row(two.caseId)).toMatchObject({ resolution_ms: 20 * 60_000 });
  });

  it("follows other settings at once, for everybody's open requests", async () => {
    const scene = await requestScene(desk);
    const { admin } = scene;
    await saveDeskSettings(admin, settings());
    const [open, done] = [await scene.ask(), await scene.ask()];
    await stepRequest(at(admin, monday("08:30")), { caseId: done.caseId, transition: "resolve" });
    const brno = await scene.team("Brno");
    await inTransaction(admin, async (_, { sql }) => {
      await sql`update cases set access_group_id = ${brno} where id = ${open.caseId}`;
    });
    // A supervisor who does not see it settles what is promised of it all the same.
    const boss = await scene.member(null, { role: "supervisor" });
    await watchAt(scene, monday("09:10"));
    const more = { ...settings(), version: 1, workingWeek: [day, [], [], [], [], [], []] };
    await saveDeskSettings(at(boss, monday("09:20")), {
      ...more,
      targets: [{ kind: "payment", priority: null, replyMinutes: 600, resolutionMinutes: 601 }],
    });
    expect(await scene.row(open.caseId)).toMatchObject({
      ...{ reply_due_at: "2026-11-30T09:00:00+00:00", reply_breached_at: null },
      ...{ reply_minutes: 600, resolution_due_at: "2026-11-30T09:01:00+00:00" },
    });
    expect(await scene.row(done.caseId)).toMatchObject({ resolution_minutes: 240 });
    await setPriority(admin, { caseIds: [open.caseId], priority: "urgent" });
    expect(await scene.row(open.caseId)).toMatchObject({ reply_minutes: 600 });
    await expect(saveDeskSettings(admin, settings())).rejects.toMatchObject({
      code: "requests.changed_meanwhile",
    });
    expect(await deskSettings(admin)).toMatchObject({ version: 2, warnPercent: 50 });
  });
});

describe("the desk", () => {
  it("shows what is due first first, counts every filter, and nothing behind a wall", async () => {
    const scene = await requestScene(desk);
    const { admin, client, other } = scene;
    await saveDeskSettings(admin, settings());
    const plain = await scene.ask({ subject: "Zůstatek" });
    const urgent = await scene.ask({ kind: "dispute", subject: "Nesouhlasím" }, other);
    const waiting = await scene.ask({ kind: "documents", subject: "Potvrzení" });
    await answer(admin, waiting.caseId);
    const done = await scene.ask({ subject: "Hotovo" });
    await stepRequest(admin, { caseId: done.caseId, transition: "resolve" });
    await assignRequests(admin, { caseIds: [plain.caseId], ownerId: admin.actor.operatorId });
    const shown = async (filter: Parameters<typeof listDesk>[1]["filter"], ctx = admin) =>
      (await listDesk(ctx, { filter })).items.map(({ subject }) => subject);
    const now = at(admin, monday("10:00"));
    expect(await shown({}, now)).toEqual(["Zůstatek", "Nesouhlasím", "Potvrzení"]);
    const byView = Object.fromEntries(
      await Promise.all(
        DESK_VIEWS.map(async (view) => [view, await shown({ view }, now)] as const),
      ),
    );
    expect(byView).toEqual({
      all: ["Zůstatek", "Nesouhlasím", "Potvrzení"],
      mine: ["Zůstatek"],
      unassigned: ["Nesouhlasím", "Potvrzení"],
      overdue: ["Zůstatek", "Nesouhlasím"],
      waiting: ["Potvrzení"],
      done: ["Hotovo"],
    });
    expect(await countDesk(now, {})).toEqual({
      views: { all: 3, mine: 1, unassigned: 2, overdue: 2, waiting: 1 },
      kinds: { payment: 1, dispute: 1, documents: 1 },
    });
    expect(await shown({ kinds: ["dispute"] })).toEqual(["Nesouhlasím"]);
    expect(await shown({ text: "NESOUHLASÍM" })).toEqual(["Nesouhlasím"]);
    expect(await shown({ text: "Eva Malá" })).toEqual(["Nesouhlasím"]);
    const first = await listDesk(now, { limit: 1 });
    const rest = await listDesk(now, { limit: 5, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...rest.items].map(({ caseId }) => caseId)).toEqual([
      ...[plain.caseId, urgent.caseId, waiting.caseId],
    ]);
    expect(first.items[0]).toMatchObject({
      clientName: "Jan Novák",
      clock: { promise: "reply", totalMs: 3_600_000, leftMs: -3_600_000, isWarned: true },
    });
    const brno = await scene.team("Brno");
    await inTransaction(admin, async (_, { sql }) => {
      await sql`update cases set access_group_id = ${brno} where id = ${plain.caseId}`;
    });
    const stranger = await scene.member(null);
    expect(await shown({}, stranger)).toEqual(["Nesouhlasím", "Potvrzení"]);
    expect((await countDesk(stranger, {})).views.all).toBe(2);
    const refused = { code: "requests.not_found" };
    const urgently = { caseIds: [plain.caseId], priority: "urgent" as const };
    await expect(setPriority(stranger, urgently)).rejects.toMatchObject(refused);
    void client;
  });
});

import { describe, expect, it } from "vitest";
import { getCase, openCase } from "../cases";
import { inTransaction, type OperatorContext, reading } from "../context";
import { openDesk } from "../testing";
import {
  addCallForm,
  addDocument,
  addNote,
  addTask,
  addWork,
  countTasks,
  deleteEvent,
  distributeTasks,
  editEvent,
  listOpenTasks,
  listTasks,
  listTimeline,
  markPresence,
  readDocument,
  reassignTasks,
  resolveTask,
  snoozeTask,
  workload,
} from ".";

const desk = await openDesk();
const at = (text: string) => new Date(text);

async function openOne(ctx: OperatorContext): Promise<number> {
  const [row] = await inTransaction(
    ctx,
    (_, tx) => tx.sql<{ id: number }[]>`
      insert into parties (kind, full_name, name_key) values ('natural_person', 'Jan', 'jan')
      returning id`,
  );
  const parties = [{ partyId: row?.id ?? 0, role: "debtor" }];
  return (await openCase(ctx, { category: "collection", parties })).caseId;
}

async function* bytes(text: string) {
  yield Buffer.from(text);
}

describe("events", () => {
  it("stand newest first, page without a gap, and feed the list's last event", async () => {
    const ctx = await (await desk.tenant()).operator();
    const caseId = await openOne(ctx);
    for (let i = 0; i < 5; i += 1) {
      await addNote(
        { ...ctx, now: new Date(ctx.now.getTime() + i * 1000) },
        { caseId, text: `n${i}` },
      );
    }
    const first = await listTimeline(ctx, { caseId, limit: 2 });
    const rest = await listTimeline(ctx, { caseId, limit: 50, cursor: first.nextCursor });
    expect([...first.items, ...rest.items].map((e) => e.text)).toEqual([
      "n4",
      "n3",
      "n2",
      "n1",
      "n0",
    ]);
    const [row] = await reading(ctx, (tx) => tx.sql`select last_event_text from cases`);
    expect(row).toEqual({ last_event_text: "n4" });
  });

  it("keep work, calls and notes with what belongs to them", async () => {
    const ctx = await (await desk.tenant()).operator();
    const caseId = await openOne(ctx);
    await addWork(ctx, {
      caseId,
      text: "Sepis žaloby",
      quantity: "1.5",
      unit: "h",
      unitPriceMinor: 250_000,
      workOn: ctx.today,
    });
    await addCallForm(ctx, { caseId, direction: "outgoing", outcome: "promise", text: "zaplatí" });
    const { items } = await listTimeline(ctx, { caseId, kinds: ["work", "call_form"] });
    expect(items).toMatchObject([
      { kind: "call_form", data: { outcome: "promise" } },
      { kind: "work", workQuantity: "1.5000", workUnit: "h", workUnitPriceMinor: 250_000 },
    ]);
  });

  it("are edited by version and deleted by their author or a supervisor", async () => {
    const tenant = await desk.tenant();
    const [ctx, other] = [await tenant.operator("operator"), await tenant.operator("operator")];
    const caseId = await openOne(ctx);
    const { eventId } = await addNote(ctx, { caseId, text: "a" });
    await editEvent(ctx, { eventId, version: 1, text: "b" });
    await expect(editEvent(ctx, { eventId, version: 1, text: "c" })).rejects.toMatchObject({
      code: "timeline.changed_meanwhile",
    });
    await expect(deleteEvent(other, { eventId, version: 2 })).rejects.toMatchObject({
      kind: "forbidden",
    });
    await deleteEvent(await tenant.operator("supervisor"), { eventId, version: 2 });
    expect((await listTimeline(ctx, { caseId })).items).toEqual([]);
  });
});

describe("changes of what was written", () => {
  it("touch only what belongs to the kind, and refuse a version that is gone", async () => {
    const ctx = await (await desk.tenant()).operator();
    const caseId = await openOne(ctx);
    const work = { quantity: "1.5", unit: "h", unitPriceMinor: 100_000, workOn: ctx.today };
    const { eventId } = await addWork(ctx, { caseId, text: "a", ...work });
    const same = await editEvent(ctx, { eventId, version: 1, text: "a", work });
    expect(same).toEqual({ version: 1 });
    await editEvent(ctx, {
      eventId,
      version: 1,
      // An empty text and a task's deadline mean nothing to work.
      text: "",
      dueAt: ctx.now,
      work: { ...work, quantity: "2", unitPriceMinor: null },
    });
    const { items } = await listTimeline(ctx, { caseId });
    expect(items).toMatchObject([
      { text: "a", workQuantity: "2.0000", workUnitPriceMinor: null, dueAt: null, version: 2 },
    ]);
    await expect(deleteEvent(ctx, { eventId, version: 1 })).rejects.toMatchObject({
      code: "timeline.changed_meanwhile",
    });
  });

  it("of a call keep its answers together; a stranger's party is refused", async () => {
    const ctx = await (await desk.tenant()).operator();
    const caseId = await openOne(ctx);
    const call = { direction: "incoming", outcome: "reached" } as const;
    const { eventId } = await addCallForm(ctx, { caseId, ...call, text: "" });
    const promise = { ...call, outcome: "promise", promisedMinor: 5_000 } as const;
    await editEvent(ctx, { eventId, version: 1, text: "x", call: promise });
    const { items } = await listTimeline(ctx, { caseId });
    expect(items).toMatchObject([
      { text: "x", data: { direction: "incoming", outcome: "promise", promisedMinor: 5_000 } },
    ]);
    for (const attempt of [
      addCallForm(ctx, { caseId, ...call, partyId: 999_999, text: "" }),
      editEvent(ctx, { eventId, version: 2, call: { ...call, partyId: 999_999 } }),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: "parties.not_found" });
    }
  });
});

describe("what is to be done on a case", () => {
  it("stands apart from its history: the next due first, those put off last", async () => {
    const ctx = await (await desk.tenant()).operator();
    const caseId = await openOne(ctx);
    const add = async (text: string, due: string) => {
      const dueAt = at(`${due}T11:00:00Z`);
      return (await addTask(ctx, { caseId, text, dueAt, assigneeId: null })).eventId;
    };
    const asleep = await add("asleep", "2026-11-20");
    await add("later", "2026-11-30");
    await add("sooner", "2026-11-24");
    const done = await add("done", "2026-11-21");
    await snoozeTask(ctx, { eventId: asleep, until: at("2026-12-01T06:00:00Z") });
    await resolveTask(ctx, { eventId: done, result: "x" });
    const open = await listOpenTasks(ctx, { caseId });
    expect(open.map(({ text }) => text)).toEqual(["sooner", "later", "asleep"]);
    const history = await listTimeline(ctx, { caseId, isHistory: true });
    expect(history.items.map(({ text }) => text)).toEqual(["done"]);
    const stranger = await (await desk.tenant()).operator();
    await expect(listOpenTasks(stranger, { caseId })).rejects.toMatchObject({ kind: "not_found" });
  });

  it("is counted for anybody, with what was resolved today", async () => {
    const tenant = await desk.tenant();
    const [ctx, other] = [await tenant.operator(), await tenant.operator()];
    const caseId = await openOne(ctx);
    const dueAt = at("2026-11-22T08:00:00Z");
    const assigneeId = other.actor.operatorId;
    await addTask(ctx, { caseId, text: "a", dueAt, assigneeId });
    const { eventId } = await addTask(ctx, { caseId, text: "b", dueAt, assigneeId });
    await addTask(ctx, { caseId, text: "c", dueAt, assigneeId: null });
    await resolveTask(ctx, { eventId, result: "x" });
    const none = { overdue: 0, today: 0, upcoming: 0, snoozed: 0, resolvedToday: 0 };
    expect(await countTasks(ctx)).toEqual(none);
    expect(await countTasks(ctx, { assignee: assigneeId })).toEqual({
      ...none,
      today: 1,
      resolvedToday: 1,
    });
    expect(await countTasks(ctx, { assignee: "none" })).toEqual({ ...none, today: 1 });
    expect(await countTasks(ctx, { assignee: "anyone" })).toMatchObject({ today: 2 });
  });
});

describe("presence", () => {
  it("or a role that may only read leaves tasks to be dealt out, each share named", async () => {
    const tenant = await desk.tenant();
    const lead = await tenant.operator("supervisor");
    const reader = (await tenant.operator("readOnly")).actor.operatorId;
    const caseId = await openOne(lead);
    await addTask(lead, { caseId, text: "a", dueAt: lead.now, assigneeId: reader });
    const { operatorId } = lead.actor;
    expect(await distributeTasks(lead, {})).toEqual({
      count: 1,
      shares: [{ operatorId, count: 1 }],
    });
    expect(await countTasks(lead, { assignee: operatorId })).toMatchObject({ today: 1 });
  });

  it("is marked by a supervisor for a colleague of the same tenant, and goes to the audit", async () => {
    const tenant = await desk.tenant();
    const lead = await tenant.operator("supervisor");
    const { operatorId } = (await tenant.operator("operator")).actor;
    await markPresence(lead, { operatorId, isPresent: false });
    const load = await workload(lead);
    expect(load.find((row) => row.operatorId === operatorId)).toMatchObject({ isPresent: false });
    const audit = await reading(
      lead,
      (tx) => tx.sql`
        select action from audit_entries where entity = 'operator' and entity_id = ${operatorId}`,
    );
    expect(audit).toMatchObject([{ action: "access.set-presence" }]);
    const worker = await tenant.operator("operator");
    await expect(markPresence(worker, { operatorId, isPresent: true })).rejects.toMatchObject({
      kind: "forbidden",
    });
    const stranger = await (await desk.tenant()).operator("supervisor");
    await expect(markPresence(stranger, { operatorId, isPresent: true })).rejects.toMatchObject({
      code: "timeline.assignee_not_found",
    });
  });
});

describe("documents", () => {
  it("have versions, the newest shown, the earlier ones listed", async () => {
    const ctx = await (await desk.tenant()).operator();
    const caseId = await openOne(ctx);
    const file = (text: string, name: string) => ({ name, mediaType: "x/y", content: bytes(text) });
    const one = await addDocument(ctx, { caseId, file: file("%PDF-1", "a.pdf") });
    const two = await addDocument(ctx, {
      caseId,
      file: file("%PDF-2", "b.pdf"),
      replacesEventId: one.eventId,
    });
    const { items } = await listTimeline(ctx, { caseId });
    expect(items).toMatchObject([
      { fileId: two.fileId, fileName: "b.pdf", versions: [{ fileName: "a.pdf" }] },
    ]);
    await expect(
      addDocument(ctx, { caseId, file: file("x", "c"), replacesEventId: one.eventId }),
    ).rejects.toMatchObject({ code: "timeline.version_exists" });
    expect(await readDocument(ctx, { fileId: one.fileId })).toMatchObject({
      content: Buffer.from("%PDF-1"),
      shownType: "application/pdf",
    });
    const stranger = await (await desk.tenant()).operator();
    await expect(readDocument(stranger, { fileId: one.fileId })).rejects.toMatchObject({
      code: "files.not_found",
    });
  });
});

describe("tasks", () => {
  it("fall into overdue, today, upcoming and snoozed by the Prague day", async () => {
    const ctx = await (await desk.tenant()).operator();
    const caseId = await openOne(ctx);
    const me = ctx.actor.operatorId;
    const add = (text: string, dueAt: Date) =>
      addTask(ctx, { caseId, text, dueAt, assigneeId: me });
    await add("včera", at("2026-11-21T22:59:00Z"));
    await add("dnes", at("2026-11-21T23:00:00Z"));
    await add("zítra", at("2026-11-22T23:00:00Z"));
    const { eventId } = await add("odložený", at("2026-11-01T10:00:00Z"));
    await snoozeTask(ctx, { eventId, until: at("2026-11-25T08:00:00Z") });
    const texts = async (bucket: "overdue" | "today" | "upcoming" | "snoozed") =>
      (await listTasks(ctx, { bucket })).items.map((task) => task.text);
    expect(await texts("overdue")).toEqual(["včera"]);
    expect(await texts("today")).toEqual(["dnes"]);
    expect(await texts("upcoming")).toEqual(["zítra"]);
    expect(await texts("snoozed")).toEqual(["odložený"]);
    expect(await countTasks(ctx)).toMatchObject({ overdue: 1, today: 1, upcoming: 1, snoozed: 1 });
    expect(await getCase(ctx, { caseId })).toMatchObject({ openTaskCount: 4 });
  });

  it("are meetings with a place, and resolved once by a result", async () => {
    const ctx = await (await desk.tenant()).operator();
    const caseId = await openOne(ctx);
    const due = { dueAt: ctx.now, assigneeId: ctx.actor.operatorId };
    const { eventId } = await addTask(ctx, { caseId, text: "Jednání", place: "Brno", ...due });
    expect((await listTasks(ctx, {})).items).toMatchObject([{ place: "Brno" }]);
    await resolveTask(ctx, { eventId, result: "dohodnuto" });
    await expect(resolveTask(ctx, { eventId, result: "znovu" })).rejects.toMatchObject({
      code: "timeline.already_resolved",
    });
    expect((await listTasks(ctx, { bucket: "resolved" })).items).toMatchObject([
      { result: "dohodnuto" },
    ]);
  });

  it("are dealt out evenly among those present", async () => {
    const tenant = await desk.tenant();
    const boss = await tenant.operator("supervisor", { name: "Vedoucí" });
    const [a, b, away] = [
      await tenant.operator("operator"),
      await tenant.operator("operator"),
      await tenant.operator("operator"),
    ];
    const caseId = await openOne(boss);
    for (let i = 0; i < 7; i += 1) {
      const assigneeId = i === 0 ? away.actor.operatorId : null;
      await addTask(boss, { caseId, text: `t${i}`, dueAt: boss.now, assigneeId });
    }
    await inTransaction(boss, (_, tx) =>
      tx.sql`update operators set is_present = false
        where id = any(${[away.actor.operatorId, boss.actor.operatorId]})`.then(() => null),
    );
    expect(await distributeTasks(boss, {})).toMatchObject({ count: 7 });
    const loads = await workload(boss);
    const of = (ctx: OperatorContext) =>
      loads.find((load) => load.operatorId === ctx.actor.operatorId)?.today;
    expect([of(a), of(b), of(away)].toSorted()).toEqual([0, 3, 4]);
    await expect(distributeTasks(a, {})).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("do not move when another tenant reaches for them", async () => {
    const mine = await (await desk.tenant()).operator();
    const caseId = await openOne(mine);
    const { eventId } = await addTask(mine, {
      caseId,
      text: "x",
      dueAt: mine.now,
      assigneeId: null,
    });
    const stranger = await (await desk.tenant()).operator();
    const missing = { kind: "not_found" };
    await expect(resolveTask(stranger, { eventId, result: "x" })).rejects.toMatchObject(missing);
    await expect(addNote(stranger, { caseId, text: "x" })).rejects.toMatchObject(missing);
    expect(await reassignTasks(stranger, { eventIds: [eventId], assigneeId: null })).toEqual({
      count: 0,
      eventIds: [],
    });
  });

  it("are refused to readers", async () => {
    const tenant = await desk.tenant();
    const caseId = await openOne(await tenant.operator());
    const reader = await tenant.operator("readOnly");
    const forbidden = { kind: "forbidden" };
    await expect(addNote(reader, { caseId, text: "x" })).rejects.toMatchObject(forbidden);
    await expect(
      addTask(reader, { caseId, text: "x", dueAt: reader.now, assigneeId: null }),
    ).rejects.toMatchObject(forbidden);
  });
});

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
  listTasks,
  listTimeline,
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
    expect(await countTasks(ctx)).toEqual({ overdue: 1, today: 1, upcoming: 1, snoozed: 1 });
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
    expect(await distributeTasks(boss, {})).toEqual({ count: 7 });
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

import { describe, expect, it } from "vitest";
import { listAudit } from "@/server/domain/audit";
import { inTransaction } from "@/server/domain/context";
import { takeInbox } from "@/server/domain/module-api";
import { openDesk } from "@/server/domain/testing";
import { openLogins } from "./testing/logins";

const desk = await openDesk();
const agencyWithLogin = await openLogins(desk);

describe("events through the module API", () => {
  it("are read page by page and changed by the version that was read", async () => {
    const { call, refNo, admin } = await agencyWithLogin();
    const query = `refNo=${encodeURIComponent(refNo)}`;
    const { eventId } = (await call("POST events/notes", { refNo, text: "Volal." })).body;
    await call("POST events/notes", { refNo, text: "Psal." });
    const first = await call(`GET events?${query}&kind=note&limit=1`);
    expect(first.body).toMatchObject({ items: [{ kind: "note", text: "Psal." }] });
    const next = await call(
      `GET events?${query}&kind=note&limit=1&cursor=${encodeURIComponent(first.body.nextCursor)}`,
    );
    expect(next.body).toMatchObject({ items: [{ eventId, version: 1 }], nextCursor: null });
    const change = { version: 1, text: "Volal klient." };
    const changed = await call(`PATCH events/${eventId}`, change);
    expect(changed).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await call(`PATCH events/${eventId}`, { ...change, text: "x" })).toMatchObject({
      ...{ status: 409, body: { code: "timeline.changed_meanwhile" } },
    });
    const { items } = await listAudit(admin, { action: "timeline.edit" });
    expect(items).toMatchObject([
      { actorName: "module: Úvěry", before: { text: "Volal." }, after: { text: "Volal klient." } },
    ]);
    expect(await call("PATCH events/999999", change)).toMatchObject({ status: 404 });
  });

  it("are tasks or none, each by its own scope", async () => {
    const { call, refNo, tenant } = await agencyWithLogin();
    const task = { refNo, text: "Ověřit OP", dueOn: "2026-11-25" };
    const taskId = (await call("POST tasks", task)).body.eventId;
    const noteId = (await call("POST events/notes", { refNo, text: "Volal." })).body.eventId;
    expect(await call(`PATCH events/${taskId}`, { version: 1, text: "x" })).toMatchObject({
      ...{ status: 412, body: { code: "timeline.task_apart" } },
    });
    expect(await call(`PATCH tasks/${noteId}`, { version: 1, text: "x" })).toMatchObject({
      ...{ status: 412, body: { code: "timeline.not_a_task" } },
    });
    const { operatorId } = (await tenant.operator("operator")).actor;
    const change = { version: 1, dueOn: "2026-11-30", assigneeId: operatorId, priority: "high" };
    expect(await call(`PATCH tasks/${taskId}`, change)).toMatchObject({ status: 200 });
    const seen = await call(`GET events?refNo=${encodeURIComponent(refNo)}&kind=task`);
    expect(seen.body.items).toMatchObject([
      { priority: "high", assigneeId: operatorId, dueAt: "2026-11-30T12:00:00.000Z", version: 2 },
    ]);
    await call(`POST tasks/${taskId}/resolution`, { result: "Platný." });
    expect(await call(`PATCH tasks/${taskId}`, { version: 3, priority: "low" })).toMatchObject({
      ...{ status: 412, body: { code: "timeline.already_resolved" } },
    });
    const poor = await agencyWithLogin({ scopes: ["cases:edit"] });
    expect(await poor.call("PATCH tasks/1", { version: 1 })).toMatchObject({ status: 403 });
    expect(await poor.call("GET events?caseId=1")).toMatchObject({ status: 403 });
  });

  it("are changed by the same rules through the database", async () => {
    const { call, sql, refNo, tenant } = await agencyWithLogin();
    const task = { refNo, text: "Ověřit OP", dueOn: "2026-11-25" };
    const taskId = (await call("POST tasks", task)).body.eventId;
    for (const text of ["Ověřit pas", "Ověřit řidičák"]) {
      const input = sql.json({ taskId, version: 1, text, dueOn: "2026-12-01" });
      await sql`select module.ask('updateTask', ${input})`;
    }
    await takeInbox(tenant.system());
    const answers =
      await sql`select state, answer ->> 'code' as code from module.outbox order by id`;
    expect(answers.map(({ state, code }) => [state, code])).toEqual([
      ["done", null],
      ["refused", "timeline.changed_meanwhile"],
    ]);
  });
});

describe("a document through the module API", () => {
  it("is read back byte by byte, and another tenant's is none", async () => {
    const { call, refNo } = await agencyWithLogin();
    const query = `refNo=${encodeURIComponent(refNo)}&name=mzda.pdf&mediaType=application/pdf`;
    const bytes = Buffer.from("%PDF-1.7\nvýplatní páska");
    const { fileId } = (await call(`POST documents?${query}`, new Uint8Array(bytes))).body;
    expect(await call(`GET documents/${fileId}`)).toMatchObject({
      status: 200,
      body: {
        ...{ name: "mzda.pdf", mediaType: "application/pdf" },
        content: bytes.toString("base64"),
      },
    });
    const { call: theirs } = await agencyWithLogin();
    expect(await theirs(`GET documents/${fileId}`)).toMatchObject({
      ...{ status: 404, body: { code: "files.not_found" } },
    });
  });
});

describe("an operator's permission on a case", () => {
  it("follows the access groups: who is in the case's may, who is not may not", async () => {
    const { call, tenant, caseId, refNo, admin } = await agencyWithLogin();
    const groupId = await inTransaction(admin, async (_, { sql }) => {
      const [group] = await sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('M', 'Morava') returning id`;
      await sql`update cases set access_group_id = ${group?.id ?? 0} where id = ${caseId}`;
      return group?.id ?? 0;
    });
    const [insider, outsider] = [
      await tenant.operator("operator", { accessGroupIds: [groupId] }),
      await tenant.operator("operator", { accessGroupIds: [] }),
    ];
    await inTransaction(admin, async (_, { sql }) => {
      const ids = [insider, outsider].map(({ actor }) => actor.operatorId);
      await sql`update operators set sees_all_groups = false where id = any(${ids}::bigint[])`;
      await sql`insert into operator_access_groups (operator_id, access_group_id)
                values (${insider.actor.operatorId}, ${groupId}) on conflict do nothing`;
    });
    const ask = async (operatorId: number, permission: string) => {
      const query = `operatorId=${operatorId}&permission=${permission}`;
      const { body } = await call(
        `GET operators/permission?${query}&refNo=${encodeURIComponent(refNo)}`,
      );
      return [body.isAllowed, body.why];
    };
    expect(await ask(insider.actor.operatorId, "claims:pay")).toEqual([true, "allowed"]);
    expect(await ask(insider.actor.operatorId, "claims:waive")).toEqual([false, "role"]);
    expect(await ask(outsider.actor.operatorId, "claims:pay")).toEqual([false, "case"]);
  });
});

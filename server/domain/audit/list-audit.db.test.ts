import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accessGroups, auditEntries, cases } from "@/db/schema";
import { type Context, inTransaction, type OperatorContext } from "../context";
import { openDesk } from "../testing";
import { auditVocabulary, type ListAuditInput, listAudit, writeAudit } from ".";

const desk = await openDesk();

const file = {
  category: "collection",
  state: "open",
  refYear: 2026,
  openedOn: "2026-11-22",
} as const;

async function write(ctx: Context, entries: { action: string; at?: string; caseId?: number }[]) {
  for (const { action, at, caseId } of entries) {
    const moment = at ? { ...ctx, now: new Date(at) } : ctx;
    await inTransaction(moment, (inner) =>
      writeAudit(inner, { action, entity: "thing", entityId: 1, caseId: caseId ?? null }),
    );
  }
}

const actionsOf = async (ctx: OperatorContext, input: ListAuditInput) =>
  (await listAudit(ctx, input)).items.map(({ action }) => action);

describe("the audit", () => {
  it("is read by those who may, and only their tenant's", async () => {
    const [one, two] = [await desk.tenant(), await desk.tenant()];
    const [admin, supervisor] = [await one.operator(), await one.operator("supervisor")];
    await write(admin, [{ action: "a.one" }]);
    await write(await two.operator(), [{ action: "a.two" }]);
    expect(await actionsOf(supervisor, {})).toEqual(["a.one"]);
    for (const role of ["operator", "readOnly"] as const) {
      const ctx = await one.operator(role);
      await expect(listAudit(ctx, {})).rejects.toMatchObject({ kind: "forbidden" });
      await expect(auditVocabulary(ctx)).rejects.toMatchObject({ kind: "forbidden" });
    }
    expect(await auditVocabulary(supervisor)).toEqual({ actions: ["a.one"], entities: ["thing"] });
  });

  it("is paged newest first without losing rows of one instant", async () => {
    const admin = await (await desk.tenant()).operator();
    await inTransaction(admin, (ctx) =>
      writeAudit(
        ctx,
        Array.from({ length: 7 }, (_, n) => ({ action: `n.${n}`, entity: "x", entityId: n })),
      ),
    );
    // Rows that the database itself dated have microseconds, which a Date would lose.
    await inTransaction(admin, async (_, { sql }) => {
      await sql`insert into audit_entries (at, actor_kind, actor_name, action, entity)
        select ${admin.now}::timestamptz - n * interval '1 microsecond', 'system', 'x', 'm.' || n, 'x'
          from generate_series(1, 5) n`;
    });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(admin, {
        limit: 3,
        cursor,
      });
      seen.push(...page.items.map(({ action }) => action));
      cursor = page.nextCursor;
    } while (cursor);
    const expected = [6, 5, 4, 3, 2, 1, 0].map((n) => `n.${n}`);
    expect(seen).toEqual([...expected, "m.1", "m.2", "m.3", "m.4", "m.5"]);
    await expect(listAudit(admin, { cursor: "bm9uc2Vuc2U" })).rejects.toMatchObject({
      code: "kernel.bad_cursor",
    });
  });

  it("is narrowed by days of Prague, who, what and about what", async () => {
    const tenant = await desk.tenant();
    const [admin, other] = [await tenant.operator(), await tenant.operator("operator")];
    await write(admin, [
      { action: "t.before", at: "2026-03-28T22:59:59Z" },
      { action: "t.first", at: "2026-03-28T23:00:00Z" },
      { action: "t.last", at: "2026-03-29T21:59:59Z" },
      { action: "t.after", at: "2026-03-29T22:00:00Z" },
    ]);
    await write(other, [{ action: "t.other" }]);
    // The day on which clocks go forward has 23 hours.
    const day = { fromOn: "2026-03-29", toOn: "2026-03-29" };
    expect(await actionsOf(admin, day)).toEqual(["t.last", "t.first"]);
    expect(await actionsOf(admin, { actorId: other.actor.operatorId })).toEqual(["t.other"]);
    expect(await actionsOf(admin, { action: "t.first", entity: "thing", entityId: 1 })).toEqual([
      "t.first",
    ]);
    expect(await actionsOf(admin, { entity: "other" })).toEqual([]);
    await expect(listAudit(admin, { fromOn: "2026-02-30" })).rejects.toThrow();
  });

  it("tells of a case only those who may see the case", async () => {
    const tenant = await desk.tenant();
    const admin = await tenant.operator();
    const ids = await inTransaction(admin, async (_, tx) => {
      const [group] = await tx
        .insert(accessGroups)
        .values({ code: "G", name: "G" })
        .returning({ id: accessGroups.id });
      const made = await tx
        .insert(cases)
        .values([
          { ...file, refNo: "1/2026", refNumber: 1, accessGroupId: group?.id },
          { ...file, refNo: "2/2026", refNumber: 2 },
        ])
        .returning({ id: cases.id });
      return { groupId: group?.id ?? 0, hidden: made[0]?.id ?? 0, open: made[1]?.id ?? 0 };
    });
    await write(admin, [
      { action: "c.hidden", caseId: ids.hidden },
      { action: "c.open", caseId: ids.open },
      { action: "c.none" },
    ]);
    await inTransaction(admin, (ctx) =>
      writeAudit(ctx, { action: "c.case", entity: "case", entityId: ids.hidden }),
    );
    const outsider = await tenant.operator("supervisor", { accessGroupIds: [] });
    const insider = await tenant.operator("supervisor", { accessGroupIds: [ids.groupId] });
    expect(await actionsOf(outsider, {})).toEqual(["c.none", "c.open"]);
    expect(await actionsOf(outsider, { caseId: ids.hidden })).toEqual([]);
    expect(await actionsOf(insider, {})).toEqual(["c.case", "c.none", "c.open", "c.hidden"]);
    const [entry] = (await listAudit(insider, { caseId: ids.hidden })).items;
    expect(entry?.refNo).toBe("1/2026");
  });

  it("can be neither changed nor deleted, by the owner of the tables either", async () => {
    const admin = await (await desk.tenant()).operator();
    await write(admin, [{ action: "keep.me" }]);
    const denied = { cause: { code: "42501" } };
    await expect(
      inTransaction(admin, async (_, tx) => tx.update(auditEntries).set({ action: "x" })),
    ).rejects.toMatchObject(denied);
    await expect(
      inTransaction(admin, async (_, tx) =>
        tx.delete(auditEntries).where(eq(auditEntries.action, "keep.me")),
      ),
    ).rejects.toMatchObject(denied);
    await expect(desk.owner`truncate audit_entries`).rejects.toMatchObject({ code: "23000" });
  });
});

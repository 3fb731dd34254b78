import { describe, expect, it } from "vitest";
import { jobOf, type ModuleContext, reading } from "../context";
import { makeDebtor } from "../dunning/testing/dunning-scene";
import { openDesk } from "../testing";
import { addNote } from "../timeline";
import { createModuleKey, onceOnly } from ".";

const desk = await openDesk();
const ROUTE = "POST events/notes";
const BODY_HASH = Buffer.from("body");

async function open() {
  const tenant = await desk.tenant();
  const admin = await tenant.operator("administrator");
  const { keyId } = await createModuleKey(admin, { label: "x", scopes: ["cases:edit"] });
  const { caseId } = await makeDebtor(admin);
  const whose = { tenantId: tenant.id, keyId, name: "x" };
  const actor = { kind: "module", ...whose, scopes: [], language: "cs" } as const;
  const ctx: ModuleContext = { ...admin, actor };
  const notes = async () => {
    const rows = await reading(
      admin,
      ({ sql }) => sql<{ text: string }[]>`
        select text from case_events where case_id = ${caseId} and kind = 'note'`,
    );
    return rows.map(({ text }) => text);
  };
  /** Somebody's answer, or the name of a call that somebody is at. */
  const put = (idempotencyKey: string, status: number | null, begunAt = desk.now) =>
    desk.owner.begin(async (sql) => {
      await sql`select set_config('app.tenant_id', ${String(tenant.id)}, true)`;
      await sql`
        insert into module_calls (key_id, idempotency_key, route, body_hash, begun_at, status, answer)
        values (${keyId}, ${idempotencyKey}, ${ROUTE}, ${BODY_HASH}, ${begunAt}, ${status},
                ${status === null ? null : sql.json({ eventId: 7 })})`;
    });
  const call = (idempotencyKey: string, before: () => Promise<unknown> = async () => undefined) =>
    onceOnly(
      ctx,
      { idempotencyKey, route: ROUTE, bodyHash: BODY_HASH },
      {
        opener: jobOf(ctx, "module"),
        refusal: ({ code }) => ({ status: 400, body: { code } }),
        work: async (inner) => {
          const { eventId } = await addNote(jobOf(inner, "module"), {
            caseId,
            text: idempotencyKey,
          });
          await before();
          return { status: 200, body: { eventId } };
        },
      },
    );
  return { call, put, notes };
}

describe("a named call", () => {
  it("answers what somebody else's answered between its look and its end, and leaves nothing", async () => {
    const { call, put, notes } = await open();
    const answered = await call("a", () => put("a", 200));
    expect(answered).toEqual({ status: 200, body: { eventId: 7 }, isRepeated: true });
    expect(await notes()).toEqual([]);
    expect(await call("b")).toMatchObject({ status: 200, isRepeated: false });
    expect(await notes()).toEqual(["b"]);
  });

  it("waits for one that somebody is at, and takes over from one that died", async () => {
    const { call, put, notes } = await open();
    await put("c", null);
    await expect(call("c")).rejects.toMatchObject({ code: "modules.call_under_way" });
    await put("d", null, new Date(desk.now.getTime() - 11 * 60_000));
    expect(await call("d")).toMatchObject({ status: 200, isRepeated: false });
    expect(await call("d")).toMatchObject({ status: 200, isRepeated: true });
    expect(await notes()).toEqual(["d"]);
  });
});

import { TRPCError } from "@trpc/server";
import { describe, expect, it } from "vitest";
import { sessions } from "@/db/schema";
import { seedMovement } from "@/server/domain/bank/testing/seed-movement";
import { seedRuns } from "@/server/domain/clock/testing/seed-runs";
import { inTransaction, type OperatorContext } from "@/server/domain/context";
import { uploadImport } from "@/server/domain/imports";
import { seedFailedMail } from "@/server/domain/mails/testing/seed-failed-mail";
import { seedChannels } from "@/server/domain/messages/testing/seed-channels";
import { seedDesk } from "@/server/domain/requests/testing/seed-desk";
import { uploadTemplate } from "@/server/domain/templates";
import { openDesk } from "@/server/domain/testing";
import { createCrmCaller, crmRouter } from "./root";
import { MARK, seedWallRows } from "./wall-rows";
import { WALL_SAMPLES } from "./wall-samples";

type AnyProcedure = { _def: { type: "query" | "mutation" | "subscription" } };
const procedures = crmRouter._def.procedures as unknown as Record<string, AnyProcedure>;

const desk = await openDesk();

/** Every row of a tenant, as one text a table. */
async function snapshot(tenantId: number): Promise<Record<string, string>> {
  const tables = await desk.owner<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and a.attname = 'tenant_id' and not a.attisdropped order by 1`;
  return desk.owner.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${String(tenantId)}, true)`;
    const parts = tables.map(
      ({ name }) => `select '${name}' as name, count(*) || ' ' ||
        coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as rows
        from "${name}" t where tenant_id = ${tenantId}`,
    );
    const rows = await sql.unsafe<{ name: string; rows: string }[]>(parts.join(" union all "));
    return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
  });
}

async function openSession(ctx: OperatorContext): Promise<string> {
  const expiresAt = new Date(desk.now.getTime() + 1e9);
  return inTransaction(ctx, async (_, tx) => {
    const [row] = await tx
      .insert(sessions)
      .values({ operatorId: ctx.actor.operatorId, expiresAt, lastSeenAt: desk.now })
      .returning({ id: sessions.id });
    return row?.id ?? "";
  });
}

/** Calls a procedure by its dotted path. */
async function call(ctx: OperatorContext, path: string, input: unknown): Promise<unknown> {
  let target: unknown = createCrmCaller({ ctx });
  for (const name of path.split(".")) target = (target as Record<string, unknown>)[name];
  return (target as (given: unknown) => Promise<unknown>)(input);
}

const victimTenant = await desk.tenant();
const victimAdmin = await victimTenant.operator("administrator", { name: MARK });
/** Workbooks travel outside of the procedures. */
async function upload(ctx: OperatorContext, mark: string): Promise<number> {
  async function* content() {
    yield Buffer.from(`RefNo;CeleJmeno\r\n1/2026;${mark}\r\n`);
  }
  const { importId } = await uploadImport(ctx, { kind: "cases", name: `${mark}.csv` }, content());
  return importId;
}
async function uploadLetter(ctx: OperatorContext, mark: string): Promise<number> {
  async function* content() {
    yield Buffer.from(`${mark} {Povinný.CeléJméno}`);
  }
  return (await uploadTemplate(ctx, { fileName: `${mark}.txt` }, content())).templateId;
}
const seed = async (ctx: OperatorContext, mark: string) =>
  seedWallRows(createCrmCaller({ ctx }), {
    sessionId: await openSession(ctx),
    mark,
    importId: await upload(ctx, mark),
    templateId: await uploadLetter(ctx, mark),
    ...(await seedMovement(ctx, mark)),
    ...(await seedFailedMail(ctx, { name: mark })),
    ...(await seedRuns(ctx, { name: mark })),
    ...(await seedChannels(ctx, mark)),
    ...(await seedDesk(ctx, mark)),
  });
const victim = await seed(victimAdmin, MARK);
const attackerTenant = await desk.tenant();
const own = await seed(await attackerTenant.operator("administrator"), "Útočník");
const before = await snapshot(victimTenant.id);

const isRefusal = (error: unknown) =>
  error instanceof TRPCError && ["NOT_FOUND", "FORBIDDEN"].includes(error.code);

describe("the wall between tenants", () => {
  it("is tried on rows in every room, and not on empty tables", () => {
    const filled = Object.entries(before).filter(([, rows]) => !rows.startsWith("0 "));
    expect(filled.map(([name]) => name)).toEqual(
      expect.arrayContaining(["operators", "sessions", "parties", "cases", "claims", "payments"]),
    );
    for (const [key, value] of Object.entries(victim)) expect(value, key).toBeTruthy();
  });

  it("has a sample for every procedure, and none for what is gone", () => {
    expect(Object.keys(procedures).sort()).toEqual(Object.keys(WALL_SAMPLES).sort());
  });

  it.each(Object.keys(procedures).sort())("holds against %s", async (path) => {
    const sample = WALL_SAMPLES[path];
    if (!sample) throw new Error(`${path} has no sample in wall-samples.ts`);
    const attacker = await attackerTenant.operator("administrator", { name: "Útočník" });
    const inputs = "refused" in sample ? sample.refused : sample.harmless;
    for (const make of inputs) {
      const attempt = call(attacker, path, make(victim, own)).catch((error: unknown) => error);
      const outcome = await attempt;
      if ("refused" in sample) {
        expect(isRefusal(outcome), `${path}: ${JSON.stringify(outcome)} ${outcome}`).toBe(true);
      } else if (outcome instanceof TRPCError) {
        expect(outcome.code, String(outcome.cause)).not.toBe("INTERNAL_SERVER_ERROR");
      }
      expect(JSON.stringify(outcome) ?? "").not.toContain(MARK);
    }
    expect(await snapshot(victimTenant.id)).toEqual(before);
  });

  it("lets nobody in who is not signed in", async () => {
    const stranger = createCrmCaller({ ctx: null });
    for (const path of Object.keys(procedures)) {
      let target: unknown = stranger;
      for (const name of path.split(".")) target = (target as Record<string, unknown>)[name];
      const attempt = (target as (given: unknown) => Promise<unknown>)(undefined);
      await expect(attempt, path).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    }
  });
});

describe("the test of the wall itself", () => {
  it("sees a change of one value in the victim's rows", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator("administrator");
    const whole = await snapshot(tenant.id);
    await createCrmCaller({ ctx }).access.account.setPresence({ isPresent: false });
    const changed = await snapshot(tenant.id);
    expect(changed.operators).not.toBe(whole.operators);
    expect(changed.audit_entries).not.toBe(whole.audit_entries);
    expect(changed.cases).toBe(whole.cases);
  });

  it("finds the victim's own call neither refused nor harmless", async () => {
    const answer = await call(victimAdmin, "parties.get", { partyId: victim.partyId });
    expect(JSON.stringify(answer)).toContain(MARK);
  });
});

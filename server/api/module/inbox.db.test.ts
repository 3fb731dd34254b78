import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { MODULE_SCOPES } from "@/db/values/modules";
import { inTransaction } from "@/server/domain/context";
import { takeInbox } from "@/server/domain/module-api";
import { PUBLIC_FACTS } from "@/server/domain/module-api/changes";
import { openDesk } from "@/server/domain/testing";
import { openLogins } from "./testing/logins";

const desk = await openDesk();
const agencyWithLogin = await openLogins(desk);
type Agency = Awaited<ReturnType<typeof agencyWithLogin>>;

const HOUR_MS = 60 * 60_000;
const later = ({ tenant }: Agency, ms: number) => {
  const job = tenant.system();
  return { ...job, now: new Date(job.now.getTime() + ms) };
};
const outbox = ({ sql }: Agency) =>
  sql`select id, state, status, attempts, answer ->> 'code' as code from module.outbox order by id`;

/** Notes of that text are a fault of ours: the statement fails, and no refusal is meant. */
await desk.owner.unsafe(`
  create function break_note() returns trigger language plpgsql as $$
  begin raise exception 'broken'; end $$;
  create trigger break_note before insert on case_events for each row
    when (new.text = 'jed') execute function break_note()`);

describe("a row whose call is under way", () => {
  it("is not refused, rests uncounted, and is told the answer of the first", async () => {
    const agency = await agencyWithLogin();
    const { sql, refNo, keyId, tenant } = agency;
    await sql`select module.add_event(${refNo}, 'běží', 'k-run')`;
    const [row] = await sql<{ id: string; input: unknown }[]>`select id, input from module.inbox`;
    const hash = createHash("sha256").update(JSON.stringify(row?.input)).digest();
    await inTransaction(tenant.system(), async (ctx, { sql: own }) => {
      await own`
        insert into module_calls (key_id, idempotency_key, route, body_hash, begun_at)
        values (${keyId}, ${`database:${row?.id}:k-run`}, 'database addNote', ${hash}, ${ctx.now})`;
    });
    expect(await takeInbox(tenant.system())).toEqual({ count: 0 });
    expect(await outbox(agency)).toHaveLength(0);
    expect(await sql`select attempts from module.inbox`).toEqual([{ attempts: 0 }]);
    await inTransaction(tenant.system(), async (_, { sql: own }) => {
      await own`update module_calls set status = 200, answer = '{"eventId": 1}' where status is null`;
    });
    expect(await takeInbox(later(agency, HOUR_MS))).toEqual({ count: 1 });
    expect(await outbox(agency)).toMatchObject([{ state: "done", status: 200 }]);
  });

  it("is held by one worker at a time", async () => {
    const agency = await agencyWithLogin();
    const { sql, refNo, tenant } = agency;
    for (let n = 0; n < 12; n += 1) await sql`select module.add_event(${refNo}, ${`č. ${n}`})`;
    const counts = await Promise.all([1, 2, 3].map(() => takeInbox(tenant.system())));
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(12);
    expect(
      new Set((await outbox(agency)).map(({ state, attempts }) => `${state} ${attempts}`)),
    ).toEqual(new Set(["done 1"]));
    await sql`select module.add_event(${refNo}, 'držená')`;
    await inTransaction(tenant.system(), async (ctx, { sql: own }) => {
      const until = new Date(ctx.now.getTime() + HOUR_MS / 2);
      await own`update module_inbox set leased_until = ${until} where state = 'waiting'`;
    });
    expect(await takeInbox(tenant.system())).toEqual({ count: 0 });
    expect(await takeInbox(later(agency, HOUR_MS))).toEqual({ count: 1 });
  });
});

describe("a row that fails", () => {
  it("rests while others go on, and is given up as failed for its module to see", async () => {
    const agency = await agencyWithLogin();
    const { sql, refNo, tenant } = agency;
    for (let n = 0; n < 3; n += 1) await sql`select module.add_event(${refNo}, 'jed')`;
    await sql`select module.add_event(${refNo}, 'zdravá')`;
    expect(await takeInbox(tenant.system())).toEqual({ count: 1 });
    expect(await outbox(agency)).toMatchObject([{ state: "done" }]);
    expect(await takeInbox(tenant.system())).toEqual({ count: 0 });
    const waiting = await sql`select attempts, next_at is not null as rests from module.inbox`;
    expect(waiting).toEqual(Array(3).fill({ attempts: 1, rests: true }));
    for (let n = 1; n < 11; n += 1) {
      expect(await takeInbox(later(agency, n * 2 * HOUR_MS))).toEqual({ count: 0 });
    }
    expect(await takeInbox(later(agency, 24 * HOUR_MS))).toEqual({ count: 3 });
    const given = (await outbox(agency)).filter(({ state }) => state === "failed");
    expect(given).toHaveLength(3);
    expect(given[0]).toMatchObject({ attempts: 12, status: 500, code: "modules.unexpected" });
    expect(await sql`select 1 from module.inbox`).toHaveLength(0);
  });
});

describe("module.ask", () => {
  it("hands nulls on, while the helpers leave out what was left out", async () => {
    const agency = await agencyWithLogin();
    const { sql, refNo, caseId, tenant } = agency;
    const groupOf = () =>
      inTransaction(tenant.system(), async (_, { sql: own }) => {
        const [row] =
          await own`select group_id is null as "isNone" from cases where id = ${caseId}`;
        return row?.isNone;
      });
    await inTransaction(tenant.system(), async (_, { sql: own }) => {
      const [group] = await own<{ id: number }[]>`
        insert into case_groups (code) values ('G1') returning id`;
      await own`update cases set group_id = ${group?.id ?? 0} where id = ${caseId}`;
    });
    expect(await groupOf()).toBe(false);
    const [row] = await sql<{ version: number }[]>`select version from module.cases`;
    const input = sql.json({ refNo, version: row?.version ?? 0, groupId: null });
    await sql`select module.ask('updateCase', ${input})`;
    await sql`select module.create_claim(${refNo}, 700000, 'CZK', '2026-12-01')`;
    await takeInbox(tenant.system());
    expect(await outbox(agency)).toMatchObject([{ state: "done" }, { state: "done" }]);
    expect(await groupOf()).toBe(true);
  });
});

const VIEWS = {
  "cases:read": ["cases", "case_parties", "events", "messages"],
  "parties:read": ["parties", "addresses", "contacts"],
  "claims:read": ["claims", "payments"],
  "changes:read": ["changes", "feed"],
};

describe("what a login reads", () => {
  it("is what its key is good for", async () => {
    const all = Object.keys(VIEWS) as (keyof typeof VIEWS)[];
    const others = MODULE_SCOPES.filter((scope) => !(scope in VIEWS));
    for (const scope of all) {
      const agency = await agencyWithLogin({ scopes: [scope, "claims:edit"] });
      const none = await agencyWithLogin({
        scopes: [...others, ...all.filter((each) => each !== scope)],
      });
      for (const { sql, refNo, tenant } of [agency, none]) {
        await sql`select module.create_claim(${refNo}, 700000, 'CZK', '2026-12-01')`;
        expect(await takeInbox(tenant.system())).toEqual({ count: 1 });
      }
      for (const view of all.flatMap((each) => VIEWS[each])) {
        const isTheirs = (VIEWS[scope] as string[]).includes(view);
        const may = await seen(agency, view);
        const mayNot = await seen(none, view);
        if (isTheirs) expect(mayNot, `${view} without ${scope}`).toBe(0);
        else expect(may, `${view} with ${scope} alone`).toBe(0);
      }
      expect(await seen(agency, VIEWS[scope][0] ?? ""), scope).toBeGreaterThan(0);
    }
  });

  it("of the changes is what GET changes tells", async () => {
    const [view] = await desk.owner<{ text: string }[]>`
      select pg_get_viewdef('module.changes'::regclass) as text`;
    const names = [...(view?.text ?? "").matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, name]) => name);
    expect(names.sort()).toEqual([...PUBLIC_FACTS].sort());
  });

  it("comes by functions with the owner's rights that are named here", async () => {
    const rows = await desk.owner<{ name: string; config: string[] | null }[]>`
      select proname as name, proconfig as config from pg_proc
       where pronamespace = 'module'::regnamespace and prosecdef order by 1`;
    expect(rows.map(({ name }) => name)).toEqual(["feed_mark", "key", "may", "tenant"]);
    for (const { name, config } of rows) {
      expect(config, name).toContain("search_path=public, pg_temp");
    }
  });
});

async function seen({ sql }: Agency, view: string): Promise<number> {
  const [row] = await sql.unsafe(`select count(*)::int as n from module.${view}`);
  return row?.n ?? -1;
}

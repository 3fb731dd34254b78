import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import postgres from "postgres";
import { connect } from "@/db/client";
import { reallocateCases, recordPayment } from "@/server/domain/claims";
import { type Context, inTransaction, makeToday, type SystemActor } from "@/server/domain/context";
import { makeKeys } from "@/server/domain/keys";

/**
 * Allocation of one payment on each of N cases in one transaction: rule, allocations, cached
 * balances of claims and cases. Floor: COPY of the same allocation rows into the same table by a
 * superuser, nothing read, nothing computed, no cache. Also one payment through the whole verb.
 * The last line is JSON.
 *
 *   npm run bench allocation [cases]
 */
const [count = 100_000] = process.argv.slice(2).map(Number);

const urlOf = (name: string): string => {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set; run it as "npm run bench allocation"`);
  return url;
};

const admin = postgres(urlOf("DATABASE_ADMIN_URL"), { max: 1, onnotice: () => undefined });
const db = connect(urlOf("DATABASE_URL"), { poolMax: 2 });

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

const round = (value: number) => Math.round(value * 1000) / 1000;

async function makeTenant(): Promise<Context<SystemActor>> {
  const slug = `ledger-${randomBytes(4).toString("hex")}`;
  const [row] = await admin<{ id: number }[]>`
    insert into tenants (slug, name) values (${slug}, ${slug}) returning id`;
  const secret = () => randomBytes(32).toString("base64");
  const now = new Date("2026-11-22T09:00:00Z");
  return {
    db,
    keys: makeKeys(secret(), secret()),
    now,
    today: makeToday(now),
    log: { info: () => undefined, error: () => undefined },
    actor: { kind: "system", tenantId: Number(row?.id), job: "bench", language: "cs" },
  };
}

/** Cases with a claim each, every fifth with a fee, two tenths with a second claim. */
async function fill(tenantId: number): Promise<void> {
  await admin.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${String(tenantId)}, true)`;
    await sql`
      insert into cases (tenant_id, ref_no, ref_year, ref_number, category, state, opened_on,
                         debtor_name, search)
      select ${tenantId}, n || '/2026', 2026, n, 'collection', 'new', '2026-01-01', 'Novák Jan ' || n,
             array_to_tsvector(array['novak', 'jan', n::text, n || '/2026', 'praha', 'dlouha'])
        from generate_series(1, ${count}::int) n`;
    await sql`
      insert into claims (tenant_id, case_id, variable_symbol, currency, due_on, arisen_on)
      select ${tenantId}, id, lpad((ref_number * 10 + k)::text, 10, '0'), 'CZK',
             date '2024-01-01' + (ref_number % 700)::int, date '2023-12-01'
        from cases, generate_series(0, 1) k
       where tenant_id = ${tenantId} and (k = 0 or ref_number % 5 = 1)`;
    await sql`
      insert into claim_components (tenant_id, claim_id, kind)
      select ${tenantId}, c.id, kind from claims c, unnest(array['principal', 'fee']) kind
       where c.tenant_id = ${tenantId} and (kind = 'principal' or c.id % 5 = 0)`;
    await sql`
      insert into component_entries (tenant_id, component_id, amount_minor, value_on)
      select ${tenantId}, id, case kind when 'fee' then 50000 else 100000 + id % 900 * 100 end,
             date '2023-12-01' + case kind when 'fee' then 90 else 0 end
        from claim_components where tenant_id = ${tenantId}`;
  });
  await admin`vacuum analyze cases, claims, claim_components, component_entries`;
}

async function pay(tenantId: number): Promise<void> {
  await admin`
    insert into payments (tenant_id, case_id, amount_minor, currency, value_on, source, source_key)
    select ${tenantId}, id, 20000 + ref_number % 1500 * 100, 'CZK',
           date '2025-06-01' + (ref_number % 300)::int, 'import', 'bench ' || id
      from cases where tenant_id = ${tenantId}`;
  await admin`vacuum analyze payments`;
}

/** The floor: rows as text through COPY, the table with its indexes, keys and checks. */
async function copyBack(tenantId: number): Promise<{ floor: number; rows: number }> {
  const rows = await admin`
    select ${tenantId}::int, case_id, payment_id, component_id, amount_minor, value_on::text,
           booked_at::text
      from allocations where tenant_id = ${tenantId}`.values();
  await admin.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`delete from allocations where tenant_id = ${tenantId}`;
  });
  await admin`vacuum allocations`;
  const lines = rows.map((row) => `${row.map((cell) => cell ?? "\\N").join("\t")}\n`);
  const floor = await seconds(async () => {
    const target = await admin`
      copy allocations (tenant_id, case_id, payment_id, component_id, amount_minor, value_on,
                        booked_at) from stdin`.writable();
    await pipeline(Readable.from(chunksOf(lines)), target);
  });
  return { floor, rows: rows.length };
}

function* chunksOf(lines: string[]): Generator<string> {
  for (let at = 0; at < lines.length; at += 1_000) yield lines.slice(at, at + 1_000).join("");
}

async function onePayment(ctx: Context, caseIds: number[]): Promise<{ p50: number; p95: number }> {
  const times: number[] = [];
  for (let i = 0; i < 200; i += 1) {
    const caseId = caseIds[(i * 487) % caseIds.length] ?? 0;
    const took = await seconds(() =>
      recordPayment(ctx, {
        ...{ caseId, amountMinor: 1_000 + i, currency: "CZK", valueOn: "2026-11-01" },
        idempotencyKey: `bench-one-${i}`,
      }),
    );
    times.push(took * 1_000);
  }
  times.sort((a, b) => a - b);
  return { p50: round(times[100] ?? 0), p95: round(times[190] ?? 0) };
}

const ctx = await makeTenant();
const { tenantId } = ctx.actor;
console.error(`filling ${count} cases`);
await fill(tenantId);
const ids = (await admin<{ id: string }[]>`select id from cases where tenant_id = ${tenantId}`).map(
  (row) => Number(row.id),
);
const reallocate = () =>
  inTransaction(ctx, (inner, tx) => reallocateCases(inner, tx, { caseIds: ids }));
const charged = await seconds(reallocate);
console.error(`balances of new claims: ${round(charged)} s`);
await pay(tenantId);
const ours = await seconds(reallocate);
console.error(`allocation of ${count} payments: ${round(ours)} s`);
const again = await seconds(reallocate);
console.error(`the same again, nothing to write: ${round(again)} s`);
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
const { floor, rows } = await copyBack(tenantId);
console.error(`floor, COPY of ${rows} allocations: ${round(floor)} s`);
const single = await onePayment(ctx, ids);
console.log(
  JSON.stringify({
    bench: "allocation",
    cases: count,
    allocations: rows,
    ours: round(ours),
    floor: round(floor),
    ratio: round(ours / floor),
    newClaims: round(charged),
    unchanged: round(again),
    peakMb,
    onePaymentMs: single,
  }),
);
await db.end();
await admin.end();

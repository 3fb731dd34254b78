import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { connect } from "@/db/client";
import { reallocateCases, sumClaims } from "@/server/domain/claims";
import { type Context, inTransaction, makeToday, type SystemActor } from "@/server/domain/context";
import { makeKeys } from "@/server/domain/keys";
import { LATE_INTEREST_VERSION } from "@/server/domain/law";

/**
 * Late interest and balances of N claims on a day: what the list's sum asks, to the minor unit as the
 * ledger says it. Floor: one SQL statement that joins the same rows of claims and positions and does
 * one multiplication. Both warm, by turns, in one run. Also the cold way: everything recomputed from
 * the entries, allocations and rates. The last line is JSON.
 *
 *   npm run bench ledger [claims]
 */
const [count = 1_000_000] = process.argv.slice(2).map(Number);
const ROUNDS = 7;
const CHUNK_CASES = 20_000;

const urlOf = (name: string): string => {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set; run it as "npm run bench ledger"`);
  return url;
};

const admin = postgres(urlOf("DATABASE_ADMIN_URL"), { max: 1, onnotice: () => undefined });
const db = connect(urlOf("DATABASE_URL"), { poolMax: 3 });

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

const round = (value: number) => Math.round(value * 1000) / 1000;
const median = (values: number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

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

/** Two claims a case, each in delay since some day of ten years; one case in four paid a part. */
async function fill(tenantId: number): Promise<void> {
  await admin.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${String(tenantId)}, true),
      set_config('session_replication_role', 'replica', true),
      set_config('enable_nestloop', 'off', true)`;
    await sql`
      insert into cases (tenant_id, ref_no, ref_year, ref_number, category, state, opened_on,
                         debtor_name, search)
      select ${tenantId}, n || '/2026', 2026, n, 'collection', 'new', '2026-01-01', 'Novák Jan ' || n,
             array_to_tsvector(array['novak', 'jan', n::text])
        from generate_series(1, ${Math.ceil(count / 2)}::int) n`;
    await sql`
      insert into claims (tenant_id, case_id, variable_symbol, currency, due_on, arisen_on)
      select ${tenantId}, id, lpad((ref_number * 10 + k)::text, 10, '0'), 'CZK',
             date '2016-01-01' + (ref_number * 7 % 3650)::int + k, date '2015-12-01'
        from cases, generate_series(0, 1) k where tenant_id = ${tenantId}`;
    await sql`
      insert into claim_components (tenant_id, claim_id, kind)
      select ${tenantId}, c.id, kind
        from claims c, unnest(array['principal', 'lateInterest']) kind
       where c.tenant_id = ${tenantId}`;
    await sql`
      insert into component_entries (tenant_id, component_id, amount_minor, value_on)
      select ${tenantId}, m.id, 100000 + m.id % 90000 * 100, c.arisen_on
        from claim_components m join claims c on c.tenant_id = ${tenantId} and c.id = m.claim_id
       where m.tenant_id = ${tenantId} and m.kind = 'principal'`;
    await sql`
      insert into interest_terms (tenant_id, component_id, regime, day_count, delay_from, from_on,
                                  pack_version)
      select ${tenantId}, m.id, 'cz-statutory', 'act365', c.due_on + 1, c.due_on + 1,
             ${LATE_INTEREST_VERSION}
        from claim_components m join claims c on c.tenant_id = ${tenantId} and c.id = m.claim_id
       where m.tenant_id = ${tenantId} and m.kind = 'lateInterest'`;
    await sql`
      insert into payments (tenant_id, case_id, amount_minor, currency, value_on, source, source_key)
      select ${tenantId}, id, 20000 + ref_number % 1500 * 100, 'CZK',
             date '2026-01-01' + (ref_number % 300)::int, 'import', 'bench ' || id
        from cases where tenant_id = ${tenantId} and ref_number % 4 = 0`;
  });
  await admin`vacuum analyze`;
}

/** The cold way: everything from the entries, in transactions as a sweep takes them. */
async function recompute(ctx: Context<SystemActor>, ids: number[]): Promise<void> {
  for (let at = 0; at < ids.length; at += CHUNK_CASES) {
    const caseIds = ids.slice(at, at + CHUNK_CASES);
    await inTransaction(ctx, (inner, tx) => reallocateCases(inner, tx, { caseIds }));
  }
}

const floorOf = (tenantId: number) => admin`
  select sum(c.balance_minor + p.per_day_minor * 30), count(*)
    from claims c
    join interest_positions p on p.tenant_id = c.tenant_id and p.claim_id = c.id
   where c.tenant_id = ${tenantId}`;

const ctx = await makeTenant();
const { tenantId } = ctx.actor;
console.error(`filling ${count} claims`);
await fill(tenantId);
const ids = (
  await admin<{ id: string }[]>`select id from cases where tenant_id = ${tenantId} order by id`
).map((row) => Number(row.id));
const recomputed = await seconds(() => recompute(ctx, ids));
console.error(`everything recomputed from entries and rates: ${round(recomputed)} s`);
await admin`vacuum analyze`;
const onDay = "2026-12-22";
const { sums } = await sumClaims(ctx, { onDay });
await floorOf(tenantId);
const ours: number[] = [];
const floor: number[] = [];
for (let i = 0; i < ROUNDS; i += 1) {
  floor.push(await seconds(() => floorOf(tenantId)));
  ours.push(await seconds(() => sumClaims(ctx, { onDay })));
}
console.log(
  JSON.stringify({
    bench: "ledger",
    claims: count,
    ours: round(median(ours)),
    floor: round(median(floor)),
    ratio: round(median(ours) / median(floor)),
    recomputedSeconds: round(recomputed),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    sums,
  }),
);
await db.end();
await admin.end();

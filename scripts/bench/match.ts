import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { connect } from "@/db/client";
import { listRules, matchMovements, previewRules, rematchClaims } from "@/server/domain/bank";
import { reallocateCases } from "@/server/domain/claims";
import { type Context, inTransaction, makeToday, type SystemActor } from "@/server/domain/context";
import { makeKeys } from "@/server/domain/keys";
import { fillDebts, fillMovements } from "./match/fill";

/**
 * Movements against open claims: the whole cascade with payments, allocations, balances, lines on the
 * case, audit and facts. Floor: the one join by exact VS and insert of as many allocation rows, by a
 * superuser, nothing else. Also a day's 200 movements, and a re-match after 1 000 new claims,
 * and what judging alone takes (a dry run of up to 10 000). The
 * last line is JSON.
 *
 *   npm run bench match [movements] [claims]
 */
const [movements = 100_000, claims = 1_000_000] = process.argv.slice(2).map(Number);
const DAY_MOVEMENTS = 200;
const NEW_CLAIMS = 1_000;

const urlOf = (name: string): string => {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set; run it as "npm run bench match"`);
  return url;
};

const admin = postgres(urlOf("DATABASE_ADMIN_URL"), { max: 1, onnotice: () => undefined });
const db = connect(urlOf("DATABASE_URL"), { poolMax: 2 });
const round = (value: number) => Math.round(value * 1000) / 1000;
const say = (text: string) => process.stderr.write(`${text}\n`);

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

async function makeTenant(): Promise<Context<SystemActor>> {
  const slug = `match-${randomBytes(4).toString("hex")}`;
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

/** As many rows as the exact VS finds, into a table with the indexes and checks of allocations. */
async function floorOf(tenantId: number): Promise<{ floor: number; rows: number }> {
  await admin`drop table if exists floor_allocations`;
  await admin`create table floor_allocations (like allocations including all)`;
  let rows = 0;
  const floor = await seconds(async () => {
    const done = await admin`
      insert into floor_allocations (tenant_id, case_id, payment_id, component_id, amount_minor,
                                     value_on)
      select m.tenant_id, c.case_id, m.id, p.id, least(m.amount_minor, c.balance_minor), m.booked_on
        from bank_movements m
        join claims c on c.tenant_id = m.tenant_id and c.variable_symbol = m.variable_symbol
         and c.currency = m.currency and c.balance_minor > 0
        join claim_components p on p.tenant_id = c.tenant_id and p.claim_id = c.id
       where m.tenant_id = ${tenantId} and m.state = 'open' and m.amount_minor > 0`;
    rows = done.count;
  });
  await admin`drop table floor_allocations`;
  return { floor, rows };
}

/** New claims whose symbols some of the movements that wait have been naming. */
async function arrive(tenantId: number): Promise<number[]> {
  const rows = await fillDebts(admin, { tenantId, from: claims + 1, count: NEW_CLAIMS });
  await admin`
    update claims c set variable_symbol = m.variable_symbol
      from (select variable_symbol, row_number() over (order by id) as n from bank_movements
             where tenant_id = ${tenantId} and reason = 'no_claim' limit 100) m
     where c.tenant_id = ${tenantId} and c.id = (${rows}::bigint[])[m.n]`;
  return rows;
}

const ctx = await makeTenant();
const { tenantId } = ctx.actor;
say(`filling ${claims} claims`);
await fillDebts(admin, { tenantId, from: 1, count: claims });
say(`filling ${movements} movements`);
await fillMovements(admin, { tenantId, claims, movements, salt: 0 });
await admin`vacuum analyze`;
const { floor, rows } = await floorOf(tenantId);
say(`floor, ${rows} allocations by the exact VS: ${round(floor)} s`);
const rules = await listRules(ctx);
let judgedCount = 0;
const judged = await seconds(async () => {
  judgedCount = (await previewRules(ctx, { rules })).seenCount;
});
say(`judged only, ${judgedCount} movements: ${round(judged)} s`);
let matched = { seenCount: 0, bookedCount: 0 };
const ours = await seconds(async () => {
  matched = await matchMovements(ctx);
});
say(`the cascade: ${round(ours)} s, ${matched.bookedCount} of ${matched.seenCount} booked`);
await admin`vacuum analyze`;

// Every connection plans the cascade once; two days of it, so that both have.
const dayOf = async (salt: number) => {
  await fillMovements(admin, { tenantId, claims, movements: DAY_MOVEMENTS, salt });
  return seconds(() => matchMovements(ctx));
};
const dayCold = await dayOf(5);
await dayOf(6);
await fillMovements(admin, { tenantId, claims, movements: DAY_MOVEMENTS, salt: 7 });
const day = await seconds(() => matchMovements(ctx));
say(
  `a day's ${DAY_MOVEMENTS} movements: ${round(day * 1000)} ms, ${round(dayCold * 1000)} ms cold`,
);
const claimIds = await arrive(tenantId);
await inTransaction(ctx, async (inner, tx) => {
  const found = await tx.sql<{ id: number }[]>`
    select case_id as id from claims where id = any(${claimIds})`;
  await reallocateCases(inner, tx, { caseIds: found.map(({ id }) => id) });
});
await admin`vacuum analyze bank_movements`;
const rematch = await seconds(() => rematchClaims(ctx, { claimIds }));
say(`re-match after ${NEW_CLAIMS} new claims: ${round(rematch * 1000)} ms`);
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
const stood = await admin<{ reason: string; count: string }[]>`
  select reason, count(*) from bank_movements where tenant_id = ${tenantId} group by reason`;
console.log(
  JSON.stringify({
    ...{ bench: "match", movements, claims, ...matched },
    ...{ ours: round(ours), floor: round(floor), ratio: round(ours / floor) },
    ...{ judged: round(judged), judgedCount },
    ...{
      dayMs: round(day * 1000),
      dayColdMs: round(dayCold * 1000),
      rematchMs: round(rematch * 1000),
      peakMb,
    },
    reasons: Object.fromEntries(stood.map(({ reason, count }) => [reason, Number(count)])),
  }),
);
await db.end();
await admin.end();

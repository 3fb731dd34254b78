import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { connect } from "@/db/client";
import { type Context, makeToday, type SystemActor } from "@/server/domain/context";
import { planOfDay, queueAutoRun, runDunningStep } from "@/server/domain/dunning";
import { makeKeys } from "@/server/domain/keys";
import { fillDebts } from "./match/fill";

/**
 * The dunning plan of N claims for one date: which letters, by which step, for how much, and what is
 * stopped, by the statement that the page asks; and the same put down as a run, a row a letter. Floor: one
 * SQL anti-join over the same rows (open claims that are due, without those that had a notice), by a
 * superuser, without policies, steps, stops or debtors. Both warm, by turns, in one run. The last line
 * is JSON.
 *
 *   npm run bench plan [claims]
 */
const [count = 1_000_000] = process.argv.slice(2).map(Number);
const ROUNDS = 5;
const ON_DAY = "2026-11-22";
const OFFSETS = [-3, 5, 19, 33, 47, 75];

const urlOf = (name: string): string => {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set; run it as "npm run bench plan"`);
  return url;
};

const admin = postgres(urlOf("DATABASE_ADMIN_URL"), { max: 1, onnotice: () => undefined });
const db = connect(urlOf("DATABASE_URL"), { poolMax: 2 });
const say = (text: string) => process.stderr.write(`${text}\n`);
const round = (value: number) => Math.round(value * 1000) / 1000;
const median = (values: number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

async function makeTenant(): Promise<Context<SystemActor>> {
  const slug = `plan-${randomBytes(4).toString("hex")}`;
  const [row] = await admin<{ id: number }[]>`
    insert into tenants (slug, name) values (${slug}, ${slug}) returning id`;
  const secret = () => randomBytes(32).toString("base64");
  const now = new Date(`${ON_DAY}T09:00:00Z`);
  return {
    db,
    keys: makeKeys(secret(), secret()),
    now,
    today: makeToday(now),
    log: { info: () => undefined, error: () => undefined },
    actor: { kind: "system", tenantId: Number(row?.id), job: "bench", language: "cs" },
  };
}

/** Six steps in force; every other claim has had its first one, twenty days ago. */
async function fill(tenantId: number): Promise<void> {
  await fillDebts(admin, { tenantId, from: 1, count });
  await admin.begin(async (sql) => {
    await sql`select set_config('app.tenant_id', ${String(tenantId)}, true),
      set_config('session_replication_role', 'replica', true)`;
    await sql`
      update cases c set debtor_party_id = p.party_id from case_parties p
       where c.tenant_id = ${tenantId} and p.tenant_id = c.tenant_id and p.case_id = c.id`;
    const [plan] = await sql<{ id: number }[]>`
      insert into dunning_plans (tenant_id, name, state, skip_policy, gathering)
      values (${tenantId}, 'bench', 'active', 'catch_up', 'debtor') returning id`;
    const [template] = await sql<{ id: number }[]>`
      insert into templates (tenant_id, code, name, format, methods)
      values (${tenantId}, 'bench', 'bench', 'txt', '{email}') returning id`;
    for (const [index, dayOffset] of OFFSETS.entries()) {
      await sql`
        insert into dunning_steps (tenant_id, plan_id, series_id, template_id, day_offset, currency,
                                   categories, states, is_auto, is_last)
        values (${tenantId}, ${plan?.id ?? 0}, ${index + 1}, ${template?.id ?? 0}, ${dayOffset},
                'CZK', '{collection}', '{new,amicable}', true, ${index === OFFSETS.length - 1})`;
    }
    await sql`
      insert into dunning_positions (tenant_id, claim_id, anchor_on, day_offset, sent_on, series_ids)
      select ${tenantId}, id, due_on, 5, ${ON_DAY}::date - 20, '{2}' from claims
       where tenant_id = ${tenantId} and id % 2 = 0`;
    await sql`
      insert into dunning_notices (tenant_id, claim_id, case_id, series_id, step_id, anchor_on,
                                   day_offset, sent_on, message_id)
      select ${tenantId}, id, case_id, 2, 2, due_on, 5, ${ON_DAY}::date - 20, 0 from claims
       where tenant_id = ${tenantId} and id % 2 = 0`;
    await sql`
      insert into contact_holds (tenant_id, case_id, kind, reason)
      select ${tenantId}, id, 'dispute', 'bench' from cases
       where tenant_id = ${tenantId} and id % 100 = 0`;
  });
  await admin`analyze`;
}

/** Open claims that are due and had no notice since their due day: the least that a plan must ask. */
const floorOf = (tenantId: number) => admin<{ count: string }[]>`
  select count(*), sum(c.balance_minor)
    from claims c
    join cases k on k.tenant_id = c.tenant_id and k.id = c.case_id
   where c.tenant_id = ${tenantId} and c.balance_minor > 0 and c.voided_at is null
     and k.closed_at is null and c.due_on + 5 <= ${ON_DAY}::date
     and not exists (select from dunning_notices n
                      where n.tenant_id = c.tenant_id and n.claim_id = c.id
                        and n.anchor_on = c.due_on)`;

const ctx = await makeTenant();
const { tenantId } = ctx.actor;
say(`filling ${count} claims`);
say(`filled in ${Math.round(await seconds(() => fill(tenantId)))} s`);
const found = await planOfDay(ctx, { onDay: ON_DAY });
const letters = found.steps.reduce((sum, step) => sum + step.letterCount, 0);
const stopped = found.steps
  .flatMap(({ stops }) => stops)
  .reduce((sum, stop) => sum + stop.count, 0);
await floorOf(tenantId);
const [ours, floor]: [number[], number[]] = [[], []];
for (let turn = 0; turn < ROUNDS; turn += 1) {
  ours.push(await seconds(() => planOfDay(ctx, { onDay: ON_DAY })));
  floor.push(await seconds(() => floorOf(tenantId)));
}
await queueAutoRun(ctx);
const [run] = await admin<{ id: number }[]>`
  select id from dunning_runs where tenant_id = ${tenantId}`;
let total = 0;
const putDown = await seconds(async () => {
  total = (await runDunningStep(ctx, { runId: Number(run?.id) })).total;
});
const result = {
  ...{ claims: count, letters, stopped, rounds: ROUNDS, isWarm: true },
  planSeconds: round(median(ours)),
  floorSeconds: round(median(floor)),
  ratio: round(median(ours) / median(floor)),
  putDownSeconds: round(putDown),
  putDownLetters: total,
};
await Promise.all([db.end(), admin.end()]);
console.log(JSON.stringify(result));

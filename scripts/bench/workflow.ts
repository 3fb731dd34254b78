import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { connect } from "@/db/client";
import { moveCases } from "@/server/domain/cases";
import { type Context, makeToday, type OperatorActor } from "@/server/domain/context";
import { makeKeys } from "@/server/domain/keys";

/**
 * N documents moved from approval to signing, each judged on its own facts: guards, demanded fields and
 * two approvals of its own that have to be positive; by the path that bulk actions take, a thousand at a
 * time. Floor: the bare UPDATE of as many rows with an insert into the audit, in the same pieces, by a
 * superuser without policies and triggers. By turns, in one run, after one piece of each to warm up. The
 * last line is JSON.
 *
 *   npm run bench workflow [cases]
 */
const [count = 100_000] = process.argv.slice(2).map(Number);
const PIECE = 1_000;
const FROM = "approval";
const TO = "signing";

const urlOf = (name: string): string => {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set; run it as "npm run bench workflow"`);
  return url;
};

const admin = postgres(urlOf("DATABASE_ADMIN_URL"), { max: 1, onnotice: () => undefined });
const db = connect(urlOf("DATABASE_URL"), { poolMax: 2 });
const say = (text: string) => process.stderr.write(`${text}\n`);
const round = (value: number) => Math.round(value * 1000) / 1000;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

async function makeTenant(): Promise<Context<OperatorActor>> {
  const slug = `workflow-${randomBytes(4).toString("hex")}`;
  const [tenant] = await admin<{ id: number }[]>`
    insert into tenants (slug, name) values (${slug}, ${slug}) returning id`;
  const tenantId = Number(tenant?.id);
  const [operator] = await admin<{ id: number }[]>`
    insert into operators (tenant_id, email, name, role, password_hash, sees_all_groups)
    values (${tenantId}, ${`${slug}@bench.example`}, 'Bench', 'administrator', 'x', true) returning id`;
  const secret = () => randomBytes(32).toString("base64");
  const now = new Date();
  return {
    db,
    keys: makeKeys(secret(), secret()),
    now,
    today: makeToday(now),
    log: { info: () => undefined, error: () => undefined },
    actor: {
      ...{ kind: "operator", tenantId, operatorId: Number(operator?.id), name: "Bench" },
      ...{ role: "administrator", accessGroupIds: "all", language: "cs", sessionId: "bench" },
    },
  };
}

/** Documents with both approvals given; twice as many as are moved by each of the two. */
async function fill({ tenantId, operatorId }: OperatorActor): Promise<void> {
  await admin.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`
      insert into cases (tenant_id, ref_no, ref_year, ref_number, category, state, opened_on, fields)
      select ${tenantId}, n || '/2026', 2026, n, 'document', ${FROM}, '2026-01-01',
             '{"subject": "Smlouva", "documentType": "contract"}'
        from generate_series(1, ${2 * count + 2 * PIECE}::int) n`;
    await sql`
      insert into collegial_calls (tenant_id, case_id, kind, state, assigned_name, assigned_at)
      select ${tenantId}, id, 'approve', ${FROM}, 'Bench', now() from cases
       where tenant_id = ${tenantId}`;
    await sql`
      insert into collegial_actions (tenant_id, call_id, case_id, kind, state, position, assignee_id,
             assignee_role, outcome, decided_at)
      select ${tenantId}, l.id, l.case_id, 'approve', ${FROM}, p,
             case p when 1 then ${operatorId}::bigint end, case p when 2 then 'supervisor' end,
             'positive', now()
        from collegial_calls l, generate_series(1, 2) p where l.tenant_id = ${tenantId}`;
  });
  await admin`vacuum analyze cases, collegial_calls, collegial_actions`;
}

/** The same rows, without looking at them: state, time and version, and who did it. */
async function floorOf(actor: OperatorActor, ids: number[]): Promise<void> {
  await admin.begin(async (sql) => {
    // The tables' own guards refuse what was not judged.
    await sql`set local session_replication_role = replica`;
    await sql`
      update cases set state = ${TO}, state_since = now(), updated_at = now(), version = version + 1
       where tenant_id = ${actor.tenantId} and id = any(${ids})`;
    await sql`
      insert into audit_entries (tenant_id, at, actor_kind, actor_id, actor_name, action, entity,
             entity_id, case_id, before, after)
      select ${actor.tenantId}::int, now(), 'operator', ${actor.operatorId}::bigint, 'Bench',
             'cases.move', 'case', id, id,
             jsonb_build_object('state', ${FROM}::text), jsonb_build_object('state', ${TO}::text)
        from unnest(${ids}::bigint[]) id`;
  });
}

async function move(ctx: Context<OperatorActor>, caseIds: number[]): Promise<void> {
  const outcomes = await moveCases(ctx, { caseIds, to: TO });
  const refused = outcomes.find((outcome) => !outcome.ok);
  if (refused) throw new Error(`case ${refused.caseId} was refused: ${JSON.stringify(refused)}`);
}

const ctx = await makeTenant();
const { actor } = ctx;
say(`filling ${2 * count} documents`);
say(`filled in ${Math.round(await seconds(() => fill(actor)))} s`);
const rows = await admin<{ id: number }[]>`
  select id from cases where tenant_id = ${actor.tenantId} order by id`;
const ids = rows.map(({ id }) => Number(id));
const take = () => ids.splice(0, PIECE);
await move(ctx, take());
await floorOf(actor, take());
let [ours, floor] = [0, 0];
for (let done = 0; done < count; done += PIECE) {
  ours += await seconds(() => move(ctx, take()));
  floor += await seconds(() => floorOf(actor, take()));
}
const result = {
  ...{ moves: count, piece: PIECE, approvalsEach: 2, isWarm: true },
  ...{ seconds: round(ours), floorSeconds: round(floor), ratio: round(ours / floor) },
  movesPerSecond: Math.round(count / ours),
};
await Promise.all([db.end(), admin.end()]);
console.log(JSON.stringify(result));

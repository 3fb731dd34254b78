import type { Tx } from "@/db/client";
import type { Finding } from "@/server/kernel/parsed";
import type { Context } from "../context";
import type { InsolvencySnapshot, JsonRow } from "./merge-snapshot";

// The tables of registers are written by plain SQL here: that room stands on this one and cannot be
// asked, and what is known must go over in the very transaction that moves the cases, or notices
// would go out to somebody insolvent until the next look.

type Pair = { keptId: number; mergedId: number };

/**
 * Gives the kept record what is known of the merged one's insolvency, people's verdicts and what both
 * do to cases. The worse state wins, of equal ones the newer answer; the kept record's verdicts stand.
 * The merged record keeps its own rows. After the cases were moved and refreshed.
 */
export async function takeInsolvency(
  ctx: Context,
  tx: Tx,
  pair: Pair,
): Promise<InsolvencySnapshot> {
  const states = await takeStates(ctx, tx, pair);
  const verdicts = await takeVerdicts(tx, pair);
  return { ...states, verdicts, ...(await takeCaseRows(ctx, tx, pair)) };
}

async function takeStates(
  ctx: Context,
  { sql }: Tx,
  { keptId, mergedId }: Pair,
): Promise<Pick<InsolvencySnapshot, "statesBefore" | "statesAfter">> {
  const before = await sql<{ row: JsonRow }[]>`
    select to_jsonb(i) as row from party_insolvency i where party_id = ${keptId} order by register`;
  // Changed now: answers about the kept record from before this moment do not outdo what it took.
  const after = await sql<{ row: JsonRow }[]>`
    insert into party_insolvency as k (party_id, register, is_active, is_suspected, state_code, procedure,
      mark, file_mark, court, started_on, ended_on, url, screening_id, checked_at, changed_at,
      tried_at)
    select ${keptId}, register, is_active, is_suspected, state_code, procedure, mark, file_mark, court,
           started_on, ended_on, url, screening_id, checked_at, ${ctx.now}, tried_at
      from party_insolvency where party_id = ${mergedId} order by register
    on conflict (tenant_id, party_id, register) do update
       set is_active = excluded.is_active, is_suspected = excluded.is_suspected,
           state_code = excluded.state_code, procedure = excluded.procedure, mark = excluded.mark,
           file_mark = excluded.file_mark, court = excluded.court,
           started_on = excluded.started_on, ended_on = excluded.ended_on, url = excluded.url,
           screening_id = excluded.screening_id, checked_at = excluded.checked_at,
           changed_at = excluded.changed_at, tried_at = greatest(k.tried_at, excluded.tried_at)
     where (excluded.is_active, excluded.is_suspected, excluded.checked_at)
         > (k.is_active, k.is_suspected, k.checked_at)
    returning to_jsonb(k) as row`;
  const taken = new Set(after.map(({ row }) => row.register));
  return {
    statesBefore: before.map(({ row }) => row).filter((row) => taken.has(row.register)),
    statesAfter: after.map(({ row }) => row),
  };
}

async function takeVerdicts({ sql }: Tx, { keptId, mergedId }: Pair): Promise<JsonRow[]> {
  const rows = await sql<{ row: JsonRow }[]>`
    insert into hit_verdicts as v (party_id, register, mark, verdict, reason, decided_at, decided_by)
    select ${keptId}, register, mark, verdict, reason, decided_at, decided_by
      from hit_verdicts where party_id = ${mergedId} order by register, mark
    on conflict (tenant_id, party_id, register, mark) do nothing
    returning to_jsonb(v) as row`;
  return rows.map(({ row }) => row);
}

/**
 * Where both have a row on one case with one register the better one stays, for one may be open. One
 * that has the debtor stand beside themselves by now ends too: the next look begins it as the debtor's.
 */
async function takeCaseRows(
  ctx: Context,
  { sql }: Tx,
  { keptId, mergedId }: Pair,
): Promise<Pick<InsolvencySnapshot, "caseRowIds" | "endedCaseRowIds">> {
  const ended = await sql<{ id: number }[]>`
    with both_of as (
      select r.id, r.is_debtor = s.is_debtor as is_right,
             row_number() over (partition by r.case_id, r.register
               order by r.is_debtor = s.is_debtor desc,
                        array_position(array['insolvent', 'suspected', 'named'], r.kind),
                        r.party_id = ${keptId} desc) as place
        from case_insolvencies r join cases c on c.id = r.case_id
        cross join lateral (
          select coalesce(c.debtor_party_id in (${keptId}, ${mergedId}), false) as is_debtor) s
       where r.party_id in (${keptId}, ${mergedId}) and r.ended_at is null
    )
    update case_insolvencies r set ended_at = ${ctx.now}
      from both_of b where b.id = r.id and (b.place > 1 or not b.is_right)
    returning r.id`;
  const moved = await sql<{ id: number }[]>`
    update case_insolvencies set party_id = ${keptId}
     where party_id = ${mergedId} and ended_at is null returning id`;
  const ids = (rows: readonly { id: number }[]) => rows.map(({ id }) => id);
  return { caseRowIds: ids(moved), endedCaseRowIds: ids(ended) };
}

/**
 * Puts back what `takeInsolvency` moved. What a later answer or verdict made of the kept record
 * stays, and is named. Merges from before it moved anything have no snapshot of it.
 */
export async function giveBackInsolvency(
  tx: Tx,
  { keptId, mergedId, snapshot }: Pair & { snapshot: InsolvencySnapshot | undefined },
): Promise<Finding[]> {
  if (!snapshot) return [];
  const { sql } = tx;
  const back = await sql<{ register: string }[]>`
    delete from party_insolvency i
     using jsonb_array_elements(${JSON.stringify(snapshot.statesAfter)}::jsonb) as a (row)
     where i.party_id = ${keptId}
       -- A snapshot from before a column came has no key for what is null there.
       and jsonb_strip_nulls(to_jsonb(i) - 'tried_at') = jsonb_strip_nulls(a.row - 'tried_at')
    returning i.register`;
  const given = new Set<unknown>(back.map(({ register }) => register));
  const rows = snapshot.statesBefore.filter((row) => given.has(row.register));
  await sql`
    insert into party_insolvency
    select * from jsonb_populate_recordset(null::party_insolvency, ${JSON.stringify(rows)}::jsonb)`;
  await sql`
    delete from hit_verdicts v
     using jsonb_array_elements(${JSON.stringify(snapshot.verdicts)}::jsonb) as a (row)
     where v.party_id = ${keptId} and to_jsonb(v) = a.row`;
  await giveBackCaseRows(tx, { keptId, mergedId, snapshot });
  return snapshot.statesAfter
    .filter((row) => !given.has(row.register))
    .map(() => ({ code: "parties.undo_left_insolvency" }))
    .slice(0, 1);
}

async function giveBackCaseRows(
  { sql }: Tx,
  { keptId, mergedId, snapshot }: Pair & { snapshot: InsolvencySnapshot },
): Promise<void> {
  const { caseRowIds, endedCaseRowIds } = snapshot;
  await sql`
    update case_insolvencies set party_id = ${mergedId}
     where id = any (${caseRowIds}::bigint[]) and party_id = ${keptId}`;
  await sql`
    update case_insolvencies r set ended_at = null
     where r.id = any (${endedCaseRowIds}::bigint[]) and not exists (
       select from case_insolvencies o
        where o.case_id = r.case_id and o.party_id = r.party_id and o.register = r.register
          and o.ended_at is null)`;
}

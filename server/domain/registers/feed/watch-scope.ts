import type { Fragment, Tx } from "@/db/client";
import type { Context } from "../../context";

/** One comparison is with all registers; it is kept under the first. */
const REGISTER = "isir_cz";
/** Lines of the list of changes at once. */
const LINES = 5_000;
/** Parties of one step of a comparison of everybody: a few seconds, and a sign of life after each. */
const AT_ONCE = 20_000;

/** Parties that are compared now, and how many that is. */
export type Scope = { size: number } & (
  | { partyIds: number[] }
  /** Those behind `afterId`, up to `uptoId`; null: to the last. */
  | { afterId: number; uptoId: number | null }
);

/** `column` is of the scope; a fragment of SQL. */
export function within({ sql }: Tx, column: string, scope: Scope): Fragment {
  const name = sql.unsafe(column) as unknown as Fragment;
  if ("partyIds" in scope) return sql`${name} = any(${scope.partyIds}::bigint[])`;
  const { afterId, uptoId } = scope;
  return uptoId === null
    ? sql`${name} > ${afterId}::bigint`
    : sql`${name} > ${afterId}::bigint and ${name} <= ${uptoId}::bigint`;
}

/**
 * What is to be compared next: whom the list of changes names, else the next piece of everybody where
 * that is under way; null: nothing. Lines are taken out by the transaction that sees to them.
 */
export async function nextScope(ctx: Context, tx: Tx): Promise<Scope | null> {
  const lines = await takeLines(tx);
  const isWhole = lines.some(({ partyId, caseId }) => partyId === null && caseId === null);
  if (isWhole) await beginPass(ctx, tx);
  else if (lines.length > 0) return { partyIds: await partiesOf(tx, lines), size: lines.length };
  return nextPiece(ctx, tx);
}

interface Line {
  partyId: number | null;
  caseId: number | null;
}

async function takeLines({ sql }: Tx): Promise<Line[]> {
  return sql<Line[]>`
    delete from insolvency_watch_changes where id in (
      select id from insolvency_watch_changes order by id limit ${LINES} for update skip locked)
    returning party_id as "partyId", case_id as "caseId"`;
}

async function partiesOf({ sql }: Tx, lines: readonly Line[]): Promise<number[]> {
  const caseIds = lines.flatMap(({ caseId }) => caseId ?? []);
  const named = lines.flatMap(({ partyId }) => partyId ?? []);
  if (caseIds.length === 0) return [...new Set(named)];
  const found = await sql<{ partyId: number }[]>`
    select distinct party_id as "partyId" from case_parties
     where case_id = any(${caseIds}::bigint[])`;
  return [...new Set([...named, ...found.map(({ partyId }) => partyId)])];
}

/** Everybody is compared from the first on; what the list of changes held until now is within that. */
async function beginPass({ now }: Context, { sql }: Tx): Promise<void> {
  await sql`
    insert into insolvency_watch_passes as p (register, party_count, begun_at)
    select ${REGISTER}, count(*), ${now} from parties where merged_into_id is null
    on conflict (tenant_id, register) do update
       set after_id = 0, party_count = excluded.party_count, done_count = 0,
           begun_at = excluded.begun_at, finished_at = null`;
  await sql`delete from insolvency_watch_changes`;
}

async function nextPiece(ctx: Context, tx: Tx): Promise<Scope | null> {
  const { sql } = tx;
  const [known] = await sql`select 1 from insolvency_watch_passes where register = ${REGISTER}`;
  if (!known) await beginPass(ctx, tx);
  // Whoever holds the row is at it.
  const [pass] = await sql<{ afterId: number }[]>`
    select after_id as "afterId" from insolvency_watch_passes
     where register = ${REGISTER} and finished_at is null for update skip locked`;
  if (!pass) return null;
  const { afterId } = pass;
  const [piece] = await sql<{ size: number; lastId: number | null }[]>`
    select count(*) as size, max(id) as "lastId"
      from (select id from parties where id > ${afterId} order by id limit ${AT_ONCE}) p`;
  const { size = 0, lastId = null } = piece ?? {};
  const isLast = size < AT_ONCE;
  await sql`
    update insolvency_watch_passes
       set after_id = coalesce(${lastId}, after_id), done_count = done_count + ${size},
           finished_at = case when ${isLast} then ${ctx.now}::timestamptz end
     where register = ${REGISTER}`;
  // At least one, so that the last piece, without anybody, is no end of work that others put down.
  return { afterId, uptoId: isLast ? null : lastId, size: Math.max(size, 1) };
}

/** Has everybody of the tenant compared anew by the next step, whatever was noted. A job's work. */
export async function queueComparison({ sql }: Tx): Promise<void> {
  await sql`insert into insolvency_watch_changes (party_id) values (null)`;
}

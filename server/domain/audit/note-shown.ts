import { createHash } from "node:crypto";
import type { Database, Fragment, Tx } from "@/db/client";
import { type Context, inTransaction, type OperatorContext } from "../context";
import type { Shown } from "./shown";

const HOUR_MS = 3_600_000;

/**
 * Writes whose data an operator was shown, before the answer leaves; where that fails, the answer does.
 *
 * One row an answer, with the ids of all in it: an operator turns hundreds of pages of fifty cases
 * and as many people a day. A row each would be twelve times the size and a hundred times the work, and
 * the question of an audit, who saw this person, is answered from an index of the arrays all the same.
 * The same again in the same hour (of the clock, not of the reader) writes nothing: a unique key, so
 * halves of a page that ask at once need no lock. Nobody waits for the disk: a server that loses power
 * loses what it wrote in its last half second.
 */
export async function noteShown(ctx: Context, place: string, shown: Shown): Promise<void> {
  if (!isOperators(ctx)) return;
  if (shown.caseIds.length + shown.partyIds.length === 0) return;
  const hour = Math.floor(ctx.now.getTime() / HOUR_MS);
  const key = keyOf(ctx, hour, shown);
  const write = () => writeRead(ctx, { place, key, ...shown });
  // A transaction of somebody else's may take back what is written in it.
  if (ctx.tx) await write();
  else await onceAnHour(ctx.db, { hour, key, write });
}

const isOperators = (ctx: Context): ctx is OperatorContext => ctx.actor.kind === "operator";

function keyOf({ actor }: OperatorContext, hour: number, shown: Shown): string {
  const { caseId, partyId, caseIds, partyIds } = shown;
  const what = [actor.tenantId, actor.operatorId, hour, caseId, partyId, caseIds, partyIds];
  const hash = createHash("sha256").update(JSON.stringify(what)).digest("hex");
  return hash.slice(0, 32);
}

interface Once {
  hour: number;
  key: string;
  /** Answers whether there was anything to write. */
  write(): Promise<boolean>;
}

const writtenIn = new WeakMap<Database, { hour: number; keys: Map<string, Promise<boolean>> }>();
const KEYS_MAX = 50_000;

/**
 * What this process has written in this hour it does not write again, nor ask the database whether it
 * has: a case's page asks for twenty things of one case, and a list that is left open asks for ever.
 * What was asked for in vain it may see in the next minute: that is not remembered.
 */
function onceAnHour(db: Database, { hour, key, write }: Once): Promise<boolean> {
  let written = writtenIn.get(db);
  if (!written || written.hour !== hour || written.keys.size >= KEYS_MAX) {
    written = { hour, keys: new Map() };
    writtenIn.set(db, written);
  }
  const { keys } = written;
  const known = keys.get(key);
  if (known) return known;
  const writing = write();
  keys.set(key, writing);
  writing.then(
    (isSeen) => isSeen || keys.delete(key),
    () => keys.delete(key),
  );
  return writing;
}

/**
 * What was opened is written as far as the walls let this reader see it: an id of somebody behind
 * them, asked for in vain, is no reading.
 */
async function writeRead(
  ctx: OperatorContext,
  { place, key, caseId, partyId, ...shown }: Shown & { place: string; key: string },
): Promise<boolean> {
  const { operatorId, name } = ctx.actor;
  const caseIds = shown.caseIds.filter((id) => id !== caseId);
  const partyIds = shown.partyIds.filter((id) => id !== partyId);
  return inTransaction(ctx, async (_, { sql }) => {
    const hurried = sql`select set_config('synchronous_commit', 'off', true)`.execute();
    const written = sql`
      with seen as materialized (
        select * from (select ${openedIn(sql, "cases", caseId)} as case_id,
                              ${openedIn(sql, "parties", partyId)} as party_id) opened
         where ${caseIds.length + partyIds.length > 0} or case_id is not null
            or party_id is not null),
      written as (
        insert into audit_reads (at, operator_id, operator_name, place, case_id, party_id, case_ids,
                                 party_ids, key)
        select ${ctx.now}::timestamptz, ${operatorId}::bigint, ${name}, ${place}, seen.case_id,
               seen.party_id, array_remove(seen.case_id || ${caseIds}::bigint[], null),
               array_remove(seen.party_id || ${partyIds}::bigint[], null), ${key}::uuid
          from seen on conflict (tenant_id, key) do nothing)
      select 1 from seen`.execute();
    const [, seen] = await Promise.all([hurried, written]);
    return seen.length > 0;
  });
}

/** Where nothing was opened nothing is asked: planning it past the walls takes longer than all the rest. */
const openedIn = (sql: Tx["sql"], table: "cases" | "parties", id: number | null): Fragment =>
  id === null ? sql`null::bigint` : sql`(select id from ${sql(table)} where id = ${id}::bigint)`;

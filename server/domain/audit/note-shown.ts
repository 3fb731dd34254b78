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
  return ctx.tx ? write() : onceAnHour(ctx.db, { hour, key, write });
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
  write(): Promise<void>;
}

const writtenIn = new WeakMap<Database, { hour: number; keys: Map<string, Promise<void>> }>();
const KEYS_MAX = 50_000;

/**
 * What this process has written in this hour it does not write again, nor ask the database whether it
 * has: a case's page asks for twenty things of one case, and a list that is left open asks for ever.
 */
function onceAnHour(db: Database, { hour, key, write }: Once): Promise<void> {
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
  writing.catch(() => keys.delete(key));
  return writing;
}

/**
 * What was opened is written as far as the walls let this reader see it: an id of somebody behind
 * them, asked for in vain, is no reading.
 */
async function writeRead(
  ctx: OperatorContext,
  { place, key, caseId, partyId, ...shown }: Shown & { place: string; key: string },
): Promise<void> {
  const { operatorId, name } = ctx.actor;
  const caseIds = shown.caseIds.filter((id) => id !== caseId);
  const partyIds = shown.partyIds.filter((id) => id !== partyId);
  await inTransaction(ctx, async (_, { sql }) => {
    const hurried = sql`select set_config('synchronous_commit', 'off', true)`.execute();
    const written = sql`
      insert into audit_reads (at, operator_id, operator_name, place, case_id, party_id, case_ids,
                               party_ids, key)
      select ${ctx.now}::timestamptz, ${operatorId}::bigint, ${name}, ${place}, opened.case_id,
             opened.party_id, array_remove(opened.case_id || ${caseIds}::bigint[], null),
             array_remove(opened.party_id || ${partyIds}::bigint[], null), ${key}::uuid
        from (select ${openedIn(sql, "cases", caseId)} as case_id,
                     ${openedIn(sql, "parties", partyId)} as party_id) opened
       where ${caseIds.length + partyIds.length > 0} or opened.case_id is not null
          or opened.party_id is not null
      on conflict (tenant_id, key) do nothing`.execute();
    await Promise.all([hurried, written]);
  });
}

/** Where nothing was opened nothing is asked: planning it past the walls takes longer than all the rest. */
const openedIn = (sql: Tx["sql"], table: "cases" | "parties", id: number | null): Fragment =>
  id === null ? sql`null::bigint` : sql`(select id from ${sql(table)} where id = ${id}::bigint)`;

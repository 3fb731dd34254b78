import type { Fragment, Tx } from "@/db/client";
import { fold } from "@/server/kernel/fold";
import type { MovementFilter } from "./inputs";

/** Above so many hits walking the list in its order is cheaper than sorting the hits. */
const HITS_MAX = 2_000;
/** Shorter texts are in no index of three letters each; then a symbol is meant. */
const FRAGMENT_MIN = 3;
const DIGITS = /^\d+$/;

/** What is asked of `bank_movements m`; begins with "and" or is empty. */
export interface MovementNarrowing {
  where: Fragment;
}

/** Text is found by an index: the hits are named where they are few, else each row is tested. */
export async function narrowMovements(tx: Tx, filter: MovementFilter): Promise<MovementNarrowing> {
  const { sql } = tx;
  const parts: Fragment[] = [];
  if (filter.state) parts.push(sql`and m.state = ${filter.state}`);
  if (filter.reasons) parts.push(sql`and m.reason = any(${filter.reasons})`);
  if (filter.statementId) parts.push(sql`and m.statement_id = ${filter.statementId}`);
  if (filter.accountId) parts.push(sql`and m.account_id = ${filter.accountId}`);
  if (filter.bookedFrom) parts.push(sql`and m.booked_on >= ${filter.bookedFrom}::date`);
  if (filter.bookedTo) parts.push(sql`and m.booked_on <= ${filter.bookedTo}::date`);
  const text = fold(filter.text?.trim() ?? "");
  if (text !== "") {
    // What is masked is not found by its words either.
    parts.push(sql`
      and (m.case_id is null or exists (select 1 from cases k where k.id = m.case_id))
      and not exists (select from bank_movement_parts p
                       where p.movement_id = m.id
                         and not exists (select 1 from cases k where k.id = p.case_id))`);
    parts.push((await textCondition(tx, text)).where);
  }
  return { where: parts.reduce((all, part) => sql`${all} ${part}`, sql``) };
}

// A fragment is thenable: returned bare from async, it would run.
async function textCondition({ sql }: Tx, text: string): Promise<MovementNarrowing> {
  const fragment = DIGITS.test(text) ? text.replace(/^0+(?=\d)/, "") : text;
  if (fragment.length < FRAGMENT_MIN) {
    return { where: sql`and (m.variable_symbol = ${fragment} or m.specific_symbol = ${fragment})` };
  }
  const rows = await sql<{ id: number }[]>`
    select id from search_movement_ids(${fragment}, ${HITS_MAX + 1}) as id`;
  if (rows.length <= HITS_MAX) {
    return { where: sql`and m.id = any(${rows.map(({ id }) => id)}::bigint[])` };
  }
  const like = `%${fragment.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return {
    where: sql`and exists (
      select from bank_movement_texts x where x.movement_id = m.id and x.search_text like ${like})`,
  };
}

import type { Tx } from "@/db/client";
import { casesOfBirthNumber } from "../cases";
import type { Context } from "../context";
import { searchedBirthNumber } from "../parties";
import { planSearch } from "../search";

export type Fragment = ReturnType<Tx["sql"]>;

/** So few cases are named to the list; of more, the list is walked in its order and each row tested. */
const CASES_MAX = 2_000;

export interface Narrowed {
  /** The cases whose rows can match at all; null: too many to name. */
  caseIds: number[] | null;
  /** What is still to be asked of `cases k`; each begins with "and". */
  conditions: Fragment[];
}

/**
 * Text and group narrow claims and payments by their cases. Decided by counting, not left to the
 * planner: a prepared statement plans for the average group, and the average is wrong for both the
 * one with ten cases and the one with a million. Ten digits may be a person's birth number and a
 * variable symbol as well: both are found.
 */
export async function narrowByCases(
  ctx: Context,
  tx: Tx,
  { text = "", groupId }: { text?: string; groupId?: number },
): Promise<Narrowed> {
  const { sql } = tx;
  const conditions: Fragment[] = [];
  if (groupId) conditions.push(sql`and k.group_id = ${groupId}`);
  const plan = await planSearch(tx, "cases", text);
  const hash = await searchedBirthNumber(ctx, tx, text.trim());
  if (hash && plan.kind === "ids") {
    const ofPerson = await sql<{ id: number }[]>`
      select n.case_id as id from (${casesOfBirthNumber(tx, hash)}) n limit ${CASES_MAX + 1}`;
    const ids = [...plan.ids, ...ofPerson.map(({ id }) => id)];
    if (ofPerson.length <= CASES_MAX) return { caseIds: ids, conditions };
    const named = sql`k.id = any(${plan.ids}::bigint[])`;
    conditions.push(sql`and (k.id in (${casesOfBirthNumber(tx, hash)}) or ${named})`);
    return { caseIds: null, conditions };
  }
  if (plan.kind === "ids") return { caseIds: plan.ids, conditions };
  if (plan.kind === "scan") conditions.push(sql`and k.search @@ ${plan.query}::tsquery`);
  if (!groupId) return { caseIds: null, conditions };
  const rows = await sql<{ id: number }[]>`
    select id from cases where group_id = ${groupId} limit ${CASES_MAX + 1}`;
  const caseIds = rows.length > CASES_MAX ? null : rows.map(({ id }) => id);
  return { caseIds, conditions };
}

/**
 * Symbols that begin with these digits, as a range that an index serves in every collation. What is
 * not digits begins no symbol. `of`: claims c or payments p.
 */
export function symbolCondition(
  { sql }: Tx,
  { of, prefix }: { of: "c" | "p"; prefix: string },
): { where: Fragment } {
  if (!/^\d{1,10}$/.test(prefix)) return { where: sql`and false` };
  const column = sql`${sql(of)}.variable_symbol`;
  const trimmed = prefix.replace(/9+$/, "");
  const next = trimmed && trimmed.slice(0, -1) + String(Number(trimmed.slice(-1)) + 1);
  const below = next ? sql`and ${column} < ${next}` : sql``;
  return { where: sql`and ${column} >= ${prefix} ${below} and starts_with(${column}, ${prefix})` };
}

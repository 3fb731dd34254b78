import type { Fragment, Tx } from "@/db/client";
import type { Context } from "../context";
import { searchedBirthNumber } from "../parties";
import { planSearch, type SearchPlan } from "../search";
import { lacksDispatchProof } from "./dispatch-proof";
import type { CaseFilter } from "./inputs";

/**
 * Conditions on `cases c` for a filter, each beginning with "and". One place for list, count,
 * export and bulk actions, so that "all that match" means the same everywhere. A text that is a whole
 * birth number finds by its keyed hash, and is written down.
 * In an object, because a bare fragment is thenable: awaiting it would run it as a query.
 */
export async function caseConditions(
  ctx: Context,
  tx: Tx,
  filter: CaseFilter,
): Promise<{ where: Fragment }> {
  const text = filter.text?.trim() ?? "";
  const hash = await searchedBirthNumber(ctx, tx, text);
  const plan = text === "" ? null : await planSearch(tx, "cases", text);
  const unproven = filter.lacksProof ? await lacksDispatchProof(tx) : null;
  const parts = [
    tx.sql`and c.voided_at is null`,
    ...plainConditions(ctx, tx, filter),
    ...(unproven ? [tx.sql`and ${unproven.where}`] : []),
    ...(plan && !hash ? [planCondition(tx, plan)] : []),
    ...(hash ? [tx.sql`and c.id = any(${await idsOfNumber(tx, hash, plan)}::bigint[])`] : []),
  ];
  return { where: parts.reduce((all, part) => tx.sql`${all} ${part}`) };
}

function plainConditions(ctx: Context, { sql }: Tx, filter: CaseFilter): Fragment[] {
  const parts: Fragment[] = [];
  if (filter.archived === "no") parts.push(sql`and c.archived_at is null`);
  if (filter.archived === "only") parts.push(sql`and c.archived_at is not null`);
  if (filter.category) parts.push(sql`and c.category = ${filter.category}`);
  if (filter.states?.length) parts.push(sql`and c.state ${oneOf(sql, filter.states)}`);
  if (filter.groupIds?.length) parts.push(sql`and c.group_id ${oneOf(sql, filter.groupIds)}`);
  if (filter.owners?.length) parts.push(ownerCondition(ctx, sql, filter.owners));
  if (filter.tags?.length) parts.push(sql`and c.tag_codes && ${filter.tags}::text[]`);
  if (filter.importId) parts.push(sql`and c.import_id = ${filter.importId}`);
  if (filter.partyId) {
    parts.push(
      sql`and c.id in (select case_id from case_parties where party_id = ${filter.partyId})`,
    );
  }
  if (filter.balanceMinMinor !== undefined) {
    parts.push(sql`and c.balance_czk_minor >= ${filter.balanceMinMinor}`);
  }
  if (filter.balanceMaxMinor !== undefined) {
    parts.push(sql`and c.balance_czk_minor <= ${filter.balanceMaxMinor}`);
  }
  if (filter.isOverdue) parts.push(sql`and c.overdue_since < ${ctx.today}::date`);
  if (filter.openedFrom) parts.push(sql`and c.opened_on >= ${filter.openedFrom}::date`);
  if (filter.openedTo) parts.push(sql`and c.opened_on <= ${filter.openedTo}::date`);
  return parts;
}

function ownerCondition(
  { actor }: Context,
  sql: Tx["sql"],
  owners: NonNullable<CaseFilter["owners"]>,
): Fragment {
  const me = actor.kind === "operator" ? actor.operatorId : 0;
  const ids = owners.flatMap((owner) => (owner === "none" ? [] : [owner === "me" ? me : owner]));
  if (!owners.includes("none")) return sql`and c.owner_id ${oneOf(sql, ids)}`;
  if (ids.length === 0) return sql`and c.owner_id is null`;
  return sql`and (c.owner_id is null or c.owner_id = any(${ids}::bigint[]))`;
}

/** One value is asked for by "=": only then does an index give its rows in the order of the list. */
function oneOf(sql: Tx["sql"], values: readonly (string | number)[]): Fragment {
  const [only = ""] = values;
  return values.length === 1 ? sql`= ${only}` : sql`= any(${values as string[]})`;
}

/**
 * Ids of the cases on which a person of this birth number stands, as a select. A merged record
 * stands on none; said here, it leads to the index that keeps birth numbers unique.
 */
export const casesOfBirthNumber = ({ sql }: Tx, hash: Buffer): Fragment =>
  sql`select cp.case_id from case_parties cp join parties p on p.id = cp.party_id
       where p.birth_number_hash = ${hash} and p.merged_into_id is null`;

/**
 * Ten digits may be a birth number and somebody's variable symbol: both are found. By name of the
 * rows, for two ways to one list with "or" between them would be looked for by reading it whole.
 */
async function idsOfNumber(tx: Tx, hash: Buffer, plan: SearchPlan | null): Promise<number[]> {
  const rows = await tx.sql<{ id: number }[]>`
    select distinct n.case_id as id from (${casesOfBirthNumber(tx, hash)}) n`;
  return [...rows.map(({ id }) => id), ...(plan?.kind === "ids" ? plan.ids : [])];
}

function planCondition({ sql }: Tx, plan: SearchPlan): Fragment {
  if (plan.kind === "all") return sql``;
  if (plan.kind === "ids") return sql`and c.id = any(${plan.ids}::bigint[])`;
  return sql`and c.search @@ ${plan.query}::tsquery`;
}

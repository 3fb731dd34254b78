import { type Fragment, limitOf, type Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import {
  COUNT_EXACT_MAX,
  type Count,
  type CursorValue,
  countOf,
  decodeCursor,
  type Page,
  toPage,
} from "@/server/kernel/page";
import { authorize, type Context } from "../context";
import { searching } from "../parties";
import { readProcesses, visibleFields } from "../workflow";
import { roleOf } from "./field-refusal";
import { caseConditions } from "./filter-sql";
import {
  type CaseFilter,
  type CaseSort,
  countCasesInput,
  type ListCasesInput,
  listCasesInput,
} from "./inputs";
import { caseTitle } from "./title";

export interface CaseListItem {
  id: number;
  refNo: string;
  refYear: number;
  refNumber: number;
  category: string;
  processVersion: number;
  state: string;
  debtorName: string;
  /** What people call it: its own name where its process has one, else the debtor's. */
  title: string;
  debtorPartyId: number | null;
  groupCode: string | null;
  ownerId: number | null;
  ownerName: string | null;
  balanceCzkMinor: number;
  balanceEurMinor: number;
  claimCount: number;
  overdueSince: Day | null;
  tagCodes: string[];
  fields: Record<string, string | number | boolean | null>;
  lastEventAt: Date | null;
  lastEventKind: string | null;
  lastEventText: string | null;
  nextTaskDueAt: Date | null;
  openedOn: Day;
  archivedAt: Date | null;
}

type Order = "asc" | "desc";
/** `debtorSortName` only where it is the order. */
type Row = CaseListItem & { debtorSortName?: string };

/** Sort values of a row, in the order of the index that serves the sort. */
const CURSORS: Record<CaseSort, (row: Row) => CursorValue[]> = {
  refNo: (row) => [row.refYear, row.refNumber, row.id],
  debtorName: (row) => [row.debtorSortName ?? "", row.id],
  balance: (row) => [row.balanceCzkMinor, row.id],
  overdueSince: (row) => [row.overdueSince, row.id],
};

export function ordering(tx: Tx, sort: CaseSort, order: Order): Fragment {
  const { sql } = tx;
  const dir = order === "asc" ? sql`asc` : sql`desc`;
  if (sort === "refNo") {
    return sql`order by c.ref_year ${dir}, c.ref_number ${dir}, c.id ${dir}`;
  }
  if (sort === "debtorName") return sql`order by c.debtor_sort_name ${dir}, c.id ${dir}`;
  if (sort === "balance") return sql`order by c.balance_czk_minor ${dir}, c.id ${dir}`;
  return sql`order by c.overdue_since ${dir}, c.id ${dir}`;
}

/**
 * The rows behind a cursor as two stretches: those that share the first sort value, and those
 * beyond it. Compared as one row, the planner looks at the first value alone, and where very many
 * cases share it (numbers without a year, nothing owed) takes them for none and sorts them all.
 */
function stretches(
  { sql }: Tx,
  { sort, order, cursor }: { sort: CaseSort; order: Order; cursor: string },
): Fragment[] {
  const way = order === "asc" ? sql`>` : sql`<`;
  const [a = null, b = null, c = null] = decodeCursor(cursor, sort === "refNo" ? 3 : 2);
  if (sort === "refNo") {
    return [
      sql`and c.ref_year = ${a}::int and (c.ref_number, c.id) ${way} (${b}::bigint, ${c}::bigint)`,
      sql`and c.ref_year ${way} ${a}::int`,
    ];
  }
  const [column, value] =
    sort === "debtorName"
      ? [sql`c.debtor_sort_name`, sql`${a}::text`]
      : sort === "balance"
        ? [sql`c.balance_czk_minor`, sql`${a}::bigint`]
        : [sql`c.overdue_since`, sql`${a}::date`];
  return [
    sql`and ${column} = ${value} and c.id ${way} ${b}::bigint`,
    sql`and ${column} ${way} ${value}`,
  ];
}

const columnsSql = ({ sql }: Tx, sort: CaseSort): Fragment => sql`
  c.id, c.ref_no as "refNo", c.ref_year as "refYear", c.ref_number as "refNumber",
  c.category, c.process_version as "processVersion", c.state, c.debtor_name as "debtorName",
  ${sort === "debtorName" ? sql`c.debtor_sort_name as "debtorSortName",` : sql``}
  c.debtor_party_id as "debtorPartyId", c.group_id, c.owner_id as "ownerId",
  c.balance_czk_minor as "balanceCzkMinor", c.balance_eur_minor as "balanceEurMinor",
  c.claim_count as "claimCount", c.overdue_since as "overdueSince",
  c.tag_codes as "tagCodes", c.fields, c.last_event_at as "lastEventAt",
  c.last_event_kind as "lastEventKind", c.last_event_text as "lastEventText",
  c.next_task_due_at as "nextTaskDueAt", c.opened_on as "openedOn",
  c.archived_at as "archivedAt"`;

/** Does an index give the rows in this order whatever the values are? */
function servesOnePlan(filter: CaseFilter, sort: CaseSort): boolean {
  const { text: _, archived, category, states, ...others } = filter;
  const isWhole = category === undefined && !states?.length;
  const isOneState = category !== undefined && states?.length === 1 && sort === "refNo";
  const isPlain = Object.values(others).every((value) => value === undefined);
  return archived === "no" && isPlain && (isWhole || isOneState);
}

/** One page of the cases that the actor may see; keyset, so page ten thousand costs what page one does. */
export async function listCases(ctx: Context, raw: ListCasesInput): Promise<Page<CaseListItem>> {
  authorize(ctx, "cases:read");
  const { filter, sort, order, cursor, limit } = listCasesInput.parse(raw);
  return searching(ctx, filter.text, async (tx) => {
    const { sql } = tx;
    const { where } = await caseConditions(ctx, tx, filter);
    const parts = cursor ? stretches(tx, { sort, order, cursor }) : [sql``];
    const most = servesOnePlan(filter, sort) ? limitOf(sql, limit + 1) : sql`limit ${limit + 1}`;
    const rowsOf = (part: Fragment) => sql`
      (select ${columnsSql(tx, sort)} from cases c where true ${where}
        ${sort === "overdueSince" ? sql`and c.overdue_since is not null` : sql``}
        ${part} ${ordering(tx, sort, order)} ${most})`;
    const all = parts.map(rowsOf).reduce((some, more) => sql`${some} union all ${more}`);
    // The owner and the group are looked up for the rows of the page only.
    const asked = sql<Row[]>`
      select c.*, g.code as "groupCode", o.name as "ownerName"
        from (select * from (${all}) c ${outerOrdering(tx, sort, order)} ${most}) c
        left join case_groups g on g.id = c.group_id left join operators o on o.id = c."ownerId"
      ${outerOrdering(tx, sort, order)}`;
    const [rows, processes] = await Promise.all([asked, readProcesses(tx)]);
    const page = toPage([...rows], limit, CURSORS[sort]);
    // In place: copying fifty rows of twenty values cost as much as reading them.
    for (const row of page.items) {
      row.fields = visibleFields(processes, row, roleOf(ctx));
      row.title = caseTitle(processes.of(row), row);
      if (sort === "debtorName") delete row.debtorSortName;
    }
    return page;
  });
}

function outerOrdering(tx: Tx, sort: CaseSort, order: Order): Fragment {
  const { sql } = tx;
  const dir = order === "asc" ? sql`asc` : sql`desc`;
  if (sort === "refNo") return sql`order by c."refYear" ${dir}, c."refNumber" ${dir}, c.id ${dir}`;
  if (sort === "debtorName") return sql`order by c."debtorSortName" ${dir}, c.id ${dir}`;
  if (sort === "balance") return sql`order by c."balanceCzkMinor" ${dir}, c.id ${dir}`;
  return sql`order by c."overdueSince" ${dir}, c.id ${dir}`;
}

/** How many cases match: exact up to 10 000, then "more than". */
export async function countCases(
  ctx: Context,
  raw: { filter?: ListCasesInput["filter"] },
): Promise<Count> {
  authorize(ctx, "cases:read");
  const { filter } = countCasesInput.parse(raw);
  return searching(ctx, filter.text, async (tx) => {
    const { where } = await caseConditions(ctx, tx, filter);
    const rows = await tx.sql<{ count: number }[]>`
      select count(*) as count
        from (select 1 from cases c where true ${where} limit ${COUNT_EXACT_MAX + 1}) k`;
    return countOf(rows);
  });
}

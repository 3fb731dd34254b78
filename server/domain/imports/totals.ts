import type { Tx } from "@/db/client";
import type { ImportKind } from "@/db/values/imports";

/** One line of what publishing would bring: a group's cases in a state, its claims in a currency. */
export interface TotalLine {
  groupCode: string | null;
  category: string | null;
  state: string | null;
  currency: string | null;
  /** New ones. */
  count: number;
  /** Those that are there already. */
  known: number;
  amountMinor: number;
  paidMinor: number;
}

export interface ImportTotals {
  rows: number;
  lines: TotalLine[];
  /** People of the workbook: new to the register, and known to it. */
  newParties: number;
  knownParties: number;
}

/** What publishing would bring, by group, state and currency; out of the work tables. */
export async function totalsOf(tx: Tx, kind: ImportKind, rows: number): Promise<ImportTotals> {
  const lines = await linesOf(tx, kind);
  const [people] = ["cases", "parties"].includes(kind)
    ? await tx.sql<{ fresh: number; known: number }[]>`
        select count(*) filter (where party_id is null) as fresh,
               count(*) filter (where party_id is not null) as known
          from t_who where party_no = head`
    : [];
  return { rows, lines, newParties: people?.fresh ?? 0, knownParties: people?.known ?? 0 };
}

const LINES_MAX = 200;

async function linesOf({ sql }: Tx, kind: ImportKind): Promise<TotalLine[]> {
  if (kind === "claims") {
    return sql<TotalLine[]>`
      select g.code as "groupCode", null as category, null as state, t.currency,
             count(*) filter (where k.known_id is null) as count,
             count(*) filter (where k.known_id is not null) as known,
             coalesce(sum(t.principal_minor + t.fee_minor + t.costs_minor)
               filter (where k.known_id is null), 0)::bigint as "amountMinor",
             coalesce(sum(t.paid_minor) filter (where k.known_id is null), 0)::bigint as "paidMinor"
        from t_claim k join t_claims t on t.row_no = k.row_no
        join cases c on c.id = k.case_id left join case_groups g on g.id = c.group_id
       group by 1, 4 order by 1, 4 limit ${LINES_MAX}`;
  }
  if (kind === "payments") {
    return sql<TotalLine[]>`
      select g.code as "groupCode", null as category, null as state, t.currency,
             count(*) filter (where k.known_id is null) as count,
             count(*) filter (where k.known_id is not null) as known,
             coalesce(sum(t.amount_minor) filter (where k.known_id is null), 0)::bigint as "amountMinor",
             0 as "paidMinor"
        from t_payment k join t_payments t on t.row_no = k.row_no
        join cases c on c.id = k.case_id left join case_groups g on g.id = c.group_id
       group by 1, 4 order by 1, 4 limit ${LINES_MAX}`;
  }
  if (kind === "schedules") {
    return sql<TotalLine[]>`
      select g.code as "groupCode", null as category, null as state, k.currency,
             count(*) filter (where k.known_id is null) as count,
             count(*) filter (where k.known_id is not null) as known,
             0 as "amountMinor", 0 as "paidMinor"
        from t_schedule k
        join cases c on c.id = k.case_id left join case_groups g on g.id = c.group_id
       group by 1, 4 order by 1, 4 limit ${LINES_MAX}`;
  }
  if (kind === "events") {
    return sql<TotalLine[]>`
      select null as "groupCode", null as category, t.kind as state, null as currency,
             count(*) filter (where not k.is_known) as count, count(*) filter (where k.is_known) as known,
             0 as "amountMinor", 0 as "paidMinor"
        from t_event k join t_events t on t.row_no = k.row_no
       where k.case_id is not null group by 3 order by 3`;
  }
  if (kind === "parties") return [];
  return sql<TotalLine[]>`
    select t.group_code as "groupCode", coalesce(t.category, c.category) as category,
           coalesce(c.state, t.state) as state, null as currency,
           count(*) filter (where k.case_id is null) as count,
           count(*) filter (where k.case_id is not null) as known, 0 as "amountMinor", 0 as "paidMinor"
      from t_case k join t_cases t on t.row_no = k.head left join cases c on c.id = k.case_id
     group by 1, 2, 3 order by 1, 2, 3 limit ${LINES_MAX}`;
}

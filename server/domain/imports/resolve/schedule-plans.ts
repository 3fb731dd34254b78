import type { Tx } from "@/db/client";
import type { Rhythm } from "@/db/values/instalments";
import type { Day } from "@/server/kernel/days";
import { isDomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { type Finding, finding } from "@/server/kernel/parsed";
import { type PlannedInstalment, planInstalments } from "../../instalments";

/** A schedule that the workbook wants, or why it cannot be. */
export interface WantedSchedule {
  head: number;
  caseId: number;
  claimId: number | null;
  ownSymbol: string | null;
  currency: Currency;
  sourceKey: string;
  rhythm: Rhythm | null;
  rows: PlannedInstalment[];
  fault: Finding | null;
}

interface Read {
  head: number;
  caseId: number;
  claimId: number | null;
  ownSymbol: string | null;
  currency: Currency;
  isPlan: boolean;
  sourceKey: string;
  owedMinor: number;
  claimCurrency: Currency | null;
  lines: {
    dueOn: Day;
    amountMinor: number | null;
    count: number | null;
    rhythm: Rhythm | null;
    totalMinor: number | null;
  }[];
}

/** Every schedule that is not there yet, with its rows worked out; out of the work tables. */
export async function wantedSchedules({ sql }: Tx): Promise<WantedSchedule[]> {
  const read = await sql<Read[]>`
    select k.head, k.case_id as "caseId", k.claim_id as "claimId", k.own_symbol as "ownSymbol",
           k.currency, k.is_plan as "isPlan", k.source_key as "sourceKey", l.currency as "claimCurrency",
           coalesce(l.balance_minor,
             case k.currency when 'EUR' then c.balance_eur_minor else c.balance_czk_minor end) as "owedMinor",
           (select jsonb_agg(jsonb_build_object('dueOn', t.due_on, 'amountMinor', t.amount_minor,
                     'count', t.part_count, 'rhythm', t.rhythm, 'totalMinor', t.total_minor)
                     order by t.due_on, t.row_no)
              from t_agreed a join t_schedules t on t.row_no = a.row_no where a.head = k.head) as lines
      from t_schedule k join cases c on c.id = k.case_id left join claims l on l.id = k.claim_id
     where k.known_id is null order by k.head`;
  return read.map(wanted);
}

function wanted({ lines, isPlan, owedMinor, claimCurrency, ...row }: Read): WantedSchedule {
  const [first] = lines;
  const rhythm = isPlan ? (first?.rhythm ?? "monthly") : null;
  const refused = (fault: Finding) => ({ ...row, rhythm, rows: [], fault });
  if (claimCurrency !== null && claimCurrency !== row.currency) {
    return refused(finding("instalments.currency_mismatch", { currency: claimCurrency }));
  }
  if (!isPlan || !first || !rhythm) {
    const rows = lines.map(({ dueOn, amountMinor }) => ({ dueOn, amountMinor: amountMinor ?? 0 }));
    if (rows.every(({ amountMinor }) => amountMinor > 0))
      return { ...row, rhythm, rows, fault: null };
    return refused(finding("imports.schedule_without_amount"));
  }
  const { dueOn: firstOn, amountMinor, count } = first;
  const both = amountMinor !== null && count !== null ? amountMinor * count : null;
  const totalMinor = first.totalMinor ?? both ?? owedMinor;
  if (totalMinor <= 0) return refused(finding("imports.schedule_nothing_owed"));
  // An amount decides, the count beside it has said the total.
  const by = amountMinor === null ? { count: count ?? 1 } : { amountMinor };
  try {
    const rows = planInstalments({ totalMinor, firstOn, rhythm, ...by });
    return { ...row, rhythm, rows, fault: null };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return refused(finding(error.code, error.params));
  }
}

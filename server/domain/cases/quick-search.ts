import type { Tx } from "@/db/client";
import { parseRefNo, refNoSortKey } from "@/server/kernel/ref-no";
import { authorize, type Context } from "../context";
import { searching } from "../parties";
import { caseConditions } from "./filter-sql";
import { caseFilter, type QuickSearchCasesInput, quickSearchCasesInput } from "./inputs";

/** What the palette shows of one case. */
export interface CaseHit {
  id: number;
  refNo: string;
  debtorName: string;
  category: string;
  state: string;
  balanceCzkMinor: number;
  balanceEurMinor: number;
  isArchived: boolean;
}

/** "12" may mean 12, 12/2026 or one of the years before. */
const YEARS_BACK = 5;

/**
 * A handful of cases for what has been typed so far, archived ones too: first the one whose whole
 * number was typed, then the newest that match by number, name, symbol, telephone, e-mail or birth
 * number. Nothing for an empty text.
 */
export async function quickSearchCases(
  ctx: Context,
  raw: QuickSearchCasesInput,
): Promise<CaseHit[]> {
  authorize(ctx, "cases:read");
  const { text, limit } = quickSearchCasesInput.parse(raw);
  if (text.trim() === "") return [];
  return searching(ctx, text, async (tx) => {
    const exact = await exactIds(tx, text, Number(ctx.today.slice(0, 4)));
    const filter = caseFilter.parse({ text, archived: "all" });
    const { where } = await caseConditions(ctx, tx, filter);
    const rows = await tx.sql<CaseHit[]>`
      with found as materialized (
        select c.id, c.ref_year, c.ref_number from cases c where true ${where}
         order by c.ref_year desc, c.ref_number desc, c.id desc limit ${limit})
      select c.id, c.ref_no as "refNo", c.debtor_name as "debtorName", c.category, c.state,
             c.balance_czk_minor as "balanceCzkMinor", c.balance_eur_minor as "balanceEurMinor",
             c.archived_at is not null as "isArchived"
        from cases c
       where (c.id in (select id from found) or c.id = any(${exact}::bigint[]))
         and c.voided_at is null
       order by c.id = any(${exact}::bigint[]) desc, c.ref_year desc, c.ref_number desc, c.id desc
       limit ${limit}`;
    return [...rows];
  });
}

async function exactIds({ sql }: Tx, text: string, thisYear: number): Promise<number[]> {
  const parsed = parseRefNo(text.trim());
  if (!parsed.ok) return [];
  const { year, number } = refNoSortKey(parsed.value);
  const recent = Array.from({ length: YEARS_BACK }, (_, back) => thisYear - back);
  const years = year === 0 ? [0, ...recent] : [year];
  const rows = await sql<{ id: number }[]>`
    select id from cases
     where ref_year = any(${years}::int[]) and ref_number = ${number} and voided_at is null`;
  return rows.map(({ id }) => id);
}

import type { z } from "zod";
import type { Day } from "@/server/kernel/days";
import { decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { authorize, type Context, reading } from "../context";
import { listStatementsInput } from "./inputs";

export interface AccountItem {
  id: number;
  number: string;
  currency: "CZK" | "EUR";
  name: string;
  /** End of the newest statement, and its balance. */
  closedOn: Day | null;
  closingMinor: number | null;
  openCount: number;
}

/** The tenant's accounts with how far their statements reach and what still waits. */
export async function listAccounts(ctx: Context): Promise<AccountItem[]> {
  authorize(ctx, "bank:read");
  return reading(ctx, async ({ sql }) => [
    ...(await sql<AccountItem[]>`
      select a.id, a.number, a.currency, a.name, s.closed_on as "closedOn",
             s.closing_minor as "closingMinor",
             (select count(*) from bank_movements m
               where m.account_id = a.id and m.state = 'open') as "openCount"
        from bank_accounts a left join lateral (
          select closed_on, closing_minor from bank_statements s where s.account_id = a.id
           order by closed_on desc nulls last, id desc limit 1) s on true
       order by a.id`),
  ]);
}

export interface StatementItem {
  id: number;
  accountNumber: string;
  currency: "CZK" | "EUR";
  fileName: string;
  number: string | null;
  openedOn: Day | null;
  closedOn: Day | null;
  openingMinor: number | null;
  closingMinor: number | null;
  movementCount: number;
  newCount: number;
  /** Of the movements that it brought: those that are paid to a case, and those that still wait. */
  matchedCount: number;
  openCount: number;
  findings: { code: string; params?: Record<string, string | number> }[];
  /** There are earlier ones, and none of them ends with what this one begins with. */
  isGap: boolean;
  importedByName: string | null;
  importedAt: Date;
}

/** Statements as they came, newest first, with what does not add up and where one is missing. */
export async function listStatements(
  ctx: Context,
  raw: z.input<typeof listStatementsInput>,
): Promise<Page<StatementItem>> {
  authorize(ctx, "bank:read");
  const { cursor, limit } = listStatementsInput.parse(raw);
  return reading(ctx, async ({ sql }) => {
    const before = cursor ? decodeCursor(cursor, 1)[0] : null;
    const rows = await sql<StatementItem[]>`
      select s.id, a.number as "accountNumber", a.currency, s.file_name as "fileName", s.number,
             s.opened_on as "openedOn", s.closed_on as "closedOn",
             s.opening_minor as "openingMinor", s.closing_minor as "closingMinor",
             s.movement_count as "movementCount", s.new_count as "newCount", s.findings,
             n.matched as "matchedCount", n.open as "openCount",
             p.is_known and not p.is_continued as "isGap",
             o.name as "importedByName", s.imported_at as "importedAt"
        from bank_statements s join bank_accounts a on a.id = s.account_id
        left join operators o on o.id = s.imported_by
       cross join lateral (
          select count(*) filter (where m.state = 'matched') as matched,
                 count(*) filter (where m.state in ('open', 'parked')) as open
            from bank_movements m where m.statement_id = s.id) n
       cross join lateral (
          select count(*) > 0 as is_known,
                 coalesce(bool_or(p.closing_minor = s.opening_minor
                                   or (s.format = 'fio' and p.closed_on > s.opened_on)), false) as is_continued
            from bank_statements p
           where p.account_id = s.account_id and p.id <> s.id and p.closed_on <= s.closed_on) p
       where ${before ? sql`s.id < ${before}::bigint` : sql`true`}
       order by s.id desc limit ${limit + 1}`;
    return toPage([...rows], limit, (row) => [row.id]);
  });
}

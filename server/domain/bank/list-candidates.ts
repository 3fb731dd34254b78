import type { Fragment, Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { claimGrownSql } from "../claims";
import { authorize, type Context, reading } from "../context";
import { type MovementIdInput, movementIdInput } from "./inputs";
import { DEFAULT_RULES } from "./match-rules";
import { matchSql, owedTodaySql } from "./match-sql";
import { type CandidateFacts, type MatchReasonItem, scoreCandidate } from "./score-candidate";
import type { MatchFamily } from "./verdict";

/** More of them nobody reads; the rest is found by search. */
const CANDIDATES_MAX = 10;
const BOUNCE_DAYS = 60;

export interface Candidate {
  caseId: number;
  refNo: string;
  debtorName: string;
  /** The claim that would be paid first; null where several of the case are meant. */
  claimId: number | null;
  variableSymbol: string | null;
  dueOn: string | null;
  currency: "CZK" | "EUR";
  /** Owed on the claim, and on the whole case, with interest up to today. */
  claimBalanceMinor: number;
  caseBalanceMinor: number;
  points: number;
  reasons: MatchReasonItem[];
  isArchived: boolean;
}

interface Row extends Omit<Candidate, "points" | "reasons" | "claimBalanceMinor"> {
  families: MatchFamily[];
  amountMinor: number;
  balanceMinor: number;
  balanceTodayMinor: number;
  isCurrency: boolean;
  isExact: boolean;
  givenSymbol: string | null;
  accountPayments: number;
  accountDebtors: number;
  nameWords: number;
  sharedWords: number;
}

/**
 * Whom a waiting movement may pay, the likeliest first, with reasons and with balances as they stand
 * now: nothing of it is kept, so nothing of it grows old. Cases that the actor may not see, and those
 * that a person refused, are not among them. For a returned payment: whose it was.
 */
export async function listCandidates(ctx: Context, raw: MovementIdInput): Promise<Candidate[]> {
  authorize(ctx, "bank:match");
  const { movementId } = movementIdInput.parse(raw);
  return reading(ctx, async (tx) => {
    const [movement] = await tx.sql<{ isMoneyIn: boolean; isSeen: boolean }[]>`
      select m.amount_minor > 0 and not m.is_reversal as "isMoneyIn",
             m.case_id is null or k.id is not null as "isSeen"
        from bank_movements m left join cases k on k.id = m.case_id where m.id = ${movementId}`;
    if (!movement) throw new DomainError("not_found", "bank.movement_not_found");
    if (!movement.isSeen) throw new DomainError("not_found", "cases.not_found");
    if (!movement.isMoneyIn) return originals(tx, { movementId, today: ctx.today });
    return ranked(await rowsOf(tx, { movementId, today: ctx.today }));
  });
}

/** Of each case its best claim; equal scores by what is owed longest. */
function ranked(rows: readonly Row[]): Candidate[] {
  const best = new Map<number, Candidate & { claims: number }>();
  for (const row of rows) {
    const { points, reasons } = scoreCandidate(factsOf(row));
    const known = best.get(row.caseId);
    const isSymbol = row.families.includes("symbol") && row.balanceMinor > 0;
    const claims = (known?.claims ?? 0) + (isSymbol ? 1 : 0);
    const candidate = { ...candidateOf(row), points, reasons, claims };
    if (!known || points > known.points) best.set(row.caseId, candidate);
    else known.claims = claims;
  }
  return [...best.values()]
    .sort((a, b) => b.points - a.points || (a.dueOn ?? "").localeCompare(b.dueOn ?? ""))
    .slice(0, CANDIDATES_MAX)
    .map(({ claims, ...each }) => ({ ...each, claimId: claims > 1 ? null : each.claimId }));
}

const factsOf = ({ variableSymbol: symbol, ...row }: Row): CandidateFacts => ({ ...row, symbol });

const candidateOf = (row: Row): Omit<Candidate, "points" | "reasons"> => ({
  ...{ caseId: row.caseId, refNo: row.refNo, debtorName: row.debtorName },
  ...{ claimId: row.claimId, variableSymbol: row.variableSymbol, dueOn: row.dueOn },
  ...{ currency: row.currency, claimBalanceMinor: row.balanceTodayMinor },
  ...{ caseBalanceMinor: row.caseBalanceMinor, isArchived: row.isArchived },
});

async function rowsOf(
  tx: Tx,
  { movementId, today }: { movementId: number; today: Day },
): Promise<Row[]> {
  const which = tx.sql`where m.id = ${movementId}`;
  const rows = await tx.sql<Row[]>`
    with ${matchSql(tx, { which, rules: DEFAULT_RULES, isWhole: true, today })},
    grouped as (
      select claim_id, array_agg(distinct family) as families,
             bool_or(family = 'symbol' and is_exact) as is_exact
        from hits group by claim_id),
    paid as (
      select o.case_id, k.debtor_party_id
        from fresh f cross join lateral (
          select p.case_id from bank_movements p
           where p.counter_account = f.counter_account and p.state = 'matched'
             and p.case_id is not null
           order by p.id desc limit 20) o
        join cases k on k.id = o.case_id)
    select k.id as "caseId", k.ref_no as "refNo", k.debtor_name as "debtorName", c.id as "claimId",
           c.variable_symbol as "variableSymbol", c.due_on as "dueOn", c.currency,
           c.balance_minor as "balanceMinor", ${owedTodaySql(tx, today)} as "balanceTodayMinor",
           k.archived_at is not null as "isArchived",
           ${caseOwedSql(tx, { today, currency: tx.sql`c.currency` })} as "caseBalanceMinor",
           g.families, g.is_exact as "isExact", f.amount_minor as "amountMinor",
           c.currency = f.currency as "isCurrency", f.symbol as "givenSymbol",
           (select count(*) from paid p where p.case_id = k.id) as "accountPayments",
           (select count(distinct coalesce(debtor_party_id, -case_id)) from paid)
             as "accountDebtors",
           cardinality(f.payer_words) as "nameWords", coalesce((
             select max((select count(*) from unnest(f.payer_words) word
                          where word = any (string_to_array(p.name_key, ' '))))
               from case_parties cp join parties p on p.id = cp.party_id
              where cp.case_id = k.id), 0)::int as "sharedWords"
      from grouped g join claims c on c.id = g.claim_id join cases k on k.id = c.case_id
     cross join fresh f`;
  return [...rows];
}

/** What a case `k` owes in a currency with interest up to today. */
const caseOwedSql = (
  tx: Tx,
  { today, currency }: { today: Day; currency: Fragment },
): Fragment => tx.sql`
  (case ${currency} when 'EUR' then k.balance_eur_minor else k.balance_czk_minor end
   + coalesce((select sum(${claimGrownSql(tx, today, tx.sql`o.id`)}) from claims o
                where o.case_id = k.id and o.currency = ${currency} and o.voided_at is null), 0)::bigint)`;

/** Money that came back: the payments of the same account and amount that it may take back. */
async function originals(
  tx: Tx,
  { movementId, today }: { movementId: number; today: Day },
): Promise<Candidate[]> {
  const { sql } = tx;
  const owed = caseOwedSql(tx, { today, currency: sql`m.currency` });
  const rows = await sql<(Omit<Candidate, "points" | "reasons"> & { bookedOn: string })[]>`
    select k.id as "caseId", k.ref_no as "refNo", k.debtor_name as "debtorName",
           null as "claimId", m.variable_symbol as "variableSymbol", null as "dueOn", m.currency,
           k.archived_at is not null as "isArchived", o.booked_on as "bookedOn",
           ${owed} as "claimBalanceMinor", ${owed} as "caseBalanceMinor"
      from bank_movements m
      join bank_movements o on o.amount_minor = -m.amount_minor and o.state = 'matched'
       and o.account_id = m.account_id
       and o.booked_on between m.booked_on - ${BOUNCE_DAYS}::int and m.booked_on
       and (o.counter_account = m.counter_account or o.symbol_key = m.symbol_key)
      join cases k on k.id = o.case_id
     where m.id = ${movementId} and m.is_reversal
     order by o.booked_on desc, o.id desc limit ${CANDIDATES_MAX}`;
  return rows.map(({ bookedOn, ...row }) => ({
    ...{ ...row, points: 50 },
    reasons: [{ code: "original_payment", params: { day: bookedOn } }],
  }));
}

import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { type Currency, formatMoney } from "@/server/kernel/money";
import { claimGrownSql, claimsOfCase } from "../claims";
import type { Context } from "../context";
import type { Named, NoDebtFacts, PaymentFacts } from "./facts";
import type { OwnCase } from "./load";

interface PaymentAsked {
  of: OwnCase;
  who: Named;
  paymentId: number;
}

/**
 * What is to be confirmed of a payment, as it stands now. Throws not_found `papers.payment_not_found`,
 * precondition `papers.payment_reversed`, `papers.payment_ahead`.
 */
export async function reckonPayment(
  ctx: Context,
  { of, who, paymentId }: PaymentAsked,
): Promise<PaymentFacts> {
  const { payments } = await claimsOfCase(ctx, { caseId: of.id });
  const payment = payments.find(({ id }) => id === paymentId);
  if (!payment) throw new DomainError("not_found", "papers.payment_not_found");
  if (payment.reversal) throw new DomainError("precondition", "papers.payment_reversed");
  if (payment.valueOn > ctx.today) throw new DomainError("precondition", "papers.payment_ahead");
  const byKind = new Map<PaymentFacts["parts"][number]["kind"], number>();
  for (const { kind, amountMinor } of payment.parts) {
    byKind.set(kind, (byKind.get(kind) ?? 0) + amountMinor);
  }
  const parts = [...byKind].map(([kind, amountMinor]) => ({ kind, amountMinor }));
  return {
    ...{ kind: "payment", paymentId, ...who, refNo: of.refNo, creditor: of.creditor },
    ...{ valueOn: payment.valueOn, amountMinor: payment.amountMinor, currency: payment.currency },
    variableSymbol: payment.variableSymbol,
    parts: parts.filter(({ amountMinor }) => amountMinor !== 0),
  };
}

interface Standing {
  caseId: number;
  claims: number;
  /** What is left of a claim, interest of the day included; null: not worked out yet today. */
  owedMinor: number | null;
  currency: Currency | null;
}

interface DebtsAsked {
  cases: readonly OwnCase[];
  who: Named;
  isOfAll: boolean;
  language: Locale;
}

/** Why it cannot be confirmed that nothing is owed. */
export type NoDebtRefusal =
  | { code: "papers.owed"; refNo: string; amountMinor: number; currency: Currency }
  | { code: "papers.nothing_to_confirm" };

/**
 * What stands in the way of a confirmation that nothing is owed on these cases as of today: a claim
 * that has anything left, not due yet or due, the day's interest included; one that was overpaid does
 * not make up for another. Or that nothing was ever claimed. Null: nothing does.
 */
export async function noDebtRefusal(
  ctx: Context,
  tx: Tx,
  cases: readonly OwnCase[],
): Promise<NoDebtRefusal | null> {
  return refusalOf(await standingsOf(ctx, tx, cases), cases);
}

function refusalOf(rows: readonly Standing[], cases: readonly OwnCase[]): NoDebtRefusal | null {
  if (!rows.some(({ claims }) => claims > 0)) return { code: "papers.nothing_to_confirm" };
  for (const { caseId, owedMinor: amountMinor, currency } of rows) {
    if (amountMinor === null || amountMinor <= 0 || currency === null) continue;
    const refNo = cases.find(({ id }) => id === caseId)?.refNo ?? "";
    return { code: "papers.owed", refNo, amountMinor, currency };
  }
  return null;
}

/** That nothing is owed. Throws precondition as `noDebtRefusal` says, with the case and how much. */
export async function reckonNoDebt(
  ctx: Context,
  tx: Tx,
  { cases, who, isOfAll, language }: DebtsAsked,
): Promise<NoDebtFacts> {
  const rows = await standingsOf(ctx, tx, cases);
  const refusal = refusalOf(rows, cases);
  if (refusal?.code === "papers.owed") {
    const { code, refNo, amountMinor, currency } = refusal;
    const amount = formatMoney(amountMinor, currency, language);
    throw new DomainError("precondition", code, { refNo, amount });
  }
  if (refusal) throw new DomainError("precondition", refusal.code);
  const claimed = new Set(rows.filter(({ claims }) => claims > 0).map(({ caseId }) => caseId));
  const shown = cases.filter(({ id }) => claimed.has(id));
  return {
    ...{ kind: "noDebt", ...who, onDay: ctx.today, isOfAll },
    cases: shown.map(({ refNo, creditor }) => ({ refNo, creditor })),
  };
}

async function standingsOf(ctx: Context, tx: Tx, cases: readonly OwnCase[]): Promise<Standing[]> {
  const ids = cases.map(({ id }) => id);
  const rows = await tx.sql<Standing[]>`
    select b.case_id as "caseId", count(*)::int as claims, b.currency,
           case when bool_and(b.grown is not null)
                then sum(greatest(0, b.balance_minor + b.grown))::bigint end as "owedMinor"
      from (select c.case_id, c.currency, c.balance_minor, ${claimGrownSql(tx, ctx.today)} as grown
              from claims c where c.case_id = any(${ids}::bigint[]) and c.voided_at is null) b
     group by b.case_id, b.currency order by b.case_id, b.currency`;
  const known: Standing[] = [];
  // A few in the hour after midnight; of these the whole ledger is asked.
  for (const row of rows) {
    known.push(row.owedMinor === null ? await derived(ctx, row) : row);
  }
  return known;
}

async function derived(ctx: Context, row: Standing): Promise<Standing> {
  const { claims } = await claimsOfCase(ctx, { caseId: row.caseId });
  const owedMinor = claims
    .filter(({ currency }) => currency === row.currency)
    .reduce((sum, { balanceMinor }) => sum + Math.max(0, balanceMinor), 0);
  return { ...row, owedMinor };
}

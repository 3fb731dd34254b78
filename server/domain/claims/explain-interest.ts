import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { DayCount, InterestRegime } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { authorize, type Context, reading } from "../context";
import { LATE_INTEREST_VERSION, rateText, type SeriesCode } from "../law";
import { type AccrualLine, perDayMinor } from "./accrual";
import { accruedLines, bearingBase } from "./accrued";
import { ledgerOf } from "./case-claims";
import { explainInterestInput } from "./inputs";
import type { Book, BookedAccruing, CaseLedger } from "./ledger";

/** A line of the derivation, with its rate as text ("11.75") and where the rate comes from. */
export interface InterestLine extends Omit<AccrualLine, "rate" | "basis"> {
  ratePercent: string;
  source: string;
  reference: { series: SeriesCode; on: Day; ratePercent: string; marginPercent: string } | null;
}

export interface InterestExplained {
  caseId: number;
  claimId: number;
  kind: string;
  currency: Currency;
  regime: InterestRegime;
  dayCount: DayCount;
  fromOn: Day;
  toOn: Day | null;
  onDay: Day;
  lines: InterestLine[];
  totalMinor: number;
  paidMinor: number;
  balanceMinor: number;
  perDayMinor: number;
  unknownFrom: Day | null;
  /** The edition of the rates that it was computed by. */
  packVersion: string;
}

/**
 * Explains a number: interest of a component at the end of a day, line by line (from, to, days, base,
 * rate, paragraph, amount, running total); the lines sum to the total to the minor unit.
 */
export async function explainInterest(
  ctx: Context,
  raw: z.input<typeof explainInterestInput>,
): Promise<InterestExplained> {
  authorize(ctx, "claims:read");
  const { componentId, onDay } = explainInterestInput.parse(raw);
  return reading(ctx, async (tx) => {
    const caseId = await caseOf(tx, componentId);
    const ledger = await ledgerOf(tx, caseId);
    const found = accruingOf(ledger, componentId);
    if (!found) throw new DomainError("not_found", "claims.interest_not_found");
    return { caseId, ...explained({ ledger, ...found, onDay: onDay ?? ctx.today }) };
  });
}

async function caseOf({ sql }: Tx, componentId: number): Promise<number> {
  const [row] = await sql<{ caseId: number }[]>`
    select c.case_id as "caseId" from claim_components m
      join claims c on c.id = m.claim_id join cases k on k.id = c.case_id
     where m.id = ${componentId} and c.voided_at is null and k.voided_at is null`;
  if (!row) throw new DomainError("not_found", "claims.interest_not_found");
  return row.caseId;
}

interface Found {
  currency: Currency;
  book: Book;
  accruing: BookedAccruing;
}

function accruingOf({ books }: CaseLedger, componentId: number): Found | null {
  for (const [currency, book] of books) {
    const accruing = book.accruals.find(({ componentKey }) => componentKey === componentId);
    if (accruing) return { currency, book, accruing };
  }
  return null;
}

function explained({
  ledger,
  currency,
  book: { charges },
  accruing,
  onDay,
}: Found & { ledger: CaseLedger; onDay: Day }): Omit<InterestExplained, "caseId"> {
  const { allocated: entries } = ledger;
  const { stored, terms, claimKey, componentKey, kind } = accruing;
  const lines = accruedLines({ charges, entries }, accruing, onDay);
  const totalMinor = lines.at(-1)?.totalMinor ?? 0;
  const paidMinor = entries
    .filter((entry) => entry.componentKey === componentKey && entry.valueOn <= onDay)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const chargedMinor = charges
    .filter((charge) => charge.componentKey === componentKey && charge.valueOn <= onDay)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const { regime, dayCount, fromOn, toOn } = stored;
  return {
    ...{ claimId: claimKey, kind, currency, regime, dayCount, fromOn, toOn, onDay },
    lines: lines.map(lineOf),
    ...{ totalMinor, paidMinor, balanceMinor: Math.max(0, totalMinor + chargedMinor) - paidMinor },
    perDayMinor: perDayMinor(terms, bearingBase({ charges, entries }, accruing, onDay), {
      ...{ on: onDay, grownMinor: totalMinor },
    }),
    unknownFrom: terms.path.unknownFrom,
    packVersion: LATE_INTEREST_VERSION,
  };
}

function lineOf({ rate, basis, ...line }: AccrualLine): InterestLine {
  const { source, reference } = basis;
  return {
    ...line,
    ratePercent: rateText(rate),
    source,
    reference: reference && {
      ...{ series: reference.series, on: reference.on },
      ratePercent: rateText(reference.rate),
      marginPercent: rateText(reference.margin),
    },
  };
}

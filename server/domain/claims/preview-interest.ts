import { DomainError } from "@/server/kernel/errors";
import { authorize, type Context, reading } from "../context";
import { parseRate, rateText } from "../law";
import { perDayMinor } from "./accrual";
import { accruedLines, bearingBase } from "./accrued";
import { balancesOn, ledgerOf } from "./case-claims";
import { subjectOf } from "./explained-rows";
import { type StartInterestInput, startInterestInput } from "./inputs";
import { delayFromOf, pausesSql, type StoredTerms, termsOf } from "./interest-terms";
import { allocateCase, type CaseLedger } from "./ledger";
import { lawfulTerms } from "./penalty-terms";
import { readOrders } from "./profiles";
import { readRateBook } from "./rate-book";
import { dayCountOf } from "./start-interest";

export interface InterestPreview {
  /** What would have grown up to today. */
  totalMinor: number;
  perDayMinor: number;
  /** Percent a year today; null where the first day is ahead, or where nobody knows the rate. */
  ratePercent: string | null;
  /** The case's balance in the currency today, before and after. */
  balanceBeforeMinor: number;
  balanceAfterMinor: number;
}

// The component that is still to come.
const DRAFT = Number.MAX_SAFE_INTEGER;

/**
 * What starting interest would do, payments that would move to it included; writes nothing. Throws
 * not_found, precondition `claims.rate_unknown`.
 */
export async function previewInterest(
  ctx: Context,
  raw: StartInterestInput,
): Promise<InterestPreview> {
  authorize(ctx, "claims:edit");
  const input = startInterestInput.parse(raw);
  const { claimId, kind, regime, ratePercent = null, fromOn } = input;
  const dayCount = dayCountOf(input);
  return reading(ctx, async (tx) => {
    const { caseId, currency } = await subjectOf(tx, { kind: "claim", claimId });
    const [ledger, orderOf, book, [paused]] = await Promise.all([
      ledgerOf(tx, caseId),
      readOrders(tx),
      readRateBook(tx),
      tx.sql<{ pauses: StoredTerms["pauses"] }[]>`
        select ${pausesSql(tx)} as pauses from (select ${caseId}::bigint as case_id) c`,
    ]);
    const dueOn = ledger.claims.find(({ id }) => id === claimId)?.dueOn;
    if (dueOn === undefined) throw new DomainError("not_found", "claims.not_found");
    const delayFrom = delayFromOf(dueOn);
    const rate = parseRate(ratePercent ?? "");
    const { creditMinor = null, isConsumerCredit } = input;
    const lawful = await lawfulTerms(ctx, tx, {
      ...{ claimId, caseId, currency, kind, ratePercent, delayFrom, creditMinor, isConsumerCredit },
    });
    const stored: StoredTerms = {
      ...{ regime, dayCount, delayFrom, fromOn: fromOn ?? delayFrom, toOn: null },
      ratePercent: regime === "agreed" && rate !== null ? rateText(rate) : null,
      ...{ ...lawful, pauses: paused?.pauses ?? null, capitalMonths: input.capitalMonths ?? null },
    };
    const terms = termsOf(stored, book);
    if (terms.path.steps.length === 0) {
      throw new DomainError("precondition", "claims.rate_unknown", { day: delayFrom });
    }
    const accruing = {
      ...{ componentKey: DRAFT, claimKey: claimId, kind, dueOn, claimLabel: "" },
      ...{ componentLabel: "", terms, stored },
    };
    const drafted = withDraft(ledger, currency, accruing);
    const allocated = allocateCase(drafted, orderOf);
    const charges = drafted.books.get(currency)?.charges ?? [];
    const rows = { charges, entries: allocated };
    const lines = accruedLines(rows, accruing, ctx.today);
    const balanceOf = (at: CaseLedger) =>
      balancesOn(at, ctx.today).get(currency)?.balanceMinor ?? 0;
    const last = lines.at(-1);
    return {
      totalMinor: last?.totalMinor ?? 0,
      perDayMinor: perDayMinor(terms, bearingBase(rows, accruing, ctx.today), {
        ...{ on: ctx.today, grownMinor: last?.totalMinor ?? 0 },
      }),
      ratePercent: last ? rateText(last.rate) : null,
      balanceBeforeMinor: balanceOf(ledger),
      balanceAfterMinor: balanceOf({ ...drafted, allocated }),
    };
  });
}

type Booked =
  CaseLedger["books"] extends Map<infer Currency, infer Book> ? [Currency, Book] : never;

function withDraft(
  ledger: CaseLedger,
  currency: Booked[0],
  accruing: Booked[1]["accruals"][number],
): CaseLedger {
  const none: Booked[1] = {
    ...{ charges: [], accruals: [], payments: [], reversals: [] },
    withdrawals: [],
  };
  const book = ledger.books.get(currency) ?? none;
  const drafted = { ...book, accruals: [...book.accruals, accruing] };
  return { ...ledger, books: new Map([...ledger.books, [currency, drafted]]) };
}

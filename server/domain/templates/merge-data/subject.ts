import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";

/** What a letter says of itself as a notice. */
export interface NoticeFacts {
  feeMinor: number;
  feeText: string;
  stepName: string;
  order: number;
  deadlineOn: Day | null;
  nextOn: Day | null;
  nextName: string | null;
}

/** What one letter is about. */
export interface LetterSubject {
  key: string;
  /** The case that gives its name, then those whose claims stand beside. */
  caseIds: readonly number[];
  /** Of the sums; left out: the one in which something is owed, crowns before euros. */
  currency?: Currency;
  notice?: NoticeFacts;
  /**
   * Of a notice: the claims it is about. Beside them it names what else may be demanded today; what is not
   * due, held back or paid by instalments stays out of its sums.
   */
  claimIds?: readonly number[];
  ourRef?: string;
  yourRef?: string;
  subject?: string;
}

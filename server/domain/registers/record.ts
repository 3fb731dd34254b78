import type {
  InsolvencyRegister,
  Register,
  ScreeningCause,
  ScreeningKey,
} from "@/db/values/registers";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import type { Asked, MatchQuality } from "@/server/kernel/register-answer";

/** A record of a register as the log keeps it, whatever register it is of. */
export interface RegisterRecord {
  /** By which it is known again; of insolvency the file mark. */
  mark: string;
  /** As people quote it, where that says more: "KSBR 37 INS 99001/2025". */
  fileMark: string | null;
  court: string | null;
  stateCode: string | null;
  name: string;
  birthOn: Day | null;
  registrationNo: string | null;
  /** Nine or ten digits; kept as a keyed hash alone. Left out: the register tells none. */
  birthNumber?: string | null;
  address: string | null;
  startedOn: Day | null;
  endedOn: Day | null;
  url: string | null;
  /** Added by the register beside the one who was asked for. */
  isCoDebtor: boolean;
  quality: MatchQuality;
}

/** One question to one register, answered: a line of the log to be. */
export interface AnsweredCheck {
  register: Register;
  partyId: number;
  caseId: number | null;
  cause: ScreeningCause;
  purpose: string;
  askedBy: ScreeningKey;
  priceMinor: number;
  currency: Currency;
  asked: Asked<RegisterRecord>;
}

/**
 * On what ground somebody's data may be looked up (GDPR article 6): a creditor's own interest in its
 * claim, or steps before a contract that the person asked for.
 */
export const legalBasisOf = (cause: ScreeningCause): string =>
  cause === "application" || cause === "deal" ? "gdpr_6_1_b" : "gdpr_6_1_f";

export const isInsolvencyRegister = (register: Register): register is InsolvencyRegister =>
  register === "isir_cz" || register === "isir_sk";

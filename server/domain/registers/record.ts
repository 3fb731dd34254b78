import type { InsolvencyProcedure } from "@/db/values/insolvency-procedures";
import type { AddressKind } from "@/db/values/parties";
import type { HitDetails, HitRemark } from "@/db/values/register-meanings";
import type {
  InsolvencyRegister,
  Register,
  ScreeningCause,
  ScreeningKey,
} from "@/db/values/registers";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import type {
  Asked,
  MatchQuality,
  RegisterAnswer,
  RegisterTrouble,
} from "@/server/kernel/register-answer";

/** A record of a register as the log keeps it, whatever register it is of. */
export interface RegisterRecord {
  /** By which it is known again; of insolvency the file mark. */
  mark: string;
  /** As people quote it, where that says more: "KSBR 37 INS 99001/2025". */
  fileMark: string | null;
  court: string | null;
  stateCode: string | null;
  /** Left out: not of insolvency, or none is told. */
  procedure?: InsolvencyProcedure | null;
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
  /** What is to be noticed of it; left out: nothing. */
  remarks?: readonly HitRemark[];
  details?: HitDetails | null;
}

/** What a register was asked and has answered, by one question or by several together. */
export type AskedRegister = Asked<RegisterRecord> & {
  /** By which of them it was decided; left out: by the one that was planned. */
  askedBy?: ScreeningKey;
  /** Proceedings that were asked for by their mark, and answered. */
  askedMarks?: readonly string[];
  /** How many left for the register, and of how many it answered; left out: one, by its answer. */
  questionCount?: number;
  answeredCount?: number;
};

/** Of an address: which of the party's, and the key it was asked under. */
export interface AskedAddress {
  kind: AddressKind;
  key: string;
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
  asked: AskedRegister;
  address?: AskedAddress | null;
  /** Answered by a table of our own: it says nothing of how the register is. */
  isOffline?: boolean;
}

/**
 * On what ground somebody's data may be looked up (GDPR article 6): a creditor's own interest in its
 * claim, or steps before a contract that the person asked for.
 */
export const legalBasisOf = (cause: ScreeningCause): string =>
  cause === "application" || cause === "deal" ? "gdpr_6_1_b" : "gdpr_6_1_f";

export const isInsolvencyRegister = (register: Register): register is InsolvencyRegister =>
  register === "isir_cz" || register === "isir_sk";

/** Troubles of one party's answer; any other means that the register answers nobody. */
export const OF_ONE_PARTY: readonly string[] = ["wrong_person", "garbage", "too_large"];

/** What ails the register itself by this answer; null: it answers, be it of one party unusably. */
export const outageOf = (answer: RegisterAnswer<unknown>): RegisterTrouble | null =>
  answer.outcome !== "unavailable" || OF_ONE_PARTY.includes(answer.reason) ? null : answer.reason;

/** An answer whose records are those of the log; the evidence stays as it is. */
export function mapRecords<From>(
  asked: Asked<From> & Pick<AskedRegister, "questionCount">,
  recordOf: (record: From) => RegisterRecord,
): AskedRegister {
  const { answer } = asked;
  if (answer.outcome !== "found") return { ...asked, answer };
  return { ...asked, answer: { ...answer, records: answer.records.map(recordOf) } };
}

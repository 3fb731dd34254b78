import type { Role } from "@/db/values/access";
import type { ProceedingKind, TagEffect } from "@/db/values/cases";
import type { CollegialKind } from "@/db/values/collegial";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";

/**
 * One typed value of a case as it is stored (jsonb): text, note and choice = string, day = Day,
 * money = minor units, number = number, party, user and file = their id, boolean = boolean.
 */
export type FieldValue = string | number | boolean | null;
export type FieldValues = Readonly<Record<string, FieldValue | undefined>>;

/** What guards may know of a case. Gathered by the cases room inside the moving transaction. */
export type CaseFacts = {
  today: Day;
  /** Day of the last change of state, or of opening. */
  stateSinceOn: Day;
  values: FieldValues;
  parties: readonly PartyFact[];
  proceedings: readonly ProceedingFact[];
  claimCount: number;
  /** What is still owed, per currency; overpayment is negative. */
  balances: readonly { amountMinor: number; currency: Currency }[];
  openTaskCount: number;
  documentCount: number;
  hasOwner: boolean;
  /** Effects of the tags in force today. */
  flags: readonly TagEffect[];
  /** The day on which a pre-action notice was dispatched, by a message of ours or a marked document. */
  preActionPostedOn: Day | null;
  /** A pre-action notice of ours was written, whether it has left or not. */
  hasPreActionNotice: boolean;
  /** The number of the request that this one was merged into. */
  mergedInto?: string | null;
  /** Who has the case, and who opened it. */
  people?: { ownerId: number | null; openerId: number | null };
  /** Which of our people moves it; none where a job does. */
  actor?: { operatorId: number; role: Role };
  /** Collegial actions assigned on the case, in whatever state; none while nobody assigned any. */
  collegial?: readonly CollegialFact[];
};

export type PartyFact = { role: string; hasPostalAddress: boolean; hasIdentifier: boolean };
export type ProceedingFact = { kind: ProceedingKind; isOpen: boolean; hasFileMark: boolean };

export type CollegialFact = {
  action: CollegialKind;
  /** In which it is to be done; null: whatever state the case is in. */
  state?: string | null;
  /** Excused: enough others have voted without them. */
  outcome: "pending" | "positive" | "negative" | "excused";
  /** So many decisions the quorum of its call still lacks, whoever was withdrawn meanwhile. */
  lacking?: number;
};

/** Facts of a case of which nothing is known yet: a new one. */
export function emptyFacts(today: Day): CaseFacts {
  return {
    today,
    stateSinceOn: today,
    values: {},
    parties: [],
    proceedings: [],
    claimCount: 0,
    balances: [],
    openTaskCount: 0,
    documentCount: 0,
    hasOwner: false,
    flags: [],
    preActionPostedOn: null,
    hasPreActionNotice: false,
  };
}

import type { MatchStep, MovementReason } from "@/db/values/bank";
import type { MatchReasonCode } from "../score-candidate";
import type { WorldCode } from "./golden-world";

/** A movement, what has to become of it, and why. */
export interface Golden {
  note: string;
  vs?: string;
  ss?: string;
  message?: string;
  name?: string;
  account?: string;
  amountMinor: number;
  currency?: string;
  isReversal?: true;
  /** Comes twice in the file: the verdict is that of the second. */
  isTwin?: true;
  /** Said "no" to before. */
  refused?: WorldCode[];
  /** Corrected by a person to this. */
  corrected?: string;
  /** Steps that the tenant's rules have otherwise. */
  rules?: Partial<Record<MatchStep, "book" | "offer" | "off">>;
  /** This claim arrives only after the movement. */
  claimAfter?: { of: WorldCode; vs: string; owedMinor: number };
  /** An agreed schedule, with the symbol it is paid under and what its next instalment wants. */
  schedule?: { of: WorldCode; vs?: string; nextMinor: number };
  /** Booked on this case by the machine… */
  pays?: WorldCode;
  /** …or waiting under this reason, with this case offered first (null: nobody is). */
  waits?: MovementReason;
  first?: WorldCode | null;
  reason?: MovementReason;
  /** Among the reasons of the first candidate. */
  why?: MatchReasonCode;
}

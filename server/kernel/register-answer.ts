/**
 * What a public register says when it is asked: three outcomes, never two. Only a register that
 * answered in its own words and had nothing is `clear`; an outage page, a fault, a time-out or an
 * answer that cannot be read is `unavailable` and says nothing about anybody.
 */
export type RegisterAnswer<Record> =
  | {
      outcome: "found";
      records: readonly Record[];
      quality: MatchQuality;
      /** The moment the register's data were of; null where it does not say. */
      asOf: Date | null;
      /** The register had more than it gave. */
      isCut: boolean;
    }
  | { outcome: "clear"; asOf: Date | null }
  | { outcome: "unavailable"; reason: RegisterTrouble; detail: string | null };

/**
 * How sure it is that a record is of the one who was asked for: by an identifier of theirs, by whole
 * name and day of birth, or by less, which is a suspicion for a person to judge and never a hit.
 */
export const MATCH_QUALITIES = ["identifier", "person", "suspected"] as const;
export type MatchQuality = (typeof MATCH_QUALITIES)[number];

/** Why nothing can be said. `refused` and `unconfigured` need a person; the others may pass. */
export const REGISTER_TROUBLES = [
  "unreachable",
  "timeout",
  "outage",
  "stale",
  "busy",
  "fault",
  "garbage",
  "too_large",
  "wrong_person",
  "refused",
  "unconfigured",
  "no_identifier",
  "budget",
  "resting",
] as const;
export type RegisterTrouble = (typeof REGISTER_TROUBLES)[number];

/** An answer with what was sent and what came back, byte for byte: the evidence of a check. */
export interface Asked<Record> {
  answer: RegisterAnswer<Record>;
  /** Null where nothing left or nothing came. */
  sent: Uint8Array | null;
  received: Uint8Array | null;
  mediaType: string;
  status: number | null;
}

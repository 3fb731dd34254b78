import type { AddressCheck } from "./parties";
import type { Register, ScreeningOutcome } from "./registers";

/** What an answer says of the party: something against them, something for them, or nothing. */
export const MEANINGS = ["bad", "good", "neutral"] as const;
export type Meaning = (typeof MEANINGS)[number];

type Answered = Exclude<ScreeningOutcome, "unavailable">;

/**
 * What "found" and "clear" mean in each register. To stand in a register of companies is good, to stand
 * in one of lost papers is not; and a paper that is not listed there is not therefore a valid one.
 */
export const REGISTER_MEANINGS: Readonly<Record<Register, Readonly<Record<Answered, Meaning>>>> = {
  isir_cz: { found: "bad", clear: "good" },
  isir_sk: { found: "bad", clear: "good" },
  ares: { found: "good", clear: "bad" },
  rpo: { found: "good", clear: "bad" },
  // Whoever keeps no double-entry books is not there.
  ruz: { found: "good", clear: "neutral" },
  vat_payers: { found: "good", clear: "neutral" },
  vies: { found: "good", clear: "bad" },
  invalid_documents: { found: "bad", clear: "neutral" },
  addresses: { found: "good", clear: "bad" },
  cee: { found: "bad", clear: "good" },
  cre: { found: "bad", clear: "good" },
};

/** What a record may have to be noticed for, and what that says whatever the register. */
export const REMARK_MEANINGS = {
  /** The company has ended, or been struck off. */
  ended: "bad",
  name_differs: "neutral",
  address_differs: "neutral",
  tax_id_differs: "neutral",
  /** The registration number fails its check and stands in the register all the same. */
  odd_check_digit: "neutral",
  /** Unreliable VAT payer, or an unreliable person. */
  unreliable: "bad",
  /** No account is published: a payment to any is a risk. */
  no_account: "neutral",
  /** The state does not say whose VAT number it is. */
  name_unsaid: "neutral",
  /** Of addresses: how near the register came. */
  address_ambiguous: "neutral",
  address_number_unknown: "bad",
  address_municipality_only: "bad",
} as const satisfies Readonly<Record<string, Meaning>>;
export type HitRemark = keyof typeof REMARK_MEANINGS;

/** What else a record says, where a register has more than a line; each part only where it is known. */
export interface HitDetails {
  /** Published accounts, "1234567899/0800" or as the register writes them, the ended ones left out. */
  accounts?: readonly { account: string; iban: string | null; since: string | null }[];
  /** Proof for the tax office that the VAT number was asked about. */
  consultation?: string;
  address?: {
    kind: string;
    /** The key that was asked for: the answer is of no other address. */
    key: string;
    result: Exclude<AddressCheck, "not_found">;
    addressPoint: string | null;
    candidates: readonly string[];
    /** Told by the table in the database, not by the service. */
    isOffline: boolean;
  };
  /** Office and note of a look-up by hand. */
  office?: string;
  note?: string;
}

/**
 * What an answer means: that of the worst of its remarks, else the register's own. What could not be
 * asked is neutral, never good; a suspicion is never better than neutral.
 */
export function meaningOf(answer: {
  register: Register;
  outcome: ScreeningOutcome;
  isSuspected?: boolean;
  remarks?: readonly HitRemark[];
}): Meaning {
  const { register, outcome, isSuspected = false, remarks = [] } = answer;
  if (outcome === "unavailable") return "neutral";
  const own = REGISTER_MEANINGS[register][outcome];
  const said: Meaning[] = remarks.map((remark) => REMARK_MEANINGS[remark]);
  if (own === "bad" || said.includes("bad")) return "bad";
  return isSuspected || said.includes("neutral") ? "neutral" : own;
}

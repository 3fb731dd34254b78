import type { HintKey } from "@/db/values/insolvency-feed";
import type { Keys } from "../../keys";

/** What a debtor of the register or a party of ours can be known by. */
export interface Known {
  /** Nine or ten digits. */
  birthNumber: string | null;
  /** Eight digits, of a Czech register. */
  registrationNo: string | null;
  /** Folded words in alphabetical order, as `nameKey` makes them; of people only. */
  nameKey: string | null;
  birthOn: string | null;
  marks: readonly string[];
}

export interface HashedKey {
  kind: HintKey;
  key: Buffer;
}

/**
 * Keyed hashes of the install, not of a tenant: one join finds the parties of all of them. They stand
 * in tables of the feed alone, so that a tenant's register of parties is as little comparable with
 * another's as before. Half of HMAC-SHA-256 is enough to tell people apart, and its index smaller.
 */
export function hashKeys(keys: Keys, known: Known): HashedKey[] {
  const { birthNumber, registrationNo, nameKey, birthOn, marks } = known;
  const hash = (kind: HintKey, text: string): HashedKey => ({
    kind,
    key: keys.hash(`insolvency-feed:${kind}`, text).subarray(0, 16),
  });
  const found = marks.map((mark) => hash("file_mark", mark));
  if (birthNumber) found.push(hash("birth_number", birthNumber));
  if (registrationNo) found.push(hash("registration_no", registrationNo));
  // A name alone is half a town.
  if (nameKey && birthOn) found.push(hash("person", `${nameKey}|${birthOn}`));
  return found;
}

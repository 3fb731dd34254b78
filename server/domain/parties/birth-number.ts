import type { Keys } from "../keys";

/** A birth number on its way into the database: sealed, and hashed to be found and kept unique. */
export interface SealedBirthNumber {
  birthNumberCipher: Buffer | null;
  birthNumberHash: Buffer | null;
}

/** The tenant stands in the purpose: equal numbers of two tenants have nothing in common. */
export function hashBirthNumber(keys: Keys, tenantId: number, birthNumber: string): Buffer {
  return keys.hash(`birth-number:${tenantId}`, birthNumber);
}

/** Nine or ten digits as `parseBirthNumber` gives them; null stays null. */
export function sealBirthNumber(
  keys: Keys,
  tenantId: number,
  birthNumber: string | null,
): SealedBirthNumber {
  if (birthNumber === null) return { birthNumberCipher: null, birthNumberHash: null };
  return {
    birthNumberCipher: keys.seal(birthNumber),
    birthNumberHash: hashBirthNumber(keys, tenantId, birthNumber),
  };
}

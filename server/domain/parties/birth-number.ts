import { birthNumberHash, type Keys } from "../keys";

/** A birth number on its way into the database: sealed, and hashed to be found and kept unique. */
export interface SealedBirthNumber {
  birthNumberCipher: Buffer | null;
  birthNumberHash: Buffer | null;
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
    birthNumberHash: birthNumberHash(keys, tenantId, birthNumber),
  };
}

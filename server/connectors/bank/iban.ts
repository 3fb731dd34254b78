import { type AccountNumber, bankOf, isIban, sixteenDigits } from "./account";

const CZECH_DIGITS = "123500";

/** The IBAN of an account's key; null where the key names no bank, or is no account number. */
export function ibanOf(account: AccountNumber): string | null {
  const bank = bankOf(account);
  const digits = sixteenDigits(account);
  // Slovak accounts are kept as IBANs, all others that have one too.
  if (!account.includes("/")) return /^[A-Z]{2}/.test(account) && isIban(account) ? account : null;
  if (bank === null || digits === null) return null;
  const bban = bank + digits;
  const check = 98n - (BigInt(bban + CZECH_DIGITS) % 97n);
  return `CZ${String(check).padStart(2, "0")}${bban}`;
}

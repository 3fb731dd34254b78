/**
 * One key for every written form of an account: "19-2000145399/0800" for Czech ones (the IBAN
 * included), the IBAN for Slovak ones (the national form included) and all others. Where nobody
 * names the bank it is the number alone; what is no account number stays as written.
 */
export type AccountNumber = string;

// Codes of banks in Slovakia, which share one list of numbers with the Czech ones.
const SLOVAK_BANKS = flagged(
  (
    "0200 0720 0900 1100 1111 3000 3100 5200 5600 5900 6500 7300 7500 7930 8020 8050 8100 8120 " +
    "8130 8160 8170 8180 8300 8320 8330 8350 8360 8370 8390 8400 8410 8420 8430 8450 9951 9952"
  ).split(" "),
);

function flagged(codes: readonly string[]): Uint8Array {
  const flags = new Uint8Array(10_000);
  for (const code of codes) flags[Number(code)] = 1;
  return flags;
}

export function isSlovakBank(bank: string): boolean {
  return SLOVAK_BANKS[bankNumber(bank)] === 1;
}

/** The four digits of a bank code as a number; 0 for anything else. */
function bankNumber(bank: string): number {
  if (bank.length !== 4) return 0;
  let value = 0;
  for (let i = 0; i < 4; i += 1) {
    const code = bank.charCodeAt(i);
    if (code < 48 || code > 57) return 0;
    value = value * 10 + (code - 48);
  }
  return value;
}

const ACCOUNT_LENGTH_MAX = 34;
const NATIONAL = /^(?:(\d{1,6})-)?(\d{1,16})(?:\/(\d{4}))?$/;
const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/;
const SPACES = /\s/g;
const ONLY_ZEROS = /^[0\-/]*$/;

/** The key of an account as a statement writes it; `bank` where its code stands elsewhere. */
export function accountOf(text: string, bank: string | null = null): AccountNumber | null {
  if (text === "") return null;
  const plain = plainAccount(text, bank ?? "");
  return plain === undefined ? oddAccount(text, bank) : plain;
}

const [DASH, SLASH] = [45, 47];

/** Of nothing but digits, a dash and a slash where they belong; undefined for anything else. */
function plainAccount(text: string, bank: string): AccountNumber | null | undefined {
  const { length } = text;
  let dash = -1;
  let slash = length;
  for (let i = 0; i < length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) continue;
    if (code === DASH && dash < 0 && slash === length && i > 0 && i <= PREFIX_DIGITS) dash = i;
    else if (code === SLASH && slash === length && length - i === BANK_DIGITS + 1) slash = i;
    else return undefined;
  }
  const digits = slash - dash - 1;
  // A number of another country, which ends nowhere but at its last digit.
  if (digits === length && length > ACCOUNT_DIGITS) {
    return zerosEnd(text, 0, length) === length ? null : text.slice(0, ACCOUNT_LENGTH_MAX);
  }
  if (digits === 0 || digits > (dash < 0 ? ACCOUNT_DIGITS : NUMBER_DIGITS)) return undefined;
  const prefix = dash < 0 ? "" : text.slice(0, dash);
  const number = text.slice(dash + 1, slash);
  return nationalAccount(prefix, number, slash === length ? bank : text.slice(slash + 1));
}

function oddAccount(text: string, bank: string | null): AccountNumber | null {
  const written = text.replace(SPACES, "").toUpperCase();
  if (written === "" || ONLY_ZEROS.test(written)) return null;
  const national = NATIONAL.exec(written);
  if (national !== null) {
    const [, prefix, number = "", ownBank] = national;
    return nationalAccount(prefix ?? "", number, ownBank ?? bank);
  }
  if (IBAN.test(written) && isIban(written)) return ibanAccount(written);
  return written.slice(0, ACCOUNT_LENGTH_MAX);
}

/** The key of prefix, number (both with or without zeros) and bank; null for an account of zeros. */
export function nationalAccount(
  prefix: string,
  number: string,
  bank: string | null,
): AccountNumber | null {
  // Up to sixteen digits glued together: the last ten are the number.
  const digits = prefix === "" ? number : prefix + number.padStart(NUMBER_DIGITS, "0");
  return accountOfDigits(digits.padStart(ACCOUNT_DIGITS, "0"), bank ?? "");
}

/** The key of 16 digits, prefix and number, and the bank's four; other text names no bank. */
export function accountOfDigits(digits: string, bank: string): AccountNumber | null {
  const prefix = zerosEnd(digits, 0, ACCOUNT_DIGITS - NUMBER_DIGITS);
  const number = zerosEnd(digits, ACCOUNT_DIGITS - NUMBER_DIGITS, ACCOUNT_DIGITS);
  const hasPrefix = prefix < ACCOUNT_DIGITS - NUMBER_DIGITS;
  if (!hasPrefix && number === ACCOUNT_DIGITS) return null;
  const named = bankNumber(bank);
  if (SLOVAK_BANKS[named] === 1) return slovakIban(digits, bank);
  const right = digits.slice(number) || "0";
  const account = hasPrefix ? `${digits.slice(prefix, 6)}-${right}` : right;
  return named === 0 ? account : `${account}/${bank}`;
}

const BANK_DIGITS = 4;
const PREFIX_DIGITS = 6;
const NUMBER_DIGITS = 10;
const ACCOUNT_DIGITS = 16;

/** Where the zeros that begin at a place end. */
function zerosEnd(digits: string, at: number, end: number): number {
  let i = at;
  while (i < end && digits.charCodeAt(i) === 48) i += 1;
  return i;
}

/** Czech IBANs carry the national number in whole. */
function ibanAccount(iban: string): AccountNumber | null {
  if (!iban.startsWith("CZ") || iban.length !== 24) return iban;
  return nationalAccount(iban.slice(8, 14), iban.slice(14), iban.slice(4, 8)) ?? iban;
}

const SK_DIGITS = "282000";

function slovakIban(digits: string, bank: string): AccountNumber {
  const bban = bank + digits;
  const check = 98 - modulo97(bban + SK_DIGITS);
  return `SK${String(check).padStart(2, "0")}${bban}`;
}

export function isIban(text: string): boolean {
  // 00, 01 and 99 are left over, though they pass as their twins do.
  const check = Number(text.slice(2, 4));
  if (!(check >= 2 && check <= 98)) return false;
  const turned = text.slice(4) + text.slice(0, 4);
  const digits = turned.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return modulo97(digits) === 1;
}

function modulo97(digits: string): number {
  let rest = 0;
  for (let i = 0; i < digits.length; i += 1) {
    rest = (rest * 10 + (digits.charCodeAt(i) - 48)) % 97;
  }
  return rest;
}

export function withoutZeros(digits: string): string {
  const start = zerosEnd(digits, 0, digits.length);
  return start === 0 ? digits : digits.slice(start);
}

/** Prefix and number of the key of a Czech or Slovak account, zero-padded to 16 digits, or null. */
export function sixteenDigits(account: AccountNumber): string | null {
  if (account.startsWith("SK") && account.length === 24) return account.slice(8);
  const national = NATIONAL.exec(account);
  if (national === null) return null;
  const [, prefix = "", number = ""] = national;
  if (number.length > 10) return null;
  return prefix.padStart(6, "0") + number.padStart(10, "0");
}

/** Bank code in the key of a Czech or Slovak account, or null. */
export function bankOf(account: AccountNumber): string | null {
  if (account.startsWith("SK") && account.length === 24) return account.slice(4, 8);
  return NATIONAL.exec(account)?.[3] ?? null;
}

/** Weights of prefix and number by their places in 16 digits. */
export type Weights = { prefix: readonly [number, number][]; number: readonly [number, number][] };

const NUMBER_WEIGHTS = [6, 3, 7, 9, 10, 5, 8, 4, 2, 1];
const PREFIX_WEIGHTS = [10, 5, 8, 4, 2, 1];

/** Weights for 16 digits whose digit `i`, as accounts are written, stands at `places[i]`. */
export function weightsAt(places: readonly number[]): Weights {
  const place = (index: number) => places[index] ?? 0;
  return {
    prefix: PREFIX_WEIGHTS.map((weight, index) => [place(index), weight]),
    number: NUMBER_WEIGHTS.map((weight, index) => [place(index + 6), weight]),
  };
}

/** Whether 16 digits that begin at a place pass the check of Czech and Slovak accounts. */
export function passesModulo11(bytes: Buffer, start: number, weights: Weights): boolean {
  return (
    weighted(bytes, start, weights.number) % 11 === 0 &&
    weighted(bytes, start, weights.prefix) % 11 === 0
  );
}

function weighted(bytes: Buffer, start: number, weights: readonly [number, number][]): number {
  let sum = 0;
  for (const [place, weight] of weights) sum += ((bytes[start + place] ?? 48) - 48) * weight;
  return sum;
}

/** Does a Czech or Slovak "prefix-number/bank" pass the check of its digits? */
export function isNationalAccount(account: AccountNumber): boolean {
  const found = NATIONAL.exec(account);
  if (!found) return false;
  const [, prefix = "", number = ""] = found;
  const digits = prefix.padStart(6, "0") + number.padStart(NUMBER_DIGITS, "0");
  return passesModulo11(Buffer.from(digits), 0, EDITING_WEIGHTS);
}

const EDITING_WEIGHTS = weightsAt(Array.from({ length: 16 }, (_, index) => index));

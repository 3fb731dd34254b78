import type { BankReason } from "./refusal";

type Fault<T extends BankReason> = Extract<BankReason, T>;

/** Hundredths, or the reason why the text is no amount. */
export type ReadAmount = number | Fault<"bad_amount" | "amount_too_large">;

const [MINUS, PLUS, COMMA, DOT] = [45, 43, 44, 46];

/**
 * Hundredths of plain digits with at most one decimal mark, comma or dot, and a sign in front:
 * what formats for machines write. Exact: digits are counted, never rounded.
 */
export function decimalMinor(text: string): ReadAmount {
  const first = text.charCodeAt(0);
  const isNegative = first === MINUS;
  let minor = 0;
  let digits = 0;
  let decimals = -1;
  for (let i = isNegative || first === PLUS ? 1 : 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      digits += 1;
      if (decimals >= 2) {
        if (code !== 48) return "bad_amount";
        continue;
      }
      minor = minor * 10 + (code - 48);
      if (decimals >= 0) decimals += 1;
    } else if ((code === COMMA || code === DOT) && decimals < 0 && digits > 0) {
      decimals = 0;
    } else {
      return "bad_amount";
    }
  }
  if (digits === 0) return "bad_amount";
  const scaled = decimals >= 2 ? minor : decimals === 1 ? minor * 10 : minor * 100;
  if (scaled > Number.MAX_SAFE_INTEGER) return "amount_too_large";
  return isNegative && scaled !== 0 ? -scaled : scaled;
}

const ODD_SPACES = /[\u00a0\u2009\u202f]/g;
const CURRENCY = /^(?:Kč|KC|€|[A-Z]{3}) ?| ?(?:Kč|KC|€|[A-Z]{3})$/;
const SIGNED = /^([-+\u2212]?) ?(.*)$/;
const SPACED = /^\d{1,3}(?: \d{3})+(?:[.,]\d+)?$/;
const GROUPED = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/;
const MARKED = /^(.*?)([.,])(\d*)$/;

/**
 * Hundredths of an amount as banks print it: "1 234,50", "1.234,56 Kč", "−500,00". "1.234" may be
 * a thousand or one and a bit, and is refused.
 */
export function printedMinor(text: string): ReadAmount | Fault<"ambiguous_amount"> {
  // Two digits behind the only mark: what nearly all exports write.
  const { length } = text;
  const mark = text.charCodeAt(length - 3);
  if (mark === COMMA || mark === DOT) {
    const minor = decimalMinor(text);
    if (minor !== "bad_amount") return minor;
    const spaced = spacedMinor(text);
    if (spaced !== null) return spaced;
  }
  return oddMinor(text);
}

const SPACED_LENGTH_MAX = 18;

/** Hundredths of thousands with spaces between and two decimals, "-1 234,50"; null for others. */
function spacedMinor(text: string): number | null {
  const mark = text.length - 3;
  const isNegative = text.charCodeAt(0) === MINUS;
  const first = isNegative ? 1 : 0;
  if (mark <= first || text.length > SPACED_LENGTH_MAX) return null;
  let minor = 0;
  for (let i = first; i < text.length; i += 1) {
    if (i === mark) continue;
    const code = text.charCodeAt(i);
    const isGap = i < mark && (mark - i) % 4 === 0;
    if (isGap ? i === first || !isSpace(code) : code < 48 || code > 57) return null;
    if (!isGap) minor = minor * 10 + code - 48;
  }
  return isNegative && minor !== 0 ? -minor : minor;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 0xa0 || code === 0x2009 || code === 0x202f;
}

/** The same, however it is printed. */
export function oddMinor(text: string): ReadAmount | Fault<"ambiguous_amount"> {
  const plain = text.replace(ODD_SPACES, " ").trim().replace(CURRENCY, "");
  const [, sign = "", rest = ""] = SIGNED.exec(plain) ?? [];
  const digits = SPACED.test(rest) ? rest.replaceAll(" ", "") : rest;
  const prefix = sign === "" || sign === "+" ? "" : "-";
  if (/^[.,\d]+$/.test(digits) === false) return "bad_amount";
  const [, whole = digits, , decimals = ""] = MARKED.exec(digits) ?? [];
  const isWholePlain = /^\d+$/.test(whole);
  if (isWholePlain && decimals.length === 3 && whole.length <= 3 && Number(whole) > 0) {
    return "ambiguous_amount";
  }
  if (isWholePlain) return decimalMinor(`${prefix}${whole}.${decimals}`);
  const mark = digits.charAt(whole.length);
  // "1.234.567" has no decimals at all, "1.234,56" has.
  if (GROUPED.test(digits)) return decimalMinor(prefix + digits.replaceAll(mark, ""));
  const isGrouped = GROUPED.test(whole) && !whole.includes(mark);
  return isGrouped
    ? decimalMinor(`${prefix}${whole.replace(/[.,]/g, "")}.${decimals}`)
    : "bad_amount";
}

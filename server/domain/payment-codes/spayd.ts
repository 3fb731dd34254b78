import { DomainError } from "@/server/kernel/errors";
import {
  assertSymbol,
  compactDay,
  decimalAmount,
  type PaymentOrder,
  plainLatin,
} from "./payment-order";

/** The longest value of a field, as the standard of the Czech banking association has it. */
const MESSAGE_MAX = 60;
const NAME_MAX = 35;
/** Ten characters: 9 999 999,99. */
const AMOUNT_MINOR_MAX = 999_999_999;

/**
 * The text of a Czech payment code (SPAYD 1.0, "QR Platba"). All of it in capitals without diacritics,
 * so that the code stays in the dense alphanumeric mode and no bank stumbles over an encoding.
 * Throws invalid `claims.variable_symbol`, `paymentCodes.amount_too_large`.
 */
export function spaydText(order: PaymentOrder): string {
  const { iban, payeeName, amountMinor, currency, variableSymbol, dueOn, message } = order;
  assertSymbol(variableSymbol);
  if (amountMinor > AMOUNT_MINOR_MAX) {
    throw new DomainError("invalid", "paymentCodes.amount_too_large");
  }
  const fields: [string, string | null][] = [
    ["ACC", iban],
    ["AM", decimalAmount(amountMinor)],
    ["CC", currency],
    ["RN", plainValue(payeeName, NAME_MAX)],
    ["DT", dueOn && compactDay(dueOn)],
    ["MSG", plainValue(message, MESSAGE_MAX)],
    ["X-VS", variableSymbol],
  ];
  const told = fields.filter(([, value]) => value !== null && value !== "");
  return ["SPD", "1.0", ...told.map(([key, value]) => `${key}:${value}`)].join("*");
}

/** Letters that the alphanumeric mode has; a star ends a field, so it is written as its code. */
function plainValue(text: string, max: number): string {
  const plain = plainLatin(text)
    .toUpperCase()
    .replaceAll(/[^0-9A-Z $%*+\-./:]+/g, " ")
    .replaceAll(/ +/g, " ")
    .trim();
  let value = "";
  for (const letter of plain) {
    const written = letter === "*" ? "%2A" : letter === "%" ? "%25" : letter;
    // Not a half of a code: what no longer fits is left out whole.
    if (value.length + written.length > max) break;
    value += written;
  }
  return value.trimEnd();
}

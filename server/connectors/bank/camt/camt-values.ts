import { decimalMinor, type ReadAmount } from "../amounts";
import { instantDay, isoDay, remembered } from "../days";

const UTC = /^\d{4}-\d{2}-\d{2}T.*Z$/;

/**
 * The day of an ISO date or time. A zone beside it is the bank's own, whose day it is; only an
 * instant in UTC has to be looked up on the calendar of Prague.
 */
export const xmlDay = remembered((text) => (UTC.test(text) ? instantDay(text) : isoDay(text)));

/** An amount of XML: unsigned, the side stands beside it. */
export function xmlMinor(text: string): ReadAmount {
  const trimmed = text.trim();
  return trimmed.startsWith("-") || trimmed.includes(",") ? "bad_amount" : decimalMinor(trimmed);
}

/** The sign of CRDT and DBIT; null for anything else. */
export function sideSign(text: string): 1 | -1 | null {
  const side = text.trim();
  if (side === "CRDT") return 1;
  return side === "DBIT" ? -1 : null;
}

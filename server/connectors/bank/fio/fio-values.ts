import type { Day } from "@/server/kernel/days";
import { decimalMinor, type ReadAmount } from "../amounts";
import { instantDay, isoDay, remembered } from "../days";
import type { Scalar } from "./json-cursor";

/**
 * "2026-07-14+0200" is a day, and its zone says nothing: as an instant it would slip to the day
 * before. The oldest answers of the bank hold milliseconds of a midnight in Prague instead.
 */
export function fioDay({ text, isNumber }: Scalar): Day | null {
  return isNumber ? instantDay(Number(text)) : knownDay(text);
}

const knownDay = remembered(isoDay);

const SCIENTIFIC = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,3})$/;

/** An amount of JSON, which may write ten million as 1.0E7. */
export function jsonMinor(text: string): ReadAmount {
  const found = SCIENTIFIC.exec(text);
  if (found === null) return decimalMinor(text);
  const [, sign = "", units = "", fraction = "", exponent = "0"] = found;
  const digits = units + fraction;
  const mark = units.length + Number(exponent);
  const padded = mark <= 0 ? "0".repeat(1 - mark) + digits : digits.padEnd(mark, "0");
  const at = Math.max(mark, 1);
  return decimalMinor(`${sign}${padded.slice(0, at)}.${padded.slice(at)}0`);
}

import { roundDivide } from "@/server/kernel/money";

export const WORK_UNITS = ["h", "ks", "km", "ukon"] as const;

const QUANTITY = /^(\d{1,8})(?:\.(\d{1,4}))?$/;
const QUANTITY_SCALE = 10_000n;

/** Quantity ("1.5000") times the price of one unit, in minor units, halves up; null without a price. */
export function totalOfWork(quantity: string | null, unitPriceMinor: number | null): number | null {
  const match = QUANTITY.exec(quantity ?? "");
  if (!match || unitPriceMinor === null) return null;
  const scaled = BigInt(match[1] ?? "0") * QUANTITY_SCALE + BigInt((match[2] ?? "").padEnd(4, "0"));
  const total = Number(roundDivide(scaled * BigInt(unitPriceMinor), QUANTITY_SCALE, "half_up"));
  return Number.isSafeInteger(total) ? total : null;
}

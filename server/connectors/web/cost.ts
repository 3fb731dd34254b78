import type { Price } from "@/server/kernel/delivery";
import { isCurrency } from "@/server/kernel/money";

export interface Cost {
  price?: Price;
  priceText?: string;
}

const DECIMAL = /^-?(\d{1,9})(?:\.(\d{1,12}))?$/;

/**
 * What a carrier says that a message costs: kept to the letter, and in whole minor units (half up)
 * where it is money of ours. Carriers write it as a cost or as a change of the account; both are one.
 */
export function costOf(amount: unknown, currency: string | null): Cost {
  const text = typeof amount === "number" ? String(amount) : amount;
  const found = typeof text === "string" ? DECIMAL.exec(text.trim()) : null;
  if (!found) return {};
  const [, whole = "0", decimals = ""] = found;
  const priceText = [decimals === "" ? whole : `${whole}.${decimals}`, currency]
    .filter((part) => part !== null)
    .join(" ");
  if (!isCurrency(currency)) return { priceText };
  const digits = decimals.padEnd(3, "0");
  const minor = Number(whole + digits.slice(0, 2)) + (digits.charAt(2) >= "5" ? 1 : 0);
  return { price: { minor, currency }, priceText };
}

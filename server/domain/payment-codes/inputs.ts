import { z } from "zod";
import { CURRENCIES } from "@/db/values/claims";
import { isKnownDay } from "@/server/kernel/days";

export const PAYMENT_CODE_FORMATS = ["spayd", "payBySquare"] as const;
export type PaymentCodeFormat = (typeof PAYMENT_CODE_FORMATS)[number];
export const CODE_IMAGES = ["png", "svg"] as const;

const AMOUNT_MINOR_MAX = 1_000_000_000_000;

export const payeeAccountsInput = z.object({ currency: z.enum(CURRENCIES) });

export const paymentCodeInput = z.object({
  /** Left out: the oldest account of the currency. */
  accountId: z.number().int().positive().nullish(),
  currency: z.enum(CURRENCIES),
  amountMinor: z
    .number()
    .refine(
      (minor) => Number.isSafeInteger(minor) && minor > 0 && minor <= AMOUNT_MINOR_MAX,
      "claims.amount_range",
    ),
  variableSymbol: z
    .string()
    .trim()
    .refine((text) => /^\d{0,10}$/.test(text), "claims.variable_symbol")
    .transform((text) => text || null)
    .nullish(),
  dueOn: z.string().refine(isKnownDay, "kernel.day_not_a_day").nullish(),
  message: z.string().trim().max(140).default(""),
  /** Left out: what the country of the account reads. */
  format: z.enum(PAYMENT_CODE_FORMATS).nullish(),
});
export type PaymentCodeInput = z.input<typeof paymentCodeInput>;
export const paymentCodeImageInput = paymentCodeInput.extend({ image: z.enum(CODE_IMAGES) });
export type PaymentCodeImageInput = z.input<typeof paymentCodeImageInput>;

import { z } from "zod";
import { isKnownDay } from "@/server/kernel/days";

/** 10 000 000 000,00: more is a slip of the finger. The database refuses it as well. */
export const AMOUNT_MINOR_MAX = 1_000_000_000_000;
export const id = z.number().int().positive();
export const day = z.string().refine(isKnownDay, "kernel.day_not_a_day");
export const isAmount = (minor: number) =>
  Number.isSafeInteger(minor) && minor > 0 && minor <= AMOUNT_MINOR_MAX;
// A refinement, because its code is a sentence of ours; zod's own would speak of minor units.
export const amount = z.number().refine(isAmount, "claims.amount_range");
export const reason = z.string().trim().min(1, "claims.reason_missing").max(500);
export const variableSymbol = z
  .string()
  .trim()
  .refine((text) => /^\d{0,10}$/.test(text), "claims.variable_symbol")
  .transform((text) => text || null)
  .nullish();
/** Made by the form once; however often it is sent, one row comes of it. */
export const idempotencyKey = z.string().min(8).max(100);

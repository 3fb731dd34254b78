import { z } from "zod";
import { CURRENCIES } from "@/db/values/claims";
import { isKnownDay } from "@/server/kernel/days";
import { AMOUNT_MINOR_MAX } from "../claims/inputs";

/** Fields that many procedures share, each described once. */
export const idField = (what: string) => z.number().int().positive().describe(what);
export const dayField = (what: string) =>
  z
    .string()
    .refine(isKnownDay, "kernel.day_not_a_day")
    .meta({ format: "date", description: `${what} YYYY-MM-DD.` });
export const textField = (what: string, max: number) => z.string().trim().max(max).describe(what);
export const amountField = (what: string) =>
  z
    .number()
    .int()
    .positive()
    .max(AMOUNT_MINOR_MAX, "claims.amount_range")
    .describe(`${what} In minor units (haléř, cent).`);
export const currencyField = z.enum(CURRENCIES).describe("Currency, ISO 4217.");

/** A case is named by one of them. */
export const caseKey = {
  caseId: idField("The case by its id; this or refNo.").optional(),
  refNo: textField('The case by its reference number, "123/2026"; this or caseId.', 40)
    .min(1)
    .optional(),
};
export interface CaseKey {
  caseId?: number | undefined;
  refNo?: string | undefined;
}

const fieldValue = z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()]);
export const fieldsField = (what: string) =>
  z.record(z.string().max(60), fieldValue).describe(what);

// Answers.
export const outId = (what: string) => z.number().int().describe(what);
export const outMinor = (what: string) =>
  z.number().int().describe(`${what} In minor units (haléř, cent).`);
export const outText = (what: string) => z.string().describe(what);
export const outTextOrNull = (what: string) => z.string().nullable().describe(what);
export const outInstant = (what: string) =>
  z.string().meta({ format: "date-time", description: `${what} ISO 8601, UTC.` });
export const outInstantOrNull = (what: string) =>
  z
    .string()
    .nullable()
    .meta({ format: "date-time", description: `${what} ISO 8601, UTC, or null.` });
export const outDay = (what: string) =>
  z.string().meta({ format: "date", description: `${what} YYYY-MM-DD.` });
export const outDayOrNull = (what: string) =>
  z
    .string()
    .nullable()
    .meta({ format: "date", description: `${what} YYYY-MM-DD, or null.` });
export const outFields = (what: string) =>
  z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).describe(what);

export const instant = (date: Date): string => date.toISOString();
export const instantOrNull = (date: Date | null): string | null => date?.toISOString() ?? null;

/** Of a process that takes parties on; what it may be refused with stands beside it. */
export const insolvencyField = z
  .boolean()
  .default(false)
  .describe("Goes on with an insolvent party where the register's warning asks to be confirmed.");
export const INSOLVENCY_ERRORS = {
  "parties.insolvent_confirm": "precondition",
  "parties.insolvent_stop": "precondition",
} as const;

import { z } from "zod";
import { INSOLVENCY_REGISTERS, type InsolvencyRegister } from "@/db/values/registers";
import { addDays, addMonths, type Day, isDay } from "@/server/kernel/days";
import { workingDayFrom } from "@/server/kernel/holidays";
import raw from "./data/claim-filing.json";

const day = z.string().refine(isDay);

const schema = z.object({
  version: z.string(),
  /** Of each register the newest first. */
  terms: z.array(
    z.object({
      register: z.enum(INSOLVENCY_REGISTERS),
      /** Whose days of rest put the end off. */
      country: z.enum(["CZ", "SK"]),
      months: z.number().int().positive().nullable(),
      days: z.number().int().positive().nullable(),
      /** Decisions from this day on. */
      from: day,
      source: z.string().min(1),
      lookedUpOn: day,
    }),
  ),
});

const pack = schema.parse(raw);

export interface FilingTerm {
  /** The last day on which a claim may be filed. */
  lastOn: Day;
  /** The paragraph that says so. */
  source: string;
}

/**
 * Until when a creditor may file a claim in a proceeding of that register whose decision took effect
 * on a day; null where no term of that time is known. A term that ends on a day of rest ends on the
 * next working day.
 */
export function filingTerm(register: InsolvencyRegister, decidedOn: Day): FilingTerm | null {
  const term = pack.terms.find((each) => each.register === register && each.from <= decidedOn);
  if (!term) return null;
  const end = addDays(addMonths(decidedOn, term.months ?? 0), term.days ?? 0);
  return { lastOn: workingDayFrom(end, term.country), source: term.source };
}

import { z } from "zod";
import { INSOLVENCY_PROCEDURES, type InsolvencyProcedure } from "@/db/values/insolvency-procedures";
import { INSOLVENCY_REGISTERS, type InsolvencyRegister } from "@/db/values/registers";
import { addDays, addMonths, type Day, isDay } from "@/server/kernel/days";
import { workingDayFrom } from "@/server/kernel/holidays";
import raw from "./data/claim-filing.json";

const day = z.string().refine(isDay);
/** Null: none is decided, or the register tells none. */
const procedures = z.array(z.enum(INSOLVENCY_PROCEDURES).nullable()).min(1);
const register = z.enum(INSOLVENCY_REGISTERS);

const schema = z.object({
  version: z.string(),
  /** Of each register and procedure the newest first. */
  terms: z.array(
    z.object({
      ...{ register, procedures },
      /** Whose days of rest put the end off. */
      country: z.enum(["CZ", "SK"]),
      months: z.number().int().positive().nullable(),
      days: z.number().int().positive().nullable(),
      until: z.enum(["term", "distribution", "unknown"]),
      late: z.enum(["lost", "limited", "unknown"]),
      /** Decisions from this day on. */
      from: day,
      source: z.string().min(1),
      lookedUpOn: day,
    }),
  ),
  effects: z.array(
    z.object({
      ...{ register, procedures },
      restsInterest: z.boolean(),
      stopsNotices: z.boolean(),
      source: z.string().min(1),
    }),
  ),
});

const pack = schema.parse(raw);

/** A proceeding as far as the law asks. */
export interface Proceeding {
  register: InsolvencyRegister;
  procedure: InsolvencyProcedure | null;
}

export interface FilingTerm {
  /** The last day on which a claim may be filed; null where no day ends it, or none is known. */
  lastOn: Day | null;
  /** "distribution": until the trustee announces the distribution; "unknown": the decision says. */
  until: "term" | "distribution" | "unknown";
  /** What becomes of a claim that is filed later. */
  late: "lost" | "limited" | "unknown";
  /** The paragraph that says so. */
  source: string;
}

/**
 * Until when a creditor may file a claim in a proceeding whose decision took effect on a day; null
 * where no term of that time is known. A term that ends on a day of rest ends on the next working day.
 */
export function filingTerm({ register, procedure }: Proceeding, decidedOn: Day): FilingTerm | null {
  const term = pack.terms.find(
    (each) =>
      each.register === register && each.procedures.includes(procedure) && each.from <= decidedOn,
  );
  if (!term) return null;
  const { until, late, source, months, days, country } = term;
  const isDated = months !== null || days !== null;
  const end = addDays(addMonths(decidedOn, months ?? 0), days ?? 0);
  return { lastOn: isDated ? workingDayFrom(end, country) : null, until, late, source };
}

export interface InsolvencyEffects {
  /** From the day of the decision no interest grows. */
  restsInterest: boolean;
  /** Nobody is asked to pay outside the proceeding. */
  stopsNotices: boolean;
  source: string;
}

/** What a proceeding does to a debt. One that the law does not name here stops both. */
export function insolvencyEffects({ register, procedure }: Proceeding): InsolvencyEffects {
  const named = (wanted: InsolvencyProcedure | null) =>
    pack.effects.find((each) => each.register === register && each.procedures.includes(wanted));
  const found = named(procedure) ?? named("other");
  return found ?? { restsInterest: true, stopsNotices: true, source: "" };
}

/** The procedures of a register that have no such effect. */
export function proceduresWithout(
  effect: "restsInterest" | "stopsNotices",
): readonly { register: InsolvencyRegister; procedure: InsolvencyProcedure }[] {
  return pack.effects
    .filter((each) => !each[effect])
    .flatMap(({ register, procedures }) =>
      procedures.flatMap((procedure) => (procedure === null ? [] : { register, procedure })),
    );
}

import { z } from "zod";
import { type Day, isDay } from "@/server/kernel/days";
import cnbRepo from "./data/cnb-repo.json";
import ecbMro from "./data/ecb-mro.json";
import { parseRate, type Rate } from "./rate";

export const SERIES_CODES = ["cnb-repo", "ecb-mro"] as const;
export type SeriesCode = (typeof SERIES_CODES)[number];

const day = z.string().refine(isDay);
const rate = z.string().transform((text, ctx) => {
  const parsed = parseRate(text);
  if (parsed === null) ctx.addIssue({ code: "custom", message: `no rate: ${text}` });
  return parsed ?? 0;
});

const seriesSchema = z
  .object({
    code: z.enum(SERIES_CODES),
    name: z.string(),
    source: z.string(),
    verifiedOn: day,
    /** The last day of which it is known that no later change was missed. */
    knownUntil: day,
    /** What a lawyer still has to confirm. */
    toConfirm: z.string().optional(),
    rates: z.array(z.tuple([day, rate])).min(1),
  })
  .refine(({ rates }) => rates.every(([from], i) => i === 0 || (rates[i - 1]?.[0] ?? "") < from));

export type RateSeries = z.output<typeof seriesSchema>;

const SERIES = new Map(
  [cnbRepo, ecbMro].map((raw): [SeriesCode, RateSeries] => {
    const series = seriesSchema.parse(raw);
    return [series.code, series];
  }),
);

/** The published rates of central banks that the rule packs refer to. */
export const rateSeries = (): readonly RateSeries[] => [...SERIES.values()];

/** The rate that held on a day; null where the series does not reach so far, either way. */
export function rateOn(code: SeriesCode, on: Day): Rate | null {
  const series = SERIES.get(code);
  if (!series || on > series.knownUntil) return null;
  let found: Rate | null = null;
  for (const [from, value] of series.rates) {
    if (from > on) break;
    found = value;
  }
  return found;
}

/** So long before its end a series has to be brought up to date. */
const WARNING_DAYS = 60;
const DAY_MS = 86_400_000;

/** Series that end within 60 days, or have ended: whoever looks after the install must act. */
export function endingSeries(today: Day): RateSeries[] {
  const left = (until: Day) => (Date.parse(until) - Date.parse(today)) / DAY_MS;
  return rateSeries().filter(({ knownUntil }) => left(knownUntil) <= WARNING_DAYS);
}

import { z } from "zod";
import { SERIES_CODES, type SeriesCode } from "@/db/values/law";
import { addDays, type Day, daysBetween, isDay } from "@/server/kernel/days";
import cnbRepo from "./data/cnb-repo.json";
import ecbMro from "./data/ecb-mro.json";
import { parseRate, type Rate } from "./rate";

export { SERIES_CODES, type SeriesCode };

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

/** A rate that a tenant entered beyond the delivered table. */
export interface RateEntry {
  series: SeriesCode;
  from: Day;
  rate: Rate;
  knownUntil: Day;
}

/** The published rates that interest is computed by: as delivered, and as a tenant went on. */
export interface RateBook {
  /** Tells books apart; the same entries give the same. */
  edition: string;
  series: readonly RateSeries[];
}

/** The published rates of central banks that the rule packs refer to, as delivered. */
export const DELIVERED_RATES: RateBook = { edition: "", series: [...SERIES.values()] };

/**
 * The delivered rates with what was entered beyond them. A delivered table that reaches further
 * prevails: an entry about days that it knows is not heard.
 */
export function rateBook(entries: readonly RateEntry[]): RateBook {
  if (entries.length === 0) return DELIVERED_RATES;
  const series = DELIVERED_RATES.series.map((delivered): RateSeries => {
    const beyond = entries
      .filter((entry) => entry.series === delivered.code && entry.from > delivered.knownUntil)
      .sort((a, b) => (a.from < b.from ? -1 : 1));
    let { knownUntil } = delivered;
    const rates = [...delivered.rates];
    for (const entry of beyond) {
      // A day between two entries that nobody spoke of ends what is known.
      if (entry.from > nextDay(knownUntil)) break;
      if (entry.rate !== rates.at(-1)?.[1]) rates.push([entry.from, entry.rate]);
      if (entry.knownUntil > knownUntil) knownUntil = entry.knownUntil;
    }
    return { ...delivered, rates, knownUntil };
  });
  const said = entries.map(({ series: code, from, rate: value, knownUntil }) =>
    [code, from, value, knownUntil].join(" "),
  );
  return { edition: said.sort().join("; "), series };
}

const nextDay = (on: Day): Day => addDays(on, 1);

/** The rate that held on a day; null where the series does not reach so far, either way. */
export function rateOn({ series: all }: RateBook, code: SeriesCode, on: Day): Rate | null {
  const series = all.find((each) => each.code === code);
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

/** Series that end within 60 days, or have ended: whoever looks after the company must act. */
export function endingSeries({ series }: RateBook, today: Day): RateSeries[] {
  return series.filter(({ knownUntil }) => daysBetween(today, knownUntil) <= WARNING_DAYS);
}

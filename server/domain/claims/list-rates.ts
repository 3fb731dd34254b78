import type { Day } from "@/server/kernel/days";
import { authorize, type Context } from "../context";
import { endingSeries, rateSeries, rateText, type SeriesCode } from "../law";

/** A published rate, how far it is known, and whether somebody must bring it up to date. */
export interface RateItem {
  code: SeriesCode;
  ratePercent: string;
  since: Day;
  knownUntil: Day;
  /** Ends within 60 days, or has ended. */
  isEnding: boolean;
}

/** The rates that statutory interest is computed by. */
export function listRates(ctx: Context): RateItem[] {
  authorize(ctx, "claims:read");
  const ending = new Set(endingSeries(ctx.today).map(({ code }) => code));
  return rateSeries().flatMap(({ code, rates, knownUntil }) => {
    const last = rates.at(-1);
    if (!last) return [];
    const [since, rate] = last;
    return [{ code, ratePercent: rateText(rate), since, knownUntil, isEnding: ending.has(code) }];
  });
}

import type { Day } from "@/server/kernel/days";
import { authorize, type Context, reading } from "../context";
import { DELIVERED_RATES, endingSeries, rateText, type SeriesCode } from "../law";
import { readRateBook } from "./rate-book";

/** A published rate, how far it is known, and whether somebody must bring it up to date. */
export interface RateItem {
  code: SeriesCode;
  ratePercent: string;
  since: Day;
  knownUntil: Day;
  /** Ends within 60 days, or has ended. */
  isEnding: boolean;
  source: string;
  /** Changes, the newest first; `isOwn`: entered here, beyond the delivered table. */
  changes: { from: Day; ratePercent: string; isOwn: boolean }[];
  /** Up to here the delivered table reaches, which nobody here can change. */
  deliveredUntil: Day;
}

/** The rates that statutory interest is computed by. */
export async function listRates(ctx: Context): Promise<RateItem[]> {
  authorize(ctx, "claims:read");
  const book = await reading(ctx, (tx) => readRateBook(tx));
  const ending = new Set(endingSeries(book, ctx.today).map(({ code }) => code));
  return book.series.flatMap(({ code, rates, knownUntil, source }) => {
    const last = rates.at(-1);
    if (!last) return [];
    const [since, rate] = last;
    const delivered = DELIVERED_RATES.series.find((series) => series.code === code);
    const deliveredUntil = delivered?.knownUntil ?? since;
    const changes = rates.toReversed().map(([from, value]) => {
      return { from, ratePercent: rateText(value), isOwn: from > deliveredUntil };
    });
    return [
      {
        ...{ code, since, knownUntil, source, changes, deliveredUntil },
        ratePercent: rateText(rate),
        isEnding: ending.has(code),
      },
    ];
  });
}

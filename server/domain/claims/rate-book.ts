import type { Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import { parseRate, type RateBook, rateBook, type SeriesCode } from "../law";

/** The rates of the tenant: as delivered, and as people here went on. */
export async function readRateBook({ sql }: Tx): Promise<RateBook> {
  const rows = await sql<
    { series: SeriesCode; from: Day; ratePercent: string | null; knownUntil: Day }[]
  >`
    select distinct on (series, from_on) series, from_on as "from",
           rate_percent::text as "ratePercent", known_until as "knownUntil"
      from rate_entries order by series, from_on, id desc`;
  return rateBook(
    rows.flatMap(({ ratePercent, ...row }) => {
      const rate = ratePercent === null ? null : parseRate(ratePercent);
      return rate === null ? [] : [{ ...row, rate }];
    }),
  );
}

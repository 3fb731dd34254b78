import type { Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { parseRate, type RateBook, rateBook, type SeriesCode } from "../law";

const LOCK = "hashtext('rate_entries'), app_tenant()";
/** Whoever books waits behind who enters a rate; so that one waits for a long import only so long. */
const PATIENCE = "5s";

/**
 * For whoever works out interest to keep: no rate is entered until the transaction ends, so what is
 * written down was reckoned with all that stand.
 */
export const holdRates = ({ sql }: Tx): Promise<unknown> =>
  sql`select pg_advisory_xact_lock_shared(${sql.unsafe(LOCK)})`;

/** For whoever enters a rate: nobody books meanwhile. Throws conflict `claims.rate_busy`. */
export async function lockRates({ sql }: Tx): Promise<void> {
  try {
    await sql`select set_config('lock_timeout', ${PATIENCE}, true)`;
    await sql`select pg_advisory_xact_lock(${sql.unsafe(LOCK)})`;
    await sql`select set_config('lock_timeout', '0', true)`;
  } catch (error) {
    if ((error as { code?: string }).code !== "55P03") throw error;
    throw new DomainError("conflict", "claims.rate_busy");
  }
}

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

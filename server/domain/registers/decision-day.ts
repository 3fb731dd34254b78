import type postgres from "postgres";
import type { Tx } from "@/db/client";

/** Resolutions on insolvency, alone and with its solution, by the Czech register's own numbers. */
const DECISIONS: readonly string[] = ["75", "76", "77", "78"];
/** Longer before the day that the register gives it was another decision of the same proceeding. */
const APART_DAYS = 180;

/**
 * The day on which the Czech register published the decision on the insolvency of a row, as far as
 * the copy of its events goes back; else null. Creditors' terms begin with the publication (§ 71
 * and § 136 of the Insolvency Act). `row` is an alias, `day` its column with the register's day.
 */
export function publishedOn({ sql }: Tx, row: string, day: string): postgres.Fragment {
  const of = (name: string) => sql.unsafe(`${row}.${name}`) as unknown as postgres.Fragment;
  return sql`
    (select min((e.published_at at time zone 'Europe/Prague')::date) from insolvency_events e
      where ${of("register")} = 'isir_cz' and e.register = 'isir_cz' and e.mark = ${of("mark")}
        and e.type = any(${[...DECISIONS]}::text[])
        and e.published_at >= (${of(day)} - ${APART_DAYS}::integer)::timestamp
                              at time zone 'Europe/Prague')`;
}

/**
 * The day of the decision that terms are counted from. What the register's field means, the day of
 * the decision or that of its legal force, is published nowhere: the earlier of the two counts, so
 * no term is told too late. Null where the register gives no day.
 */
export const decidedOn = (tx: Tx, row: string): postgres.Fragment => tx.sql`
  least(${tx.sql.unsafe(`${row}.started_on`) as unknown as postgres.Fragment},
        ${publishedOn(tx, row, "started_on")})`;

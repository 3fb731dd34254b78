import type { Tx } from "@/db/client";

/** Keys of the requisites that are single texts; places and licences are read row by row. */
const TEXTS = ["shortName", "vatId", "inn", "kpp", "ogrn", "fileMark"] as const;

/**
 * Of the rows `t` of one person the first text under each key, so that a later row completes an earlier
 * one. An aggregate over `t_parties t`; jsonb object.
 */
export function firstRequisites({ sql }: Tx) {
  const pairs = TEXTS.map(
    (key) => sql`
      ${key}::text, (array_agg(t.requisites ->> ${key}::text order by t.party_no)
               filter (where t.requisites ->> ${key}::text is not null))[1]`,
  ).reduce((all, pair) => sql`${all}, ${pair}`);
  return sql`jsonb_build_object(${pairs})`;
}

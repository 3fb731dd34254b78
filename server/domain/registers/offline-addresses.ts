import type { Tx } from "@/db/client";
import type { AddressCheck } from "@/db/values/parties";
import type { Asked } from "@/server/kernel/register-answer";
import type { FoundAddress } from "./ask-address";

/** Houses that share a key, shown to choose from. */
const CANDIDATES_MAX = 20;

interface Standing {
  result: AddressCheck;
  code: number | null;
  lines: string[];
  asOf: Date | null;
}

/**
 * The address of that key in the table of the state's address points; null where no such table was
 * ever loaded, and then nothing can be said. `exact`: one house bears the whole key, or only one
 * bears a shorter way to write it.
 */
export async function askOffline({ sql }: Tx, key: string): Promise<Asked<FoundAddress> | null> {
  const [row] = await sql<Standing[]>`
    with asked as (select ${key}::text as key)
    select ${standing({ sql })}, l.as_of::timestamptz as "asOf"
      from asked a cross join address_loads l
      ${matches({ sql })}
     where l.is_current`;
  if (!row) return null;
  const evidence = { sent: null, received: null, mediaType: "", status: null };
  const { asOf, code, lines, result } = row;
  if (result === "not_found") return { ...evidence, answer: { outcome: "clear", asOf } };
  const point = result === "exact" && code !== null ? String(code) : null;
  const record: FoundAddress = {
    ...{ result, point, line: result === "exact" ? (lines[0] ?? null) : null },
    ...{ candidates: lines.slice(0, CANDIDATES_MAX), isOffline: true },
  };
  const quality = result === "exact" ? "identifier" : "suspected";
  return {
    ...evidence,
    answer: { outcome: "found", records: [record], quality, asOf, isCut: false },
  };
}

type Sql = Pick<Tx, "sql">;

/**
 * Houses `m` of the key of `a` in the load `l`, and whether its street and its town are there. Keys
 * are in "C" order: after "ostrava|vzorova " come its houses, and "!" follows the space.
 */
export const matches = ({ sql }: Sql) => sql`
  left join lateral (
    select count(distinct code) filter (where is_main) as main,
           count(distinct code) as every, min(code) filter (where is_main) as "mainCode",
           min(code) as code,
           (array_agg(distinct line) filter (where is_main))[1:${CANDIDATES_MAX}] as "mainLines",
           (array_agg(distinct line))[1:${CANDIDATES_MAX}] as lines
      from address_points p where p.load_id = l.id and p.key = a.key collate "C"
       and ${hasNumber({ sql })}) m on true
  left join lateral (
    select regexp_replace(a.key, '[| ]([0-9]+[a-z]?( |$))+$', '') as street,
           split_part(a.key, '|', 1) as town) k on true`;

const hasNumber = ({ sql }: Sql) => sql`a.key ~ '^[^|]+[|].*[0-9]'`;

const within = ({ sql }: Sql, part: "street" | "town") => {
  const place = part === "street" ? sql`k.street` : sql`k.town`;
  const [from, to] = part === "street" ? [" ", "!"] : ["|", "}"];
  return sql`exists (select from address_points p where p.load_id = l.id
    and p.key >= (${place} || ${from}) collate "C" and p.key < (${place} || ${to}) collate "C")`;
};

/** What the houses found say: `result`, `code` of the one house, and lines to choose from. */
export const standing = ({ sql }: Sql) => sql`
  case when m.main = 1 or (m.main = 0 and m.every = 1) then 'exact'
       when m.every > 0 then 'ambiguous'
       when k.town = '' then 'not_found'
       when ${hasNumber({ sql })} and (position('|' in k.street) = 0 or ${within({ sql }, "street")})
            and ${within({ sql }, "town")} then 'number_unknown'
       when ${within({ sql }, "town")} then 'municipality_only'
       else 'not_found' end as result,
  case when m.main = 1 then m."mainCode" when m.main = 0 and m.every = 1 then m.code end as code,
  coalesce(case when m.main = 1 then m."mainLines" else m.lines end, '{}') as lines`;

import type { Register } from "@/db/values/registers";
import { addMonths, type Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { authorize, type Context, reading } from "../context";
import { visibleParty } from "../parties";
import { partiesOf } from "./parties-of";

/** How often somebody looked people or companies up in a register, for one purpose and ground. */
export interface Looker {
  /** Null: a job or a module. */
  operatorId: number | null;
  actorName: string;
  register: Register;
  purpose: string;
  legalBasis: string;
  currency: Currency;
  checkCount: number;
  /** Different people of ours; 0 of what was looked up before it was anybody's. */
  partyCount: number;
  spentMinor: number;
  firstAt: Date;
  lastAt: Date;
}

const MONTHS = 12;
const LINES_MAX = 500;

/**
 * Who looked at whom in registers in this month and the eleven before it: each person, register, purpose
 * and legal basis with how many people that were, the busiest first. Of people whom the actor sees, whom
 * the log names, and of what was looked up for forms. What the machine's own watch and the feed of a
 * register asked is left out: nobody looked.
 */
export async function listLookers(ctx: Context): Promise<Looker[]> {
  authorize(ctx, "registers:read");
  const from: Day = addMonths(`${ctx.today.slice(0, 7)}-01`, 1 - MONTHS);
  return reading(ctx, async (tx) => {
    const since = tx.sql`${from}::date::timestamp at time zone 'Europe/Prague'`;
    const rows = await tx.sql<Looker[]>`
      select s.operator_id as "operatorId", s.actor_name as "actorName", s.register, s.purpose,
             s.legal_basis as "legalBasis", s.currency, count(*)::int as "checkCount",
             count(distinct p.id)::int as "partyCount", sum(s.price_minor)::bigint as "spentMinor",
             min(s.asked_at) as "firstAt", max(s.asked_at) as "lastAt"
        from screenings s ${partiesOf(tx)}
       where ${visibleParty(tx, ctx.actor)}
         and s.asked_at >= ${since} and s.cause <> 'watch' and s.cause <> 'feed'
       group by s.operator_id, s.actor_name, s.register, s.purpose, s.legal_basis, s.currency
      union all
      select operator_id, actor_name, register, purpose, legal_basis, currency, count(*)::int, 0,
             sum(price_minor)::bigint, min(asked_at), max(asked_at)
        from company_lookups where asked_at >= ${since}
       group by operator_id, actor_name, register, purpose, legal_basis, currency
       order by "checkCount" desc, "actorName", register, purpose limit ${LINES_MAX}`;
    return [...rows];
  });
}

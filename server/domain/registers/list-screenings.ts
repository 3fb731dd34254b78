import type postgres from "postgres";
import type { Tx } from "@/db/client";
import { type HitRemark, type Meaning, meaningOf } from "@/db/values/register-meanings";
import type { Register, ScreeningCause, ScreeningOutcome } from "@/db/values/registers";
import { addDays } from "@/server/kernel/days";
import { decodeCursor, encodeCursor, type Page } from "@/server/kernel/page";
import type { MatchQuality } from "@/server/kernel/register-answer";
import { authorize, type Context, reading } from "../context";
import { visibleParty } from "../parties";
import { type ListScreeningsInput, listScreeningsInput, type ScreeningFilter } from "./inputs";

export interface ScreeningItem {
  id: number;
  register: Register;
  partyId: number;
  partyName: string;
  caseId: number | null;
  refNo: string | null;
  cause: ScreeningCause;
  askedAt: Date;
  actorName: string;
  outcome: ScreeningOutcome;
  reason: string | null;
  quality: MatchQuality | null;
  /** What the answer says of the party; "neutral" of what was unavailable. */
  meaning: Meaning;
  /** Of all the records together, each once. */
  remarks: HitRemark[];
  asOf: Date | null;
  isFirst: boolean;
  isChanged: boolean;
  hitCount: number;
  /** Of the first record: what stands in one line of the log. */
  stateCode: string | null;
  mark: string | null;
  isActive: boolean | null;
  priceMinor: number;
  currency: string;
  processedAt: Date | null;
  processedByName: string | null;
}

/** The log of checks, newest first; of the parties that the actor sees. */
export async function listScreenings(
  ctx: Context,
  raw: ListScreeningsInput = {},
): Promise<Page<ScreeningItem>> {
  authorize(ctx, "registers:read");
  const { filter, cursor, limit } = listScreeningsInput.parse(raw);
  const before = cursor ? Number(decodeCursor(cursor, 1)[0]) : null;
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const rows = await sql<(Omit<ScreeningItem, "meaning"> & { meaning: Meaning | null })[]>`
      select s.id, s.register, s.party_id as "partyId", p.full_name as "partyName",
             c.id as "caseId", c.ref_no as "refNo", s.cause, s.asked_at as "askedAt",
             s.actor_name as "actorName", s.outcome, s.reason, s.quality, s.meaning,
             s.as_of as "asOf",
             array(select distinct unnest(h.remarks) from screening_hits h
                    where h.screening_id = s.id order by 1) as remarks,
             s.is_first as "isFirst",
             exists (select from insolvency_changes i where i.screening_id = s.id
                        and i.cause = 'check') as "isChanged",
             s.hit_count as "hitCount", h.state_code as "stateCode", h.mark,
             h.is_active as "isActive", s.price_minor as "priceMinor", s.currency,
             s.processed_at as "processedAt", o.name as "processedByName"
        from screenings s join parties p on p.id = s.party_id
        left join cases c on c.id = s.case_id
        left join operators o on o.id = s.processed_by
        left join lateral (
          select state_code, mark, is_active from screening_hits h
           where h.screening_id = s.id
           order by is_co_debtor, is_active desc nulls last, started_on desc nulls last, id
           limit 1) h on true
       where ${visibleParty(tx, ctx.actor)}
         ${before === null ? sql`` : sql`and s.id < ${before}`}
         and ${conditions(tx, filter)}
       order by s.id desc limit ${limit + 1}`;
    const items = rows
      .slice(0, limit)
      .map((row) => ({ ...row, meaning: row.meaning ?? meaningOf(row) }));
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.id]) : null };
  });
}

const escaped = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

/** What a filter asks of screenings `s` of parties `p`. */
export function conditions({ sql }: Tx, filter: ScreeningFilter): postgres.Fragment {
  const { register, outcome, cause, partyId, caseId, operatorId, isChanged, isOpen } = filter;
  const { from, to, text, meaning } = filter;
  return sql`true
    ${register ? sql`and s.register = ${register}` : sql``}
    ${outcome ? sql`and s.outcome = ${outcome}` : sql``}
    ${cause ? sql`and s.cause = ${cause}` : sql``}
    ${partyId ? sql`and (s.party_id = ${partyId} or p.merged_into_id = ${partyId})` : sql``}
    ${caseId ? sql`and s.case_id = ${caseId}` : sql``}
    ${operatorId ? sql`and s.operator_id = ${operatorId}` : sql``}
    ${
      isChanged
        ? sql`and exists (select from insolvency_changes i
                           where i.screening_id = s.id and i.cause = 'check')`
        : sql``
    }
    ${meaning ? sql`and s.meaning = ${meaning}` : sql``}
    ${
      isOpen
        ? sql`and s.outcome = 'found' and s.processed_at is null
              and coalesce(s.meaning, 'bad') = 'bad'`
        : sql``
    }
    ${from ? sql`and s.asked_at >= ${from}::timestamp at time zone 'Europe/Prague'` : sql``}
    ${to ? sql`and s.asked_at < ${addDays(to, 1)}::timestamp at time zone 'Europe/Prague'` : sql``}
    ${
      text
        ? sql`and (p.full_name ilike ${escaped(text)} or exists (
                select from screening_hits h
                 where h.screening_id = s.id and h.mark ilike ${escaped(text)}))`
        : sql``
    }`;
}

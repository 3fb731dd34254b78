import type postgres from "postgres";
import type { Tx } from "@/db/client";
import { type HitRemark, type Meaning, meaningOf } from "@/db/values/register-meanings";
import type { HitVerdict, Register, ScreeningCause, ScreeningOutcome } from "@/db/values/registers";
import { addDays } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { decodeCursor, encodeCursor, type Page } from "@/server/kernel/page";
import { withoutTitles } from "@/server/kernel/person-name";
import type { MatchQuality } from "@/server/kernel/register-answer";
import { authorize, type Context, reading } from "../context";
import { visibleParty } from "../parties";
import { type ListScreeningsInput, listScreeningsInput, type ScreeningFilter } from "./inputs";
import { everMerged, partiesOf } from "./parties-of";

export interface ScreeningItem {
  id: number;
  register: Register;
  /** Whose record it is by now. */
  partyId: number;
  /** As whoever was asked for is called. */
  partyName: string;
  /** Their record was merged into another since. */
  isMerged: boolean;
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
  fileMark: string | null;
  isActive: boolean | null;
  verdict: HitVerdict | null;
  purpose: string;
  legalBasis: string;
  priceMinor: number;
  currency: Currency;
  processedAt: Date | null;
  processedByName: string | null;
}

/** As it lies in the table: what a line means may be left to its outcome. */
export type Unjudged<Line extends { meaning: Meaning }> = Omit<Line, "meaning"> & {
  meaning: Meaning | null;
};

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
    const rows = await sql<Unjudged<ScreeningItem>[]>`
      select ${screeningColumns(tx)} from ${screeningTables(tx)}
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

/** Columns of a line of the log, of `screeningTables`. */
export const screeningColumns = ({ sql }: Tx): postgres.Fragment => sql`
  s.id, s.register, p.id as "partyId", o.full_name as "partyName",
  o.merged_into_id is not null as "isMerged", c.id as "caseId", c.ref_no as "refNo", s.cause,
  s.asked_at as "askedAt", s.actor_name as "actorName", s.outcome, s.reason, s.quality,
  s.meaning, s.as_of as "asOf",
  array(select distinct unnest(r.remarks) from screening_hits r
         where r.screening_id = s.id order by 1) as remarks, s.is_first as "isFirst",
  exists (select from insolvency_changes i
           where i.screening_id = s.id and i.cause = 'check') as "isChanged",
  s.hit_count as "hitCount", h.state_code as "stateCode", h.mark, h.file_mark as "fileMark",
  h.is_active as "isActive", v.verdict, s.purpose,
  s.legal_basis as "legalBasis", s.price_minor as "priceMinor", s.currency,
  s.processed_at as "processedAt", w.name as "processedByName"`;

export const screeningTables = (tx: Tx): postgres.Fragment => tx.sql`
  screenings s ${partiesOf(tx)}
  left join cases c on c.id = s.case_id
  left join operators w on w.id = s.processed_by
  left join lateral (
    select state_code, mark, file_mark, is_active from screening_hits h
     where h.screening_id = s.id
     order by is_co_debtor, is_active desc nulls last, started_on desc nulls last, id
     limit 1) h on true
  left join hit_verdicts v on v.party_id = s.party_id and v.register = s.register
                          and v.mark = h.mark`;

const escaped = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
/** A record may lack the titles that somebody asks with, or bear them in the name of a firm. */
const namesLike = (text: string) => [text, withoutTitles(text, "marked")].map(escaped);

/** What a filter asks of screenings `s` of those who were asked for, `o`, and are by now `p`. */
export function conditions(tx: Tx, filter: ScreeningFilter): postgres.Fragment {
  const { sql } = tx;
  const { register, outcome, cause, partyId, caseId, operatorId, isChanged, isOpen } = filter;
  const { from, to, text, isAutomatic, meaning } = filter;
  return sql`true
    ${register ? sql`and s.register = ${register}` : sql``}
    ${outcome ? sql`and s.outcome = ${outcome}` : sql``}
    ${cause ? sql`and s.cause = ${cause}` : sql``}
    ${partyId ? sql`and s.party_id = any(${everMerged(tx, partyId)})` : sql``}
    ${caseId ? sql`and s.case_id = ${caseId}` : sql``}
    ${operatorId ? sql`and s.operator_id = ${operatorId}` : sql``}
    ${
      isChanged
        ? sql`and exists (select from insolvency_changes i
                           where i.screening_id = s.id and i.cause = 'check')`
        : sql``
    }
    ${isAutomatic ? sql`and s.operator_id is null` : sql``}
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
        ? sql`and (o.full_name ilike any(${namesLike(text)}::text[])
              or p.full_name ilike any(${namesLike(text)}::text[]) or exists (
                select from screening_hits f
                 where f.screening_id = s.id and (f.mark ilike ${escaped(text)}
                       or f.file_mark ilike ${escaped(text)})))`
        : sql``
    }`;
}

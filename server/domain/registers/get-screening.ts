import { type HitDetails, type HitRemark, meaningOf } from "@/db/values/register-meanings";
import type { HitVerdict, Register } from "@/db/values/registers";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { MatchQuality } from "@/server/kernel/register-answer";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { visibleParty } from "../parties";
import {
  type ScreeningItem,
  screeningColumns,
  screeningTables,
  type Unjudged,
} from "./list-screenings";
import { partiesOf } from "./parties-of";
import { openEvidence } from "./record-checks";

export interface ScreeningHit {
  id: number;
  mark: string;
  fileMark: string | null;
  court: string | null;
  stateCode: string | null;
  name: string;
  birthOn: Day | null;
  registrationNo: string | null;
  address: string | null;
  startedOn: Day | null;
  endedOn: Day | null;
  url: string | null;
  isCoDebtor: boolean;
  quality: MatchQuality;
  isActive: boolean | null;
  remarks: HitRemark[];
  details: HitDetails | null;
  verdict: HitVerdict | null;
  verdictReason: string | null;
  verdictByName: string | null;
  verdictAt: Date | null;
}

export interface ScreeningDetail extends ScreeningItem {
  detail: string | null;
  askedBy: string;
  isCut: boolean;
  /** SHA-256 of the answer as it came, hex. */
  receivedHash: string | null;
  hasSent: boolean;
  hasReceived: boolean;
  hits: ScreeningHit[];
}

/** One line of the log with its records. Throws not_found `registers.screening_not_found`. */
export async function getScreening(
  ctx: Context,
  { screeningId }: { screeningId: number },
): Promise<ScreeningDetail> {
  authorize(ctx, "registers:read");
  return inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    const [row] = await sql<Unjudged<Omit<ScreeningDetail, "hits">>[]>`
      select ${screeningColumns(tx)}, s.detail, s.asked_by as "askedBy", s.is_cut as "isCut",
             encode(s.received_hash, 'hex') as "receivedHash", s.sent is not null as "hasSent",
             s.received is not null as "hasReceived"
        from ${screeningTables(tx)}
       where s.id = ${screeningId} and ${visibleParty(tx, ctx.actor)}`;
    if (!row) throw new DomainError("not_found", "registers.screening_not_found");
    const hits = await sql<ScreeningHit[]>`
      select h.id, h.mark, h.file_mark as "fileMark", h.court, h.state_code as "stateCode", h.name,
             h.birth_on as "birthOn", h.registration_no as "registrationNo", h.address,
             h.started_on as "startedOn", h.ended_on as "endedOn", h.url,
             h.is_co_debtor as "isCoDebtor", h.quality, h.is_active as "isActive", h.remarks,
             h.details, v.verdict,
             v.reason as "verdictReason", o.name as "verdictByName", v.decided_at as "verdictAt"
        from screening_hits h
        left join hit_verdicts v on v.party_id = h.party_id and v.register = h.register
                                and v.mark = h.mark
        left join operators o on o.id = v.decided_by
       where h.screening_id = ${screeningId}
       order by h.is_co_debtor, h.is_active desc nulls last, h.started_on desc nulls last, h.id`;
    await writeAudit(inner, {
      ...{ action: "registers.read", entity: "party", entityId: row.partyId },
      after: { screeningId },
    });
    return { ...row, meaning: row.meaning ?? meaningOf(row), hits: [...hits] };
  });
}

export interface ScreeningEvidence {
  register: Register;
  sent: Buffer | null;
  received: Buffer | null;
  mediaType: string;
}

/** What was sent and what came back, to the byte; looking at it is written down. */
export async function readEvidence(
  ctx: Context,
  { screeningId }: { screeningId: number },
): Promise<ScreeningEvidence> {
  authorize(ctx, "registers:read");
  return inTransaction(ctx, async (inner, tx) => {
    const [row] = await tx.sql<
      {
        register: Register;
        partyId: number;
        sent: Buffer | null;
        received: Buffer | null;
        mediaType: string | null;
      }[]
    >`
      select s.register, p.id as "partyId", s.sent, s.received, s.media_type as "mediaType"
        from screenings s ${partiesOf(tx)}
       where s.id = ${screeningId} and ${visibleParty(tx, ctx.actor)}`;
    if (!row) throw new DomainError("not_found", "registers.screening_not_found");
    await writeAudit(inner, {
      ...{ action: "registers.read-evidence", entity: "party", entityId: row.partyId },
      after: { screeningId },
    });
    return {
      register: row.register,
      sent: openEvidence(inner, row.sent),
      received: openEvidence(inner, row.received),
      mediaType: row.mediaType || "application/octet-stream",
    };
  });
}

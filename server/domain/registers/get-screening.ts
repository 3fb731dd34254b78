import {
  type HitDetails,
  type HitRemark,
  type Meaning,
  meaningOf,
} from "@/db/values/register-meanings";
import type { HitVerdict, Register } from "@/db/values/registers";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { MatchQuality } from "@/server/kernel/register-answer";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { visibleParty } from "../parties";
import type { ScreeningItem } from "./list-screenings";
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

export interface ScreeningDetail
  extends Omit<ScreeningItem, "stateCode" | "mark" | "isActive" | "isChanged" | "remarks"> {
  detail: string | null;
  purpose: string;
  legalBasis: string;
  askedBy: string;
  isCut: boolean;
  /** SHA-256 of the answer as it came, hex. */
  receivedHash: string | null;
  hasEvidence: boolean;
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
    const [row] = await sql<
      (Omit<ScreeningDetail, "hits" | "meaning"> & { meaning: Meaning | null })[]
    >`
      select s.id, s.register, s.party_id as "partyId", p.full_name as "partyName",
             c.id as "caseId", c.ref_no as "refNo", s.cause, s.asked_at as "askedAt",
             s.actor_name as "actorName", s.outcome, s.reason, s.detail, s.quality, s.meaning,
             s.as_of as "asOf", s.is_first as "isFirst", s.hit_count as "hitCount",
             s.price_minor as "priceMinor", s.currency, s.processed_at as "processedAt",
             o.name as "processedByName", s.purpose, s.legal_basis as "legalBasis",
             s.asked_by as "askedBy", s.is_cut as "isCut",
             encode(s.received_hash, 'hex') as "receivedHash",
             s.received is not null as "hasEvidence"
        from screenings s join parties p on p.id = s.party_id
        left join cases c on c.id = s.case_id
        left join operators o on o.id = s.processed_by
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
      select s.register, s.party_id as "partyId", s.sent, s.received, s.media_type as "mediaType"
        from screenings s join parties p on p.id = s.party_id
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

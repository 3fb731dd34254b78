import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { HoldKind } from "@/db/values/messages";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorize, authorOf, type Context, inTransaction, reading } from "../context";
import { endHoldInput, type HoldInput, holdInput, holdsOfCaseInput } from "./inputs";

export interface HoldItem {
  id: number;
  kind: HoldKind;
  reason: string;
  untilOn: Day | null;
  of: "claim" | "case" | "party";
  claimId: number | null;
  partyId: number | null;
  partyName: string | null;
  createdByName: string | null;
  createdAt: Date;
}

/** Cases on which a hold is told: its own, that of its claim, those on which its party owes. */
async function casesOf({ sql }: Tx, hold: HoldInput): Promise<number[]> {
  const rows = hold.claimId
    ? await sql<{ id: number }[]>`
        select k.id from claims c join cases k on k.id = c.case_id where c.id = ${hold.claimId}`
    : hold.caseId
      ? await sql<{ id: number }[]>`select id from cases where id = ${hold.caseId}`
      : await sql<{ id: number }[]>`
          select k.id from cases k where k.debtor_party_id = ${hold.partyId ?? 0}
             and k.closed_at is null and k.voided_at is null order by k.id limit 1000`;
  if (rows.length === 0) throw new DomainError("not_found", "cases.not_found");
  return rows.map(({ id }) => id);
}

/**
 * Says that nobody writes about a claim, on a case or to a person, why, and until when. Notices wait;
 * what a person wrote about persons themselves (do not contact, represented, deceased) stops all.
 */
export async function holdContact(ctx: Context, raw: HoldInput): Promise<{ holdId: number }> {
  authorize(ctx, "messages:hold");
  const input = holdInput.parse(raw);
  if (input.untilOn && input.untilOn < ctx.today) {
    throw new DomainError("invalid", "messages.hold_past");
  }
  return inTransaction(ctx, async (inner, tx) => {
    const caseIds = await casesOf(tx, input);
    const { claimId = null, caseId = null, partyId = null, kind, reason, untilOn = null } = input;
    const [row] = await tx.sql<{ id: number }[]>`
      insert into contact_holds (claim_id, case_id, party_id, kind, reason, until_on, created_by,
                                 created_at)
      values (${claimId}, ${caseId}, ${partyId}, ${kind}, ${reason}, ${untilOn},
              ${authorOf(inner.actor).id}, ${inner.now}) returning id`;
    if (!row) throw new Error("no row");
    await writeSystemEvents(
      inner,
      caseIds.map((id) => ({
        ...{ caseId: id, code: "contact.held", text: reason },
        params: { kind, untilOn: untilOn ?? "" },
      })),
    );
    await writeAudit(inner, {
      ...{ action: "messages.hold", entity: "hold", entityId: row.id, caseId: caseIds[0] ?? null },
      ...{ after: { claimId, caseId, partyId, kind, untilOn }, reason },
    });
    return { holdId: row.id };
  });
}

/** Ends a hold before its day. Throws not_found `messages.hold_not_found`. */
export async function endHold(ctx: Context, raw: z.input<typeof endHoldInput>): Promise<void> {
  authorize(ctx, "messages:hold");
  const { holdId, reason } = endHoldInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const [row] = await tx.sql<(HoldInput & { kind: HoldKind })[]>`
      select nullif(claim_id, 0) as "claimId", case_id as "caseId", party_id as "partyId", kind
        from contact_holds where id = ${holdId} and ended_at is null for update`;
    if (!row) throw new DomainError("not_found", "messages.hold_not_found");
    const caseIds = await casesOf(tx, row);
    await tx.sql`
      update contact_holds set ended_at = ${inner.now}, ended_by = ${authorOf(inner.actor).id},
             end_reason = ${reason} where id = ${holdId}`;
    await writeSystemEvents(
      inner,
      caseIds.map((id) => ({
        ...{ caseId: id, code: "contact.released", text: reason, params: { kind: row.kind } },
      })),
    );
    await writeAudit(inner, {
      ...{ action: "messages.end-hold", entity: "hold", entityId: holdId, reason },
      caseId: caseIds[0] ?? null,
    });
  });
}

/** What stands against writing on a case: of itself, of its claims, of its parties. */
export async function holdsOfCase(
  ctx: Context,
  raw: z.input<typeof holdsOfCaseInput>,
): Promise<HoldItem[]> {
  authorize(ctx, "messages:read");
  const { caseId } = holdsOfCaseInput.parse(raw);
  return reading(ctx, async ({ sql }) => {
    const [row] = await sql`select 1 from cases where id = ${caseId}`;
    if (!row) throw new DomainError("not_found", "cases.not_found");
    return sql<HoldItem[]>`
      select h.id, h.kind, h.reason, h.until_on as "untilOn", h.claim_id as "claimId",
             h.party_id as "partyId", p.full_name as "partyName", o.name as "createdByName",
             h.created_at as "createdAt",
             case when h.claim_id is not null then 'claim'
                  when h.case_id is not null then 'case' else 'party' end as "of"
        from contact_holds h left join parties p on p.id = h.party_id
        left join operators o on o.id = h.created_by
       where h.ended_at is null and (h.until_on is null or h.until_on >= ${ctx.today}::date)
         and (h.case_id = ${caseId}
              or h.claim_id in (select id from claims where case_id = ${caseId})
              or h.party_id in (select party_id from case_parties where case_id = ${caseId}))
       order by h.id`;
  });
}

import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { HoldKind } from "@/db/values/messages";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { requireVisibleParties } from "../parties";
import { endHoldInput, type HoldInput, holdInput } from "./inputs";
import { countHeld } from "./stops-of-waiting";

/** A creditor stands on thousands of cases; so many timelines are told at most. */
const TOLD_MAX = 1_000;

/**
 * Cases on which a hold is told: its own, that of its claim, the open ones on which its party stands.
 * Throws not_found where the actor does not see what it holds.
 */
async function casesOf(ctx: Context, tx: Tx, hold: HoldInput): Promise<number[]> {
  const { sql } = tx;
  if (hold.partyId) {
    await requireVisibleParties(ctx, tx, [hold.partyId]);
    const rows = await sql<{ id: number }[]>`
      select k.id from cases k
       where k.id in (select case_id from case_parties where party_id = ${hold.partyId})
         and k.closed_at is null and k.voided_at is null order by k.id limit ${TOLD_MAX}`;
    return rows.map(({ id }) => id);
  }
  const rows = hold.claimId
    ? await sql<{ id: number }[]>`
        select k.id from claims c join cases k on k.id = c.case_id where c.id = ${hold.claimId}`
    : await sql<{ id: number }[]>`select id from cases where id = ${hold.caseId ?? 0}`;
  if (rows.length === 0) throw new DomainError("not_found", "cases.not_found");
  return rows.map(({ id }) => id);
}

/**
 * Says that nobody writes about a claim, on a case or to a person, why, and until when. Notices wait;
 * what a person wrote about persons themselves (do not contact, represented, deceased) stops all. Answers
 * also how many messages that wait it stops: they are cancelled when their time comes.
 */
export async function holdContact(
  ctx: Context,
  raw: HoldInput,
): Promise<{ holdId: number; waiting: number }> {
  authorize(ctx, "messages:hold");
  const input = holdInput.parse(raw);
  if (input.kind === "restricted") authorize(ctx, "privacy:decide");
  if (input.untilOn && input.untilOn < ctx.today) {
    throw new DomainError("invalid", "messages.hold_past");
  }
  return inTransaction(ctx, async (inner, tx) => {
    const caseIds = await casesOf(inner, tx, input);
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
    const waiting = await countHeld(tx, { caseId, partyId, kind });
    return { holdId: row.id, waiting: waiting.count };
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
    // What the law gave a person, those who decide about it take back.
    if (row.kind === "restricted") authorize(ctx, "privacy:decide");
    const caseIds = await casesOf(inner, tx, row);
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

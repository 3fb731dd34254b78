import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { requireCase } from "../../cases";
import { authorize, inTransaction, type OperatorContext, reading } from "../../context";
import { letterCaseInput, shutLettersInput } from "./inputs";

/** Somebody who could open the case by a link from a letter, and what came of it. */
export interface LetterWay {
  partyId: number;
  name: string;
  openedTimes: number;
  lastOpenedAt: Date | null;
  failures: number;
  /** Links of letters made up to then are good for nothing. */
  shutBefore: Date | null;
  /** Who shut them; null: too many wrong answers did. */
  shutByName: string | null;
  /** Somebody is in at this moment. */
  isInside: boolean;
}

/** Of everybody who owes on the case. Throws not_found. */
export async function letterWays(
  ctx: OperatorContext,
  raw: { caseId: number },
): Promise<LetterWay[]> {
  authorize(ctx, "cases:read");
  const { caseId } = letterCaseInput.parse(raw);
  return reading(ctx, async (tx) => {
    await requireCase(tx, caseId);
    const rows = await tx.sql<LetterWay[]>`
      select p.id as "partyId", p.full_name as name, w.opened_times as "openedTimes",
             w.last_opened_at as "lastOpenedAt", w.failures, w.shut_before as "shutBefore",
             w.shut_by_name as "shutByName",
             exists (select from portal_letter_sessions s
                      where s.case_id = w.case_id and living_party(s.party_id) = p.id
                        and s.revoked_at is null and s.expires_at > ${ctx.now}) as "isInside"
        from portal_letter_ways w join parties p on p.id = living_party(w.party_id)
       where w.case_id = ${caseId} order by p.id`;
    return [...rows];
  });
}

/**
 * Makes every link from letters sent so far good for nothing, and sends out whoever is in by one;
 * a letter made later has a good one again. Throws not_found.
 */
export async function shutLetters(
  ctx: OperatorContext,
  raw: { caseId: number; partyId: number },
): Promise<void> {
  authorize(ctx, "portal:invite");
  const { caseId, partyId } = shutLettersInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    await requireCase(tx, caseId);
    const { sql } = tx;
    // Links name the card that the letter was written to, which may have been merged since.
    const rows = await sql`
      insert into portal_letter_ways (case_id, party_id, shut_before, shut_by_name)
      select distinct ${caseId}::bigint, cp.party_id, ${ctx.now}::timestamptz, ${ctx.actor.name}
        from case_parties cp
       where cp.case_id = ${caseId} and living_party(cp.party_id) = living_party(${partyId})
      union
      select w.case_id, w.party_id, ${ctx.now}::timestamptz, ${ctx.actor.name}
        from portal_letter_ways w
       where w.case_id = ${caseId} and living_party(w.party_id) = living_party(${partyId})
      on conflict (tenant_id, case_id, party_id) do update
         set shut_before = excluded.shut_before, shut_by_name = excluded.shut_by_name, failures = 0
      returning party_id`;
    if (rows.length === 0) throw new DomainError("not_found", "parties.not_found");
    await sql`
      update portal_letter_sessions set revoked_at = ${ctx.now}
       where case_id = ${caseId} and living_party(party_id) = living_party(${partyId})
         and revoked_at is null`;
    const row = { entity: "case", entityId: caseId, caseId, action: "portal.shut-letters" };
    await writeAudit(inner, { ...row, after: { partyId } });
  });
}

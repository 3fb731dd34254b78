import type { z } from "zod";
import type { Fragment, Tx } from "@/db/client";
import type { HoldKind } from "@/db/values/messages";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { authorize, type Context, reading } from "../context";
import { requireVisibleParties } from "../parties";
import { holdsOfCaseInput, holdsOfPartyInput } from "./inputs";

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

/** What stands against writing on a case: of itself, of its claims, of its parties. */
export async function holdsOfCase(
  ctx: Context,
  raw: z.input<typeof holdsOfCaseInput>,
): Promise<HoldItem[]> {
  authorize(ctx, "messages:read");
  const { caseId } = holdsOfCaseInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const [row] = await sql`select 1 from cases where id = ${caseId}`;
    if (!row) throw new DomainError("not_found", "cases.not_found");
    const ofCase = sql`(
      h.case_id = ${caseId}
      or h.claim_id in (select id from claims where case_id = ${caseId})
      or h.party_id in (select party_id from case_parties where case_id = ${caseId}))`;
    return inForce(ctx, tx, ofCase);
  });
}

/** What stands against writing to a party on whatever case. */
export async function holdsOfParty(
  ctx: Context,
  raw: z.input<typeof holdsOfPartyInput>,
): Promise<HoldItem[]> {
  authorize(ctx, "messages:read");
  const { partyId } = holdsOfPartyInput.parse(raw);
  return reading(ctx, async (tx) => {
    await requireVisibleParties(ctx, tx, [partyId]);
    return inForce(ctx, tx, tx.sql`h.party_id = ${partyId}`);
  });
}

const inForce = (ctx: Context, { sql }: Tx, which: Fragment) => sql<HoldItem[]>`
  select h.id, h.kind, h.reason, h.until_on as "untilOn", h.claim_id as "claimId",
         h.party_id as "partyId", p.full_name as "partyName", o.name as "createdByName",
         h.created_at as "createdAt",
         case when h.claim_id is not null then 'claim'
              when h.case_id is not null then 'case' else 'party' end as "of"
    from contact_holds h left join parties p on p.id = h.party_id
    left join operators o on o.id = h.created_by
   where h.ended_at is null and (h.until_on is null or h.until_on >= ${ctx.today}::date)
     and ${which} order by h.id`;

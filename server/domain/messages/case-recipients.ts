import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { authorize, type Context, reading } from "../context";
import { caseRecipientsInput } from "./inputs";
import { type Recipient, readRecipients } from "./recipients";

export type CaseRecipient = Recipient & { role: string };

/** "Komu": the parties of a case in their order, with all places at which they can be reached. */
export async function caseRecipients(
  ctx: Context,
  raw: z.input<typeof caseRecipientsInput>,
): Promise<CaseRecipient[]> {
  authorize(ctx, "messages:send");
  const { caseId } = caseRecipientsInput.parse(raw);
  return reading(ctx, async (tx) => {
    const [row] = await tx.sql`select 1 from cases where id = ${caseId}`;
    if (!row) throw new DomainError("not_found", "cases.not_found");
    const parties = await tx.sql<{ partyId: number; role: string }[]>`
      select party_id as "partyId", role from case_parties where case_id = ${caseId}
       order by position, id`;
    const recipients = await readRecipients(
      tx,
      parties.map(({ partyId }) => partyId),
    );
    return parties.flatMap(({ partyId, role }) => {
      const recipient = recipients.get(partyId);
      return recipient ? [{ ...recipient, role }] : [];
    });
  });
}

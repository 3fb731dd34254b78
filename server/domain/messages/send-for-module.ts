import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { DEBTOR_ROLES } from "../cases";
import { authorize, jobOf, type ModuleContext, reading } from "../context";
import { type SentMessage, sendMessage } from "./send-message";

export const moduleMessageInput = z.object({
  /** As people write it, "123/2026". */
  refNo: z.string().trim().min(1).max(40),
  /** Post and data boxes cost money that a machine does not spend by itself. */
  channel: z.enum(["email", "sms"]),
  /** Whose holder is written to; left out: the applicant, or whoever owes. */
  role: z.string().trim().min(1).max(60).optional(),
  /** The code of a template; left out: the text. */
  template: z.string().trim().min(1).max(40).optional(),
  text: z.string().max(20_000).default(""),
  subject: z.string().trim().max(500).optional(),
});
export type ModuleMessageInput = z.input<typeof moduleMessageInput>;

/**
 * Sends an e-mail or an SMS to the applicant of a case for a machine, under the tenant's name and the
 * same policy of contact as for people, which it cannot overrule. A call that names itself sends once, however often it is repeated. Throws not_found `cases.not_found`,
 * `parties.not_found`, `templates.not_found`, and as `sendMessage`.
 */
export async function sendForModule(
  ctx: ModuleContext,
  raw: ModuleMessageInput,
  idempotencyKey: string | null,
): Promise<SentMessage> {
  authorize(ctx, "messages:send");
  const input = moduleMessageInput.parse(raw);
  const job = jobOf(ctx, "messages");
  const found = await reading(job, (tx) => find(tx, input));
  const { channel, text, subject } = input;
  return sendMessage(job, {
    ...{ ...found, channel, text, sender: "tenant" },
    idempotencyKey: keyOf(ctx.actor.keyId, idempotencyKey ?? randomUUID()),
    ...(subject === undefined ? {} : { subject }),
  });
}

/** Short enough for the key of a message, whatever the caller's is. */
const keyOf = (keyId: number, key: string): string =>
  `module-${createHash("sha256").update(`${keyId}:${key}`).digest("hex").slice(0, 32)}`;

async function find(
  { sql }: Tx,
  { refNo, role, template }: z.output<typeof moduleMessageInput>,
): Promise<{ caseId: number; partyId: number; templateId: number | null }> {
  const [row] = await sql<{ caseId: number; partyId: number | null }[]>`
    select c.id as "caseId",
           (select n.party_id from case_parties n where n.case_id = c.id
               and n.role = any(${role ? [role] : DEBTOR_ROLES}) order by n.position, n.id limit 1)
             as "partyId"
      from cases c where c.ref_no = ${refNo} and c.voided_at is null`;
  if (!row) throw new DomainError("not_found", "cases.not_found");
  if (row.partyId === null) throw new DomainError("not_found", "parties.not_found");
  if (!template) return { caseId: row.caseId, partyId: row.partyId, templateId: null };
  const [known] = await sql<{ id: number }[]>`
    select id from templates where lower(code) = lower(${template}) and archived_at is null`;
  if (!known) throw new DomainError("not_found", "templates.not_found");
  return { caseId: row.caseId, partyId: row.partyId, templateId: known.id };
}

import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import type { LeadLabel } from "@/db/schema/leads";
import { isDomainError } from "@/server/kernel/errors";
import { countAtDoor, type Doorstep, networkOf, spendProof, type Visitor } from "../../access";
import { type Context, inTransaction } from "../../context";
import { openLead } from "../open-lead";
import { atLeadDoor, isBusy, type LeadDoor, sendingsOf } from "./lead-door";
import { OWN_INPUTS, valuesOfSubmission } from "./read-submission";
import { spamReasons } from "./spam-reasons";

const HOUR_MS = 3_600_000;
const KEY_MAX = 100;

export interface Submitted {
  inputs: Readonly<Record<string, string>>;
  /** The browser's own mark of this sending; left out: the words themselves are it. */
  key?: string | undefined;
  visitor: Pick<Visitor, "ip">;
}

/** `taken` says nothing of what became of it: whoever sends spam learns nothing. */
export type Submission = "taken" | "too_many";

/**
 * Takes in what a web site's form sent, once: a deal that nobody has worked on yet, or a line in the
 * quarantine where it looks like no person's. What something of ours refuses waits there too.
 */
export async function takeSubmission(
  doorstep: Doorstep,
  door: LeadDoor,
  submitted: Submitted,
): Promise<Submission> {
  const ctx = atLeadDoor(doorstep, door);
  const sourceKey = keyOf(ctx, submitted);
  const { formId } = door;
  const known = await inTransaction(
    ctx,
    (_, { sql }) => sql`
      select 1 from lead_submissions where form_id = ${formId} and source_key = ${sourceKey}`,
  );
  if (known.length > 0) return "taken";
  const network = { what: "lead-of-network", text: networkOf(submitted.visitor.ip), ms: HOUR_MS };
  const [ofNetwork] = await countAtDoor(ctx, [network]);
  if ((ofNetwork?.count ?? 0) > door.hourlyMax) return "too_many";
  const [ofForm] = await countAtDoor(ctx, [{ ...sendingsOf(door), ms: HOUR_MS }]);
  const asksProof = door.asksProof || isBusy(door, ofForm?.count ?? 0);
  const proof = submitted.inputs[OWN_INPUTS.proof];
  const proofReason = asksProof ? await reasonOfProof(ctx, proof) : null;
  await keep(ctx, { formId, sourceKey, inputs: submitted.inputs, proofReason });
  return "taken";
}

/** Without a mark the same words of one day are one: next month somebody may ask the same again. */
function keyOf({ today }: Context, { key, inputs }: Submitted): string {
  if (key && key.length <= KEY_MAX) return `given:${key}`;
  const { [OWN_INPUTS.proof]: _, [OWN_INPUTS.key]: __, ...words } = inputs;
  const text = JSON.stringify(Object.entries(words).sort());
  return `words:${today}:${createHash("sha256").update(text).digest("hex")}`;
}

async function reasonOfProof(ctx: Context, proof: string | undefined): Promise<string | null> {
  if (!proof) return "no_proof";
  return (await spendProof(ctx, proof)) ? null : "wrong_proof";
}

interface Kept {
  formId: number;
  sourceKey: string;
  inputs: Readonly<Record<string, string>>;
  proofReason: string | null;
}

async function keep(ctx: Context, { formId, sourceKey, inputs, proofReason }: Kept) {
  const { [OWN_INPUTS.proof]: _, [OWN_INPUTS.key]: __, ...content } = inputs;
  await inTransaction(ctx, async (inner, tx) => {
    const values = await valuesOf(tx, { formId, inputs: content });
    const reasons = [...spamReasons(content, values), ...(proofReason ? [proofReason] : [])];
    const [made] = await tx.sql<{ id: number }[]>`
      insert into lead_submissions (form_id, source_key, standing, reasons, content, at)
      values (${formId}, ${sourceKey}, 'quarantined', ${reasons}, ${tx.sql.json(content)},
              ${inner.now})
      on conflict do nothing returning id`;
    if (!made || reasons.length > 0) return;
    try {
      await inTransaction(inner, (deeper, own) =>
        openSubmission(deeper, own, { submissionId: made.id, formId, inputs: content }),
      );
    } catch (cause) {
      if (!isDomainError(cause)) throw cause;
      await tx.sql`
        update lead_submissions set reasons = ${[cause.code]} where id = ${made.id}`;
    }
  });
}

export interface Opening {
  submissionId: number;
  formId: number;
  inputs: Readonly<Record<string, string>>;
}

/** Opens the deal of what was sent; its words stand there, and here no longer. */
export async function openSubmission(
  ctx: Context,
  tx: Tx,
  { submissionId, formId, inputs }: Opening,
): Promise<{ caseId: number; refNo: string }> {
  const values = await valuesOf(tx, { formId, inputs });
  const { caseId, refNo } = await openLead(ctx, tx, {
    values,
    addresses: [values.senderEmail ?? "", values.siteEmail ?? ""],
    turnOf: { table: "lead_forms", id: formId },
    idempotencyKey: `form-lead-${submissionId}`,
  });
  const standing = ctx.actor.kind === "operator" ? "released" : "opened";
  await tx.sql`
    update lead_submissions set standing = ${standing}, case_id = ${caseId}, content = '{}'
     where id = ${submissionId}`;
  return { caseId, refNo };
}

/** The deal's fields of what was sent, as the form reads it now. */
export async function valuesOf(
  tx: Tx,
  { formId, inputs }: Pick<Opening, "formId" | "inputs">,
): Promise<Record<string, string>> {
  const [form] = await tx.sql<{ labels: LeadLabel[] }[]>`
    select labels from lead_forms where id = ${formId}`;
  return valuesOfSubmission(inputs, form?.labels ?? []);
}

import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { SubmissionStanding } from "@/db/values/leads";
import { DomainError } from "@/server/kernel/errors";
import { decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { writeAudit } from "../../audit";
import { authorOf, inTransaction, type OperatorContext } from "../../context";
import { authorizeDeals } from "../authorize-deals";
import { type DecideSubmissionInput, decideSubmissionInput, listQuarantineInput } from "../inputs";
import { openSubmission } from "./take-submission";

export interface QuarantinedItem {
  id: number;
  formName: string;
  reasons: string[];
  content: Record<string, string>;
  at: Date;
}

/** What forms sent and looks like no person's, the newest first. Reading it is written down. */
export async function listQuarantine(
  ctx: OperatorContext,
  raw: z.input<typeof listQuarantineInput> = {},
): Promise<Page<QuarantinedItem>> {
  authorizeDeals(ctx, "messages:read");
  const { cursor, limit } = listQuarantineInput.parse(raw);
  const before = cursor ? (decodeCursor(cursor, 1)[0] ?? 0) : null;
  return inTransaction(ctx, async (inner, { sql }) => {
    const rows = await sql<QuarantinedItem[]>`
      select s.id, f.name as "formName", s.reasons, s.content, s.at
        from lead_submissions s join lead_forms f on f.id = s.form_id
       where s.standing = 'quarantined' and (select app_sees_all_groups())
         ${before === null ? sql`` : sql`and s.id < ${before}::bigint`}
       order by s.id desc limit ${limit + 1}`;
    const page = toPage([...rows], limit, (row) => [row.id]);
    if (page.items.length > 0) {
      await writeAudit(inner, {
        ...{ action: "leads.list-quarantine", entity: "lead_submission", entityId: null },
        after: { submissionIds: page.items.map(({ id }) => id) },
      });
    }
    return page;
  });
}

/**
 * A person's word: it is somebody's after all, and opens a deal; or it is not, and its words are
 * forgotten. Throws not_found `leads.submission_not_found`, conflict `leads.decided` where somebody
 * was faster.
 */
export async function decideSubmission(
  ctx: OperatorContext,
  raw: DecideSubmissionInput,
): Promise<{ caseId: number | null }> {
  authorizeDeals(ctx, "messages:send");
  authorizeDeals(ctx, "cases:open");
  const { submissionId, isReleased } = decideSubmissionInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const { formId, inputs } = await lockQuarantined(tx, submissionId);
    const opened = isReleased
      ? await openSubmission(inner, tx, { submissionId, formId, inputs })
      : null;
    await tx.sql`
      update lead_submissions set decided_at = ${inner.now}, decided_by = ${authorOf(inner.actor).id},
             standing = ${opened ? "released" : "refused"}, content = '{}',
             -- What was refused by mistake may be sent again.
             source_key = case when ${opened === null} then 'refused:' || id else source_key end
       where id = ${submissionId}`;
    const caseId = opened?.caseId ?? null;
    await writeAudit(inner, {
      ...{ action: "leads.decide-submission", entity: "lead_submission" },
      ...{ entityId: submissionId, caseId },
      after: { isReleased },
    });
    return { caseId };
  });
}

interface Quarantined {
  formId: number;
  standing: SubmissionStanding;
  inputs: Record<string, string>;
}

async function lockQuarantined({ sql }: Tx, submissionId: number): Promise<Quarantined> {
  const [row] = await sql<Quarantined[]>`
    select form_id as "formId", standing, content as inputs from lead_submissions
     where id = ${submissionId} and (select app_sees_all_groups()) for update`;
  if (!row) throw new DomainError("not_found", "leads.submission_not_found");
  if (row.standing !== "quarantined") throw new DomainError("conflict", "leads.decided");
  return row;
}

import type { Tx } from "@/db/client";
import type { Mails } from "@/emails/mails";
import type { Locale } from "@/server/kernel/locale";
import { type Context, inTransaction, makeToday } from "../context";
import { type BulkChange, listBulkChanges } from "../registers";
import { queueMails } from "./queue-mails";

interface Run {
  email: string;
  language: Locale;
  createdAt: Date;
  total: number;
  done: number;
  changedCount: number;
  state: "done" | "cancelled" | "failed";
  operatorId: number | null;
  senderName: string | null;
  senderEmail: string | null;
}

/** As many as a person reads in a mail; the rest stands in the application. */
const LISTED_MAX = 100;

/**
 * Writes the list of parties whose insolvency a check of many has changed, to the address that the run
 * was given when it began: once a run, and only where something changed. Of whoever asked without
 * seeing everybody the list holds what they may see. A job's work, not a verb.
 */
export async function notifyInsolvency(
  ctx: Context,
  { runId }: { runId: number },
): Promise<{ count: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    const run = await readRun(tx, runId);
    if (!run || run.changedCount === 0) return { count: 0 };
    const { items } = await listBulkChanges(inner, { runId, limit: LISTED_MAX });
    const data: Mails["insolvency_changes"] = {
      ...{ runId, day: makeToday(run.createdAt), total: run.total, done: run.done },
      ...{ state: run.state, count: run.changedCount, parties: items.map(partyOf) },
    };
    const sender = run.senderEmail && `${quoted(run.senderName ?? "")} <${run.senderEmail}>`;
    const mail = {
      ...{ key: `insolvency.run:${runId}`, kind: "insolvency_changes" as const, sender },
      ...{ operatorId: run.operatorId, toAddress: run.email, language: run.language, data },
    };
    return { count: await queueMails(inner, tx, [mail]) };
  });
}

/** What the mail says of a party, and nothing more. */
const partyOf = (change: BulkChange): Mails["insolvency_changes"]["parties"][number] => {
  const { partyId, partyName, isActive, isSuspected, wasActive, stateCode, fileMark } = change;
  return { partyId, partyName, isActive, isSuspected, wasActive, stateCode, fileMark };
};

/** A name with a comma or a quotation mark would end the address. */
const quoted = (name: string): string => `"${name.replace(/[\\"\r\n]/g, " ").trim()}"`;

/** Null where nobody is to be told. The operator is whose address it is, where it is one's. */
async function readRun({ sql }: Tx, runId: number): Promise<Run | null> {
  const [run] = await sql<Run[]>`
    select r.email, r.language, r.created_at as "createdAt", r.total, r.done, r.state,
           r.changed_count as "changedCount",
           (select o.id from operators o
             where lower(o.email) = lower(r.email) and o.is_active limit 1) as "operatorId",
           s.name as "senderName", s.email as "senderEmail"
      from insolvency_runs r left join operators s on s.id = r.sender_id and s.is_active
     where r.id = ${runId} and r.email is not null and r.ended_at is not null`;
  return run ?? null;
}

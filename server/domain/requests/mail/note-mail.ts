import type { Tx } from "@/db/client";
import type { PlainRequestKind } from "@/db/values/portal";
import type { MailStanding } from "@/db/values/request-mails";
import type { Locale } from "@/server/kernel/locale";
import { authorOf, type Context } from "../../context";

export interface MailNote {
  messageId: number;
  standing: MailStanding;
  caseId?: number | null;
  postId?: number | null;
  reason?: string | null;
  kind?: PlainRequestKind | null;
  language?: Locale | null;
}

/** Writes down what came of a mail, in place of what stood there before. */
export async function noteMail(ctx: Context, { sql }: Tx, note: MailNote): Promise<void> {
  const { messageId, standing, caseId = null, postId = null, reason = null } = note;
  const by = ctx.actor.kind === "operator" ? authorOf(ctx.actor).id : null;
  const decidedAt = ctx.actor.kind === "operator" ? ctx.now : null;
  await sql`
    insert into request_mails as r (message_id, standing, case_id, post_id, reason, kind, language,
                                    at, decided_at, decided_by)
    values (${messageId}, ${standing}, ${caseId}, ${postId}, ${reason}, ${note.kind ?? null},
            ${note.language ?? null}, ${ctx.now}, ${decidedAt}, ${by})
    on conflict (tenant_id, message_id) do update
       set standing = excluded.standing, case_id = excluded.case_id, post_id = excluded.post_id,
           reason = excluded.reason, kind = coalesce(excluded.kind, r.kind),
           language = coalesce(excluded.language, r.language),
           decided_at = excluded.decided_at, decided_by = excluded.decided_by`;
}

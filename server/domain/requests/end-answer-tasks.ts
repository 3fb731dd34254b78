import type { Tx } from "@/db/client";
import type { Locale } from "@/server/kernel/locale";
import type { Context } from "../context";
import { resolveTasks } from "../timeline";
import { IS_ANSWER_TASK } from "./ask-somebody";

const DONE: Record<Locale, string> = {
  cs: "Odpovězeno",
  sk: "Odpovedané",
  en: "Answered",
  ru: "Отвечено",
};

/** The house's own tasks to answer a request are done; what people have written down stays. */
export async function endAnswerTasks(ctx: Context, tx: Tx, caseId: number): Promise<void> {
  const rows = await tx.sql<{ id: number; language: Locale }[]>`
    select e.id, t.language from case_events e join tenants t on t.id = e.tenant_id
     where e.case_id = ${caseId} and e.kind = 'task' and e.resolved_at is null
       and e.deleted_at is null and e.data @> ${JSON.stringify(IS_ANSWER_TASK)}::text::jsonb`;
  const [first] = rows;
  if (!first) return;
  const result = DONE[first.language] ?? DONE.cs;
  await resolveTasks({ ...ctx, tx }, { eventIds: rows.map(({ id }) => id), result });
}

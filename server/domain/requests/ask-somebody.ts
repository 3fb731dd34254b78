import type { Locale } from "@/server/kernel/locale";
import type { Context } from "../context";
import { addTask } from "../timeline";

const ANSWER: Record<Locale, string> = {
  cs: "Odpovědět klientovi",
  sk: "Odpovedať klientovi",
  en: "Answer the client",
  ru: "Ответить клиенту",
};

/** By which the house knows its own task to answer again. */
export const IS_ANSWER_TASK = { asks: "answer" };

export interface Asked {
  texts: Record<Locale, string>;
  dueInDays: number;
  /** Also where another task is still open. */
  isAlways?: boolean;
}

/** A task of whoever has the case, to answer tomorrow if not said otherwise; one is enough at a time. */
export async function askSomebody(
  ctx: Context,
  caseId: number,
  { texts, dueInDays, isAlways = false }: Asked = { texts: ANSWER, dueInDays: 1 },
): Promise<void> {
  if (!ctx.tx) throw new Error("a task is written inside the verb's transaction");
  const [row] = await ctx.tx.sql<{ ownerId: number | null; isAsked: boolean; language: Locale }[]>`
    select k.owner_id as "ownerId", t.language,
           exists (select from case_events e where e.case_id = k.id and e.kind = 'task'
                      and e.resolved_at is null and e.deleted_at is null) as "isAsked"
      from cases k join tenants t on t.id = k.tenant_id where k.id = ${caseId}`;
  if (!row || (row.isAsked && !isAlways)) return;
  const dueAt = new Date(ctx.now.getTime() + dueInDays * 86_400_000);
  const text = texts[row.language] ?? texts.cs;
  await addTask(
    ctx,
    { caseId, text, dueAt, assigneeId: row.ownerId },
    texts === ANSWER ? IS_ANSWER_TASK : undefined,
  );
}

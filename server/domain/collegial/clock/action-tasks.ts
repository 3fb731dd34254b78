import type { Tx } from "@/db/client";
import type { Locale } from "@/server/kernel/locale";
import type { Context } from "../../context";
import { resolveTasks } from "../../timeline";

const DONE: Record<Locale, string> = {
  cs: "Vyřízeno",
  sk: "Vybavené",
  en: "Done",
  ru: "Сделано",
};

/** By which the house knows its own reminders of an action again. */
export const markOf = (actionId: number) => ({ collegialActionId: actionId });

/** What the clock reminded of has been done or taken back: its open tasks end with it. */
export async function endActionTasks(ctx: Context, tx: Tx, actionId: number): Promise<void> {
  const rows = await tx.sql<{ id: number; language: Locale }[]>`
    select e.id, t.language
      from collegial_actions a join case_events e on e.case_id = a.case_id
      join tenants t on t.id = e.tenant_id
     where a.id = ${actionId} and e.kind = 'task' and e.resolved_at is null
       and e.deleted_at is null
       and e.data @> ${JSON.stringify(markOf(actionId))}::text::jsonb`;
  const [first] = rows;
  if (!first) return;
  const result = DONE[first.language] ?? DONE.cs;
  await resolveTasks({ ...ctx, tx }, { eventIds: rows.map(({ id }) => id), result });
}

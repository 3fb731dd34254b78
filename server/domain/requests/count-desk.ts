import type { Fragment } from "@/db/client";
import type { RequestKind } from "@/db/values/portal";
import { authorize, type OperatorContext, reading } from "../context";
import { deskConditions, viewCondition } from "./desk-conditions";
import { type CountDeskInput, countDeskInput, type DeskView } from "./desk-inputs";

export interface DeskCounts {
  /** What is done is not counted: it only grows. */
  views: Record<Exclude<DeskView, "done">, number>;
  /** Of the view that is open. */
  kinds: Partial<Record<RequestKind | "none", number>>;
}

/** How many open requests each filter of the desk would show, by one statement. */
export async function countDesk(ctx: OperatorContext, raw: CountDeskInput): Promise<DeskCounts> {
  authorize(ctx, "cases:read");
  const { filter } = countDeskInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    // Kinds are counted beside each other: the one chosen must not empty the others.
    const { where } = await deskConditions(ctx, tx, { ...filter, kinds: undefined });
    const kinds = filter.kinds?.length
      ? sql`c.fields->>'requestKind' = any(${filter.kinds})`
      : sql`true`;
    const count = (view: DeskView): Fragment =>
      sql`count(*) filter (where ${viewCondition(ctx, tx, view).is} and ${kinds})::int`;
    const [[totals], byKind] = await Promise.all([
      sql<DeskCounts["views"][]>`
        select ${count("all")} as "all", ${count("mine")} as mine,
               ${count("unassigned")} as unassigned, ${count("overdue")} as overdue,
               ${count("waiting")} as waiting
          from desk_requests d join cases c on c.id = d.case_id
         where d.resolved_at is null ${where}`,
      sql<{ kind: RequestKind | "none"; count: number }[]>`
        select coalesce(c.fields->>'requestKind', 'none') as kind, count(*)::int as count
          from desk_requests d join cases c on c.id = d.case_id
         where ${viewCondition(ctx, tx, filter.view === "done" ? "all" : filter.view).is} ${where}
         group by 1`,
    ]);
    if (!totals) throw new Error("no row");
    return {
      views: totals,
      kinds: Object.fromEntries(byKind.map(({ kind, count: n }) => [kind, n])),
    };
  });
}

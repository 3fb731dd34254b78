import type { z } from "zod";
import { authorize, authorOf, type Context, reading } from "../context";
import { listViewsInput, type ViewQuery } from "./inputs";

const VIEWS_MAX = 200;

export interface ListView {
  id: number;
  name: string;
  query: ViewQuery;
  isShared: boolean;
  isOwn: boolean;
  ownerName: string;
}

/** One's own views of a list and those that others share, by name; one's own first. */
export async function listViews(
  ctx: Context,
  raw: z.input<typeof listViewsInput>,
): Promise<ListView[]> {
  authorize(ctx, "cases:read");
  const { list } = listViewsInput.parse(raw);
  const me = authorOf(ctx.actor).id;
  return reading(ctx, async (tx) => {
    const rows = await tx.sql<ListView[]>`
      select v.id, v.name, v.query, v.is_shared as "isShared", v.operator_id = ${me} as "isOwn",
             o.name as "ownerName"
        from saved_views v join operators o on o.id = v.operator_id
       where v.list = ${list} and (v.operator_id = ${me} or v.is_shared)
       order by v.operator_id <> ${me}, lower(v.name), v.id limit ${VIEWS_MAX}`;
    return [...rows];
  });
}

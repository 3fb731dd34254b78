import type { z } from "zod";
import type { Tx } from "@/db/client";
import { caseConditions } from "../cases";
import { authorize, type Context } from "../context";
import { searching } from "../parties";
import { type Card, type CardRow, cardSql, cardsOf } from "./cards";
import { boardTotals, countFirst } from "./get-board";
import { type BoardChangesInput, boardChangesInput } from "./inputs";
import { type Plan, readByPlan } from "./plan";
import { type Total, totalsOf } from "./totals";

export interface BoardChanges {
  /** Those of the cases that are on the board; the others are there no longer. */
  cards: Card[];
  totals: { column: string; total: Total }[];
}

/** What became of cases that changed meanwhile, and of the columns' counts and sums. */
export async function lookAtChanges(ctx: Context, raw: BoardChangesInput): Promise<BoardChanges> {
  authorize(ctx, "cases:read");
  const input = boardChangesInput.parse(raw);
  const { plan, found } = await searching(ctx, input.filter.text, (tx) =>
    readByPlan(ctx, { tx, input }, (plan) =>
      Promise.all([readCards(ctx, tx, { plan, input }), boardTotals(ctx, tx, { plan, input })]),
    ),
  );
  const [rows, totals] = found;
  const shown = totalsOf(ctx, plan, totals ?? (await countFirst(ctx, { plan, input })));
  return {
    cards: cardsOf(ctx, plan, rows),
    totals: [...shown].map(([column, total]) => ({ column, total })),
  };
}

async function readCards(
  ctx: Context,
  tx: Tx,
  { plan, input }: { plan: Plan; input: z.output<typeof boardChangesInput> },
): Promise<CardRow[]> {
  const states = plan.columns.flatMap((column) => column.states);
  const { where } = await caseConditions(ctx, tx, { ...input.filter, category: plan.category });
  const rows = await tx.sql<CardRow[]>`
    select k.*, o.name as "ownerName" from (
      select ${cardSql(tx, plan)} from cases c
       where c.id = any(${input.caseIds}::bigint[]) and c.state = any(${states}::text[])
         ${where}) k
      left join operators o on o.id = k."ownerId"`;
  return [...rows];
}

import { caseConditions } from "../cases";
import { authorize, type Context } from "../context";
import { searching } from "../parties";
import { type Card, type CardRow, cardSql, cardsOf } from "./cards";
import { boardTotals, countFirst } from "./get-board";
import { type BoardChangesInput, boardChangesInput } from "./inputs";
import { planOf } from "./plan";
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
  const plan = await planOf(ctx, input);
  const states = plan.columns.flatMap((column) => column.states);
  const { rows, totals } = await searching(ctx, input.filter.text, async (tx) => {
    const { where } = await caseConditions(ctx, tx, { ...input.filter, category: plan.category });
    const [cards, counted] = await Promise.all([
      tx.sql<CardRow[]>`
        select k.*, o.name as "ownerName" from (
          select ${cardSql(tx, plan)} from cases c
           where c.id = any(${input.caseIds}::bigint[]) and c.state = any(${states}::text[])
             ${where}) k
          left join operators o on o.id = k."ownerId"`,
      boardTotals(ctx, tx, { plan, input }),
    ]);
    return { rows: cards, totals: counted };
  });
  const shown = totalsOf(ctx, plan, totals ?? (await countFirst(ctx, { plan, input })));
  return {
    cards: cardsOf(ctx, plan, rows),
    totals: [...shown].map(([column, total]) => ({ column, total })),
  };
}

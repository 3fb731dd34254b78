import type { z } from "zod";
import { limitOf, type Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { decodeNumbers, type Page, toPage } from "@/server/kernel/page";
import { caseConditions } from "../cases";
import { authorize, type Context } from "../context";
import { searching } from "../parties";
import { type Card, type CardRow, cardSql, cardsOf } from "./cards";
import { byAge } from "./get-board";
import { type BoardColumnInput, boardColumnInput } from "./inputs";
import { type Plan, readByPlan } from "./plan";

/** Further cards of one column; keyset, so the hundredth page costs what the first one does. */
export async function listColumn(ctx: Context, raw: BoardColumnInput): Promise<Page<Card>> {
  authorize(ctx, "cases:read");
  const input = boardColumnInput.parse(raw);
  const { plan, found } = await searching(ctx, input.filter.text, (tx) =>
    readByPlan(ctx, { tx, input }, (plan) => readColumn(ctx, tx, { plan, input })),
  );
  const cards = cardsOf(ctx, plan, found).sort(byAge);
  return toPage(cards, input.limit, (card) => [card.since, card.id]);
}

async function readColumn(
  ctx: Context,
  tx: Tx,
  { plan, input }: { plan: Plan; input: z.output<typeof boardColumnInput> },
): Promise<CardRow[]> {
  const { sql } = tx;
  const column = plan.columns.find(({ code }) => code === input.column);
  if (!column) throw new DomainError("not_found", "boards.column_not_found");
  const [since = 0, id = 0] = input.cursor ? decodeNumbers(input.cursor, 2) : [];
  const { where } = await caseConditions(ctx, tx, { ...input.filter, category: plan.category });
  const older = input.cursor
    ? sql`and (c.state_since, c.id) <
            (timestamptz 'epoch' + ${since}::bigint * interval '1 microsecond', ${id}::bigint)`
    : sql``;
  const most = limitOf(sql, input.limit + 1);
  const rows = await sql<CardRow[]>`
    select k.*, o.name as "ownerName" from (
      select k.* from unnest(${column.states}::text[]) as s(state)
       cross join lateral (
         select ${cardSql(tx, plan)} from cases c
          where c.state = s.state ${where} ${older}
            and c.state_since >= ${column.since?.toISOString() ?? "-infinity"}::timestamptz
          order by c.state_since desc, c.id desc ${most}) k
       order by k.since desc, k.id desc ${most}) k
      left join operators o on o.id = k."ownerId"`;
  return [...rows];
}

import { limitOf, type Tx } from "@/db/client";
import { encodeCursor } from "@/server/kernel/page";
import { caseConditions, roleOf } from "../cases";
import { authorize, type Context } from "../context";
import { searching } from "../parties";
import { sightOf } from "../sight";
import { type BoardWay, boardWays } from "../workflow";
import { type Card, type CardRow, cardSql, cardsOf } from "./cards";
import { type BoardInput, boardInput, FIRST_CARDS, type Shown } from "./inputs";
import { GONE_COLUMN, type Plan, readByPlan } from "./plan";
import { beginCounting, countedTotals, isWhole, readTotals, type Total, totalsOf } from "./totals";

export interface ShownColumn {
  code: string;
  name: string;
  states: string[];
  /** Days after which cards are hidden unless the person says otherwise. */
  hideAfterDays: number | null;
  total: Total;
  items: Card[];
  nextCursor: string | null;
}

export interface Board {
  columns: ShownColumn[];
  /** What this role may do at all; whether a case may is said when it is moved. */
  ways: BoardWay[];
  /** Key of the field that columns sum. */
  sumField: string | null;
  /** Keys of the fields that a card shows when nobody chooses. */
  card: string[];
}

/** The whole board as it is first drawn: columns, how many, how much, and the first cards of each. */
export async function getBoard(ctx: Context, raw: BoardInput): Promise<Board> {
  authorize(ctx, "cases:read");
  const input = boardInput.parse(raw);
  const { plan, found } = await searching(ctx, input.filter.text, (tx) =>
    readByPlan(ctx, { tx, input }, (plan) =>
      Promise.all([firstCards(ctx, tx, { plan, input }), boardTotals(ctx, tx, { plan, input })]),
    ),
  );
  const [rows, totals] = found;
  const shown = totals ?? (await countFirst(ctx, { plan, input }));
  return assemble(ctx, plan, { rows, totals: totalsOf(ctx, plan, shown) });
}

interface Asked {
  plan: Plan;
  input: Shown;
}

/** By what was counted, or by counting; null: nothing was counted yet, and all is asked for. */
export async function boardTotals(ctx: Context, tx: Tx, { plan, input }: Asked) {
  if (isWhole(input.filter) && !seesOwnOnly(ctx, plan.category)) return countedTotals(tx, plan);
  const { where } = await caseConditions(ctx, tx, { ...input.filter, category: plan.category });
  return readTotals(tx, plan, where);
}

/** What is counted along is everybody's: who sees their own alone has them counted for them. */
const seesOwnOnly = ({ actor }: Context, category: string): boolean =>
  actor.kind === "operator" && sightOf(actor.role).own.includes(category);

/** The first look at a category: from now on the database counts along. */
export async function countFirst(ctx: Context, { plan }: Asked) {
  await beginCounting(ctx, plan);
  return searching(ctx, undefined, async (tx) => {
    const counted = await countedTotals(tx, plan);
    if (counted) return counted;
    return readTotals(tx, plan, tx.sql`and c.archived_at is null and c.voided_at is null`);
  });
}

async function firstCards(ctx: Context, tx: Tx, { plan, input }: Asked): Promise<CardRow[]> {
  const { sql } = tx;
  const { where } = await caseConditions(ctx, tx, { ...input.filter, category: plan.category });
  const places = plan.columns.flatMap(({ states, since }) =>
    states.map((state) => ({ state, since: since?.toISOString() ?? "-infinity" })),
  );
  const most = limitOf(sql, FIRST_CARDS + 1);
  const rows = await sql<CardRow[]>`
    select k.*, o.name as "ownerName"
      from unnest(${places.map(({ state }) => state)}::text[],
                  ${places.map(({ since }) => since)}::timestamptz[]) as s(state, since)
     cross join lateral (
       select ${cardSql(tx, plan)} from cases c
        where c.state = s.state and c.state_since >= s.since ${where}
        order by c.state_since desc, c.id desc ${most}) k
      left join operators o on o.id = k."ownerId"`;
  return [...rows];
}

/** The newest first; of one moment the later case. */
export const byAge = (a: Card, b: Card): number => b.since - a.since || b.id - a.id;

export const cursorOf = ({ since, id }: Card): string => encodeCursor([since, id]);

function assemble(
  ctx: Context,
  plan: Plan,
  { rows, totals }: { rows: CardRow[]; totals: Map<string, Total> },
): Board {
  const { language } = ctx.actor;
  const cards = cardsOf(ctx, plan, rows);
  const columns = plan.columns.map(({ code, names, states, hideAfterDays }) => {
    const all = cards.filter(({ state }) => states.includes(state)).sort(byAge);
    const items = all.slice(0, FIRST_CARDS);
    const last = items.at(-1);
    return {
      ...{ code, name: names[language], states, hideAfterDays, items },
      total: totals.get(code) ?? { count: 0, sums: [] },
      nextCursor: all.length > FIRST_CARDS && last ? cursorOf(last) : null,
    };
  });
  const gone = plan.columns.find(({ code }) => code === GONE_COLUMN);
  return {
    // What is gone is a column as long as a case still lies there.
    columns: columns.filter(({ code, total }) => code !== GONE_COLUMN || total.count > 0),
    ways: [
      ...boardWays(plan.definitions, roleOf(ctx)),
      ...boardWays(plan.older, roleOf(ctx)).filter(({ from }) => gone?.states.includes(from)),
    ],
    sumField: plan.sum?.field ?? null,
    card: plan.definitions.find(({ variantOf }) => variantOf === undefined)?.board.card ?? [],
  };
}

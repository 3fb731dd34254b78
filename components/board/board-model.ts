import type { RouterOutput } from "../api/crm";

export type Board = RouterOutput["boards"]["get"];
export type Card = Board["columns"][number]["items"][number];
export type Total = Board["columns"][number]["total"];
export type Way = Board["ways"][number];

/** A column as far as its cards were loaded. */
export type Column = {
  code: string;
  name: string;
  states: readonly string[];
  hideAfterDays: number | null;
  total: Total;
  cards: readonly Card[];
  nextCursor: string | null;
  /** Its next page could not be had; nobody asks for it again but a person. */
  isFailed: boolean;
};

export type BoardState = { columns: readonly Column[] };

export const noBoard: BoardState = { columns: [] };

export function boardOf({ columns }: Pick<Board, "columns">): BoardState {
  return {
    columns: columns.map(({ items, ...column }) => ({ ...column, cards: items, isFailed: false })),
  };
}

export function columnOf(board: BoardState, state: string): Column | undefined {
  return board.columns.find(({ states }) => states.includes(state));
}

export function cardOf(board: BoardState, id: number): Card | undefined {
  for (const { cards } of board.columns) {
    const card = cards.find((each) => each.id === id);
    if (card) return card;
  }
  return undefined;
}

/** The newest first, as the server gives them. */
const isBefore = (one: Card, other: Card): boolean =>
  one.since === other.since ? one.id > other.id : one.since > other.since;

function withCard(column: Column, card: Card): Column {
  const found = column.cards.findIndex((each) => isBefore(card, each));
  // Behind all that was loaded it comes with its own page.
  if (found < 0 && column.nextCursor !== null) return column;
  const at = found < 0 ? column.cards.length : found;
  return { ...column, cards: column.cards.toSpliced(at, 0, card) };
}

function withoutCard(column: Column, id: number): Column {
  const at = column.cards.findIndex((card) => card.id === id);
  return at < 0 ? column : { ...column, cards: column.cards.toSpliced(at, 1) };
}

/** The card where it belongs now; `null`: on the board no longer. Other columns stay the same. */
export function placed(board: BoardState, id: number, card: Card | null): BoardState {
  const columns = board.columns.map((column) => {
    const rest = withoutCard(column, id);
    return card && column.states.includes(card.state) ? withCard(rest, card) : rest;
  });
  return { columns };
}

function changed(total: Total, card: Card, sign: 1 | -1): Total {
  const { amountMinor, currency } = card;
  const count = total.count + sign;
  if (amountMinor === null || currency === null) return { ...total, count };
  const before = total.sums.find((sum) => sum.currency === currency)?.amountMinor ?? 0;
  const after = { currency, amountMinor: before + sign * amountMinor };
  const others = total.sums.filter((sum) => sum.currency !== currency);
  const sums = after.amountMinor === 0 ? others : [...others, after];
  return { count, sums: sums.toSorted((a, b) => (a.currency < b.currency ? -1 : 1)) };
}

/** The card moved by hand: it and both columns' counts and sums, before the server has answered. */
export function moved(board: BoardState, before: Card, after: Card): BoardState {
  const { columns } = placed(board, before.id, after);
  return {
    columns: columns.map((column) => {
      const left = column.states.includes(before.state);
      const came = column.states.includes(after.state);
      if (left === came) return column;
      return { ...column, total: changed(column.total, left ? before : after, left ? -1 : 1) };
    }),
  };
}

export function withPage(
  board: BoardState,
  code: string,
  page: { items: readonly Card[]; nextCursor: string | null },
): BoardState {
  return {
    columns: board.columns.map((column) => {
      if (column.code !== code) return column;
      const known = new Set(column.cards.map(({ id }) => id));
      const fresh = page.items.filter(({ id }) => !known.has(id));
      const cards = [...column.cards, ...fresh];
      return { ...column, cards, nextCursor: page.nextCursor, isFailed: false };
    }),
  };
}

/** Whether the next page of a column could not be had. */
export function withFailure(board: BoardState, code: string, isFailed: boolean): BoardState {
  return {
    columns: board.columns.map((column) =>
      column.code === code && column.isFailed !== isFailed ? { ...column, isFailed } : column,
    ),
  };
}

export function withTotals(
  board: BoardState,
  totals: readonly { column: string; total: Total }[],
): BoardState {
  return {
    columns: board.columns.map((column) => {
      const total = totals.find((each) => each.column === column.code)?.total;
      const isSame = JSON.stringify(total) === JSON.stringify(column.total);
      return total && !isSame ? { ...column, total } : column;
    }),
  };
}

/** The ways that lead a card into a column, for this role. */
export function waysInto(
  ways: readonly Way[],
  { card, process, column }: { card: Card; process: string; column: Column },
): Way[] {
  return ways.filter(
    (way) => way.process === process && way.from === card.state && column.states.includes(way.to),
  );
}

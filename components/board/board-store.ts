import { useSyncExternalStore } from "react";
import {
  type Board,
  type BoardState,
  boardOf,
  type Card,
  type Column,
  cardOf,
  columnOf,
  moved,
  noBoard,
  placed,
  type Total,
  withFailure,
  withPage,
  withTotals,
} from "./board-model";

type Pending = { before: Card; after: Card };

/** What the board shows: what the server said, and the moves that it has not confirmed yet. */
export class BoardStore {
  private state: BoardState = noBoard;
  private readonly pending = new Map<number, Pending>();
  private readonly hearers = new Set<() => void>();

  readonly subscribe = (hear: () => void): (() => void) => {
    this.hearers.add(hear);
    return () => this.hearers.delete(hear);
  };
  readonly read = (): BoardState => this.state;

  private set(state: BoardState): void {
    this.state = state;
    for (const hear of this.hearers) hear();
  }

  card(id: number): Card | undefined {
    return cardOf(this.state, id);
  }

  isPending(id: number): boolean {
    return this.pending.has(id);
  }

  /** Everything anew; what people have just moved here stays where they put it. */
  reset(board: Pick<Board, "columns">): void {
    let state = boardOf(board);
    for (const { before, after } of this.pending.values()) {
      const known = cardOf(state, before.id);
      if (known?.state === before.state) state = moved(state, known, after);
    }
    this.set(state);
  }

  addPage(column: string, page: { items: Card[]; nextCursor: string | null }): void {
    this.set(withPage(this.state, column, page));
  }

  /** The next page of a column did not come, or is asked for again. */
  failPage(column: string, isFailed: boolean): void {
    this.set(withFailure(this.state, column, isFailed));
  }

  /** Moves a card before the server has answered. */
  begin(before: Card, to: string): void {
    // On top of its new column, whatever this machine's clock says.
    const top = columnOf(this.state, to)?.cards[0]?.since ?? 0;
    const after = { ...before, state: to, since: Math.max(Date.now() * 1_000, top + 1) };
    this.pending.set(before.id, { before, after });
    this.set(moved(this.state, before, after));
  }

  /** The server did it. */
  settle(id: number): void {
    this.pending.delete(id);
  }

  /** The server refused, or the person thought better of it. */
  rollBack(id: number): void {
    const move = this.pending.get(id);
    this.pending.delete(id);
    if (move) this.set(moved(this.state, move.after, move.before));
  }

  /** What became of these cases; those not among the cards are on the board no longer. */
  look(ids: readonly number[], cards: readonly Card[], totals: { column: string; total: Total }[]) {
    let state = this.state;
    const found = new Map(cards.map((card) => [card.id, card]));
    for (const id of ids) {
      if (this.pending.has(id)) continue;
      const card = found.get(id) ?? null;
      if (JSON.stringify(card) !== JSON.stringify(cardOf(state, id) ?? null)) {
        state = placed(state, id, card);
      }
    }
    // Until all of one's own moves are confirmed the totals on the screen are the newer ones.
    this.set(this.pending.size > 0 ? state : withTotals(state, totals));
  }
}

export function useBoardColumns(store: BoardStore): readonly Column[] {
  return useSyncExternalStore(store.subscribe, store.read, store.read).columns;
}

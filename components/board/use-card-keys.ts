"use client";

import { useTranslations } from "next-intl";
import {
  type Dispatch,
  type KeyboardEvent,
  type SetStateAction,
  useMemo,
  useRef,
  useState,
} from "react";
import { useShortcut } from "../shell/shortcuts";
import type { Card, Column } from "./board-model";
import { type LiftOptions, useLift } from "./use-lift";

type Options = LiftOptions & {
  mayMove: boolean;
  /** Says which card is to have the focus. */
  want: Dispatch<SetStateAction<number | null>>;
};

const LIFTED_KEYS = new Set([
  ...["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", " ", "Enter", "Escape"],
]);

/** The card that a key leads to, and its column. */
function cardAt(columns: readonly Column[], card: Card, key: string) {
  const column = columns.find(({ states }) => states.includes(card.state));
  if (!column) return undefined;
  const index = column.cards.findIndex(({ id }) => id === card.id);
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const place = columns.indexOf(column);
    const others =
      key === "ArrowLeft" ? columns.slice(0, place).reverse() : columns.slice(place + 1);
    const beside = others.find(({ cards }) => cards.length > 0);
    return (
      beside && { column: beside, card: beside.cards[Math.min(index, beside.cards.length - 1)] }
    );
  }
  const steps: Record<string, number> = {
    ...{ ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: column.cards.length - 1 },
  };
  return { column, card: column.cards[steps[key] ?? index] };
}

/**
 * The board by keyboard: arrows go between cards, Enter opens, M offers a change of state; Space lifts
 * a card, arrows choose among the columns that take it, Space drops it, Escape puts it back.
 */
export function useCardKeys(options: Options) {
  const { columns, moves, mayMove, reveal, want } = options;
  const t = useTranslations("boards.card");
  const [stops, setStops] = useState<Readonly<Record<string, number>>>({});
  const { lifted, lift, carry, put, letGo } = useLift(options, want);
  const focus = useRef<Card | null>(null);

  useShortcut(
    {
      ...{ keys: "m", label: t("move"), group: "lists" },
      run: () => {
        const id = Number((document.activeElement as HTMLElement | null)?.dataset.card);
        if (focus.current?.id === id) moves.choose(focus.current);
      },
    },
    mayMove,
  );

  function go(card: Card, key: string): void {
    const next = cardAt(columns, card, key);
    if (!next?.card) return;
    reveal(next.column.code);
    want(next.card.id);
  }

  function press(event: KeyboardEvent<HTMLElement>, card: Card): void {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isKnown = lifted
      ? LIFTED_KEYS.has(key)
      : /^(Arrow|Home$|End$)/.test(key) || (key === " " && mayMove);
    if (!isKnown) return;
    event.preventDefault();
    event.stopPropagation();
    if (!lifted) {
      if (key === " ") lift(card);
      else go(card, key);
    } else if (key === "ArrowLeft" || key === "ArrowRight") carry(key === "ArrowLeft" ? -1 : 1);
    else if (key === " " || key === "Enter") put(true);
    else if (key === "Escape") put(false);
  }

  const latest = useRef({ press, columns, letGo });
  latest.current = { press, columns, letGo };
  const hands: CardHands = useMemo(
    () => ({
      press: (event, card) => latest.current.press(event, card),
      focused: (card) => {
        focus.current = card;
        want(null);
        latest.current.letGo(card);
        const home = latest.current.columns.find(({ states }) => states.includes(card.state));
        if (home) setStops((before) => ({ ...before, [home.code]: card.id }));
      },
      reached: (id) => want((before) => (before === id ? null : before)),
    }),
    [want],
  );
  return { hands, lifted, stopOf: (column: Column) => stopIn(column, stops) };
}

/** The card of a column that Tab comes to. */
function stopIn({ code, cards }: Column, stops: Readonly<Record<string, number>>): number | null {
  const stop = stops[code];
  const isThere = stop !== undefined && cards.some(({ id }) => id === stop);
  return isThere ? stop : (cards[0]?.id ?? null);
}

/** What cards do with the keyboard; stays the same, so that cards need not be drawn anew. */
export type CardHands = {
  press: (event: KeyboardEvent<HTMLElement>, card: Card) => void;
  focused: (card: Card) => void;
  reached: (id: number | null) => void;
};

"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useShortcut } from "../shell/shortcuts";
import type { Card, Column } from "./board-model";
import type { CardMoves } from "./use-card-moves";

type Options = {
  /** Open columns, as they stand. */
  columns: readonly Column[];
  moves: CardMoves;
  mayMove: boolean;
  isAlone: boolean;
  announce: (text: string) => void;
  /** Brings a column into sight. */
  reveal: (code: string) => void;
};

type Lifted = { card: Card; home: string; at: string };

/**
 * The board by keyboard: arrows go between cards, Enter opens, M offers a change of state; Space lifts
 * a card, arrows choose among the columns that take it, Space drops it, Escape puts it back.
 */
export function useCardKeys({ columns, moves, mayMove, isAlone, announce, reveal }: Options) {
  const t = useTranslations("boards");
  const [stops, setStops] = useState<Readonly<Record<string, number>>>({});
  const [wanted, setWanted] = useState<number | null>(null);
  const [lifted, setLifted] = useState<Lifted | null>(null);
  const focus = useRef<Card | null>(null);
  const homeOf = (card: Card) => columns.find(({ states }) => states.includes(card.state));
  const nameOf = (code: string) => columns.find((each) => each.code === code)?.name ?? "";

  useShortcut(
    {
      ...{ keys: "m", label: t("card.move"), group: "lists" },
      run: () => {
        const id = Number((document.activeElement as HTMLElement | null)?.dataset.card);
        if (focus.current?.id === id) moves.choose(focus.current);
      },
    },
    mayMove,
  );

  function go(card: Card, key: string): void {
    const column = homeOf(card);
    if (!column) return;
    const index = column.cards.findIndex(({ id }) => id === card.id);
    const place = columns.indexOf(column);
    const beside = (by: number) => {
      for (let at = place + by; at >= 0 && at < columns.length; at += by) {
        const other = columns[at];
        if (!other || other.cards.length === 0) continue;
        reveal(other.code);
        return other.cards[Math.min(index, other.cards.length - 1)];
      }
      return undefined;
    };
    const steps: Record<string, () => Card | undefined> = {
      ArrowUp: () => column.cards[index - 1],
      ArrowDown: () => column.cards[index + 1],
      ArrowLeft: () => beside(-1),
      ArrowRight: () => beside(1),
      Home: () => column.cards[0],
      End: () => column.cards.at(-1),
    };
    const next = steps[key]?.();
    if (next) setWanted(next.id);
  }

  function lift(card: Card): void {
    const home = homeOf(card)?.code ?? "";
    if (!columns.some((column) => moves.waysOf(card, column).length > 0)) {
      announce(t("say.noWay", { card: card.title }));
      return;
    }
    setLifted({ card, home, at: home });
    announce(t("say.lifted", { card: card.title, column: nameOf(home) }));
  }

  function carry({ card, home, at }: Lifted, by: number): void {
    const open = columns.filter(
      (column) => column.code === home || moves.waysOf(card, column).length > 0,
    );
    const next = open[open.findIndex(({ code }) => code === at) + by];
    if (!next) return;
    setLifted({ card, home, at: next.code });
    // Where one column stands alone the card must not be taken out of the keyboard's hands.
    if (!isAlone) reveal(next.code);
    announce(t("say.over", { card: card.title, column: next.name }));
  }

  function put(held: Lifted, isDropped: boolean): void {
    const { card, home, at } = held;
    setLifted(null);
    const column = columns.find(({ code }) => code === at);
    const words = { card: card.title, column: nameOf(isDropped ? at : home) };
    announce(t(isDropped && at !== home ? "say.dropped" : "say.cancelled", words));
    if (!isDropped || at === home || !column) return;
    moves.drop(card, column);
    reveal(column.code);
    setWanted(card.id);
  }

  function press(event: KeyboardEvent<HTMLElement>, card: Card): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const isKnown = lifted
      ? ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", " ", "Enter", "Escape"].includes(key)
      : /^(Arrow|Home$|End$)/.test(key) || (key === " " && mayMove);
    if (!isKnown) return;
    event.preventDefault();
    event.stopPropagation();
    if (!lifted) {
      if (key === " ") lift(card);
      else go(card, key);
    } else if (key === "ArrowLeft" || key === "ArrowRight")
      carry(lifted, key === "ArrowLeft" ? -1 : 1);
    else if (key === " " || key === "Enter") put(lifted, true);
    else if (key === "Escape") put(lifted, false);
  }

  const latest = useRef({ press, columns });
  latest.current = { press, columns };
  const hands: CardHands = useMemo(
    () => ({
      press: (event, card) => latest.current.press(event, card),
      focused: (card) => {
        focus.current = card;
        // Whoever goes elsewhere has put the card back.
        setLifted((before) => (before && before.card.id !== card.id ? null : before));
        const home = latest.current.columns.find(({ states }) => states.includes(card.state));
        if (home) setStops((before) => ({ ...before, [home.code]: card.id }));
      },
      reached: (id) => setWanted((before) => (before === id ? null : before)),
    }),
    [],
  );
  return {
    hands,
    wanted,
    lifted,
    /** The card of a column that Tab comes to. */
    stopOf: ({ code, cards }: Column): number | null => {
      const stop = stops[code];
      const isThere = stop !== undefined && cards.some(({ id }) => id === stop);
      return isThere ? stop : (cards[0]?.id ?? null);
    },
  };
}

/** What cards do with the keyboard; stays the same, so that cards need not be drawn anew. */
export type CardHands = {
  press: (event: KeyboardEvent<HTMLElement>, card: Card) => void;
  focused: (card: Card) => void;
  reached: (id: number | null) => void;
};

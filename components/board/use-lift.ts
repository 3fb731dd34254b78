"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Card, Column } from "./board-model";
import type { CardMoves } from "./use-card-moves";

export type LiftOptions = {
  /** Open columns, as they stand. */
  columns: readonly Column[];
  moves: CardMoves;
  /** One column fills the screen. */
  isAlone: boolean;
  announce: (text: string) => void;
  /** Brings a column into sight. */
  reveal: (code: string) => void;
};

export type Lifted = { card: Card; home: string; at: string };

/** A card in the hands of the keyboard: lifted, carried over the columns that take it, put down. */
export function useLift(options: LiftOptions, follow: (id: number) => void) {
  const { columns, moves, isAlone, announce, reveal } = options;
  const t = useTranslations("boards.say");
  const [lifted, setLifted] = useState<Lifted | null>(null);
  const nameOf = (code: string) => columns.find((each) => each.code === code)?.name ?? "";

  function lift(card: Card): void {
    const home = columns.find(({ states }) => states.includes(card.state))?.code ?? "";
    if (!columns.some((column) => moves.waysOf(card, column).length > 0)) {
      announce(t("noWay", { card: card.title }));
      return;
    }
    setLifted({ card, home, at: home });
    announce(t("lifted", { card: card.title, column: nameOf(home) }));
  }

  function carry(by: number): void {
    if (!lifted) return;
    const { card, home, at } = lifted;
    const open = columns.filter(
      (column) => column.code === home || moves.waysOf(card, column).length > 0,
    );
    const next = open[open.findIndex(({ code }) => code === at) + by];
    if (!next) return;
    setLifted({ card, home, at: next.code });
    // Where one column stands alone the card must not be taken out of the keyboard's hands.
    if (!isAlone) reveal(next.code);
    announce(t("over", { card: card.title, column: next.name }));
  }

  function put(isDropped: boolean): void {
    if (!lifted) return;
    const { card, home, at } = lifted;
    setLifted(null);
    const column = columns.find(({ code }) => code === at);
    const words = { card: card.title, column: nameOf(isDropped ? at : home) };
    announce(t(isDropped && at !== home ? "dropped" : "cancelled", words));
    if (!isDropped || at === home || !column) return;
    moves.drop(card, column);
    reveal(column.code);
    follow(card.id);
  }

  return {
    ...{ lifted, lift, carry, put },
    /** Whoever goes to another card has put this one back. */
    letGo: (card: Card) =>
      setLifted((before) => (before && before.card.id !== card.id ? null : before)),
  };
}

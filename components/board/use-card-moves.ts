"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import { toast } from "../ui/toast";
import { nameIn, type Processes } from "../workflow/processes";
import { useRefusal } from "../workflow/refusal";
import { type Card, type Column, type Way, waysInto } from "./board-model";
import type { BoardHandle } from "./use-board";

/** What the dialog asks for: the ways that lead where the card was put; null = every way out. */
export type AskedMove = {
  card: Card;
  ways: readonly Way[] | null;
  transition: string | null;
  isDragged: boolean;
};

/** These refusals can be mended at once, in the dialog of the move. */
const MENDABLE = new Set(["workflow.fields_missing", "workflow.resolution_required"]);

type Options = {
  handle: BoardHandle;
  category: string;
  processes: Processes;
  announce: (text: string) => void;
  /** Gives the card the focus where it lies now; the board stays where it is if so wanted. */
  follow: (card: Card, isStill?: boolean) => void;
};

/** Back where it lay; the focus goes with it, for the card that had it is drawn anew there. */
function putBack(store: BoardHandle["store"], card: Card, follow: Options["follow"]): void {
  const isFree = isFocusFree(card.id);
  store.rollBack(card.id);
  if (isFree) follow(store.card(card.id) ?? card);
}

/** Whoever has gone on to something else meanwhile is not called back. */
function isFocusFree(id: number): boolean {
  const active = document.activeElement as HTMLElement | null;
  if (!active || active === document.body || active.dataset.card === String(id)) return true;
  const ownForm = `[data-move="${id}"]`;
  return active.closest("[role=dialog]")?.querySelector(ownForm) != null;
}

/** Moving cards: at once on the screen, then by the engine; back again with the reason if it refuses. */
export function useCardMoves({ handle, category, processes, announce, follow }: Options) {
  const t = useTranslations("boards");
  const [asked, setAsked] = useState<AskedMove | null>(null);
  const move = trpc.boards.move.useMutation();
  const { store, board, lookAt } = handle;
  const processOf = (card: Card) => processes.of(category, card.fields);
  const refusalOf = useRefusal(processes.of(category));

  /** The ways of a card into a column; none into its own. */
  function waysOf(card: Card, column: Column): Way[] {
    const process = processOf(card)?.code ?? "";
    if (column.states.includes(card.state)) return [];
    return waysInto(board?.ways ?? [], { card, process, column });
  }

  async function take(card: Card, way: Way, isDragged: boolean): Promise<void> {
    try {
      await move.mutateAsync({ caseId: card.id, from: way.from, transition: way.transition });
      store.settle(card.id);
      announce(
        t("say.moved", { card: card.title, state: nameIn(processOf(card)?.states, way.to) }),
      );
      lookAt([card.id]);
    } catch (error) {
      const { code, text } = refusalOf(error);
      if (code && MENDABLE.has(code)) {
        setAsked({ card, ways: [way], transition: way.transition, isDragged });
        return;
      }
      putBack(store, card, follow);
      const title = t("refused", { card: card.title });
      toast.error(title, { description: text });
      announce(`${title} ${text}`);
      lookAt([card.id]);
    }
  }

  /** Puts a card into a column, as dragging or the keyboard does. */
  function drop(card: Card, column: Column, isDragged = false): void {
    const ways = waysOf(card, column);
    const [way] = ways;
    if (!way || store.isPending(card.id)) return;
    store.begin(card, way.to);
    if (ways.length === 1 && !way.needsResolution) void take(card, way, isDragged);
    else setAsked({ card, ways, transition: ways[1] ? null : way.transition, isDragged });
  }

  return {
    waysOf,
    drop,
    asked,
    /** Every way out of the card's state, to choose from. */
    choose: (card: Card) => setAsked({ card, ways: null, transition: null, isDragged: false }),
    /** The dialog is closed: moved by it into this state, or not at all (null). */
    answered: (state: string | null) => {
      if (!asked) return;
      const { card } = asked;
      setAsked(null);
      if (state === null) putBack(store, card, follow);
      else {
        if (!store.isPending(card.id)) store.begin(card, state);
        store.settle(card.id);
        // Whoever drags goes on from where they are.
        follow({ ...card, state }, asked.isDragged);
      }
      lookAt([card.id]);
    },
  };
}

export type CardMoves = ReturnType<typeof useCardMoves>;

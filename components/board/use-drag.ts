"use client";

import type { BeforeCapture, DragStart, DropResult, ResponderProvided } from "@hello-pangea/dnd";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Card, Column } from "./board-model";
import { followPointer, type Pointer, type Under } from "./follow-pointer";
import { placesOf, type Tray, trayColumn } from "./tray-places";
import type { CardMoves } from "./use-card-moves";
import { useKeptTouch } from "./use-kept-touch";

type Options = {
  frame: RefObject<HTMLElement | null>;
  columns: readonly Column[];
  moves: CardMoves;
  cardOf: (id: number) => Card | undefined;
};

export type Drag = { card: Card; open: ReadonlySet<string>; tray: Tray };

/** Dragging by mouse and touch: which columns take the card, and which of them are out of sight. */
export function useDrag({ frame, columns, moves, cardOf }: Options) {
  const t = useTranslations("boards.say");
  const [drag, setDrag] = useState<Drag | null>(null);
  useKeptTouch();
  const pointer = useRef<Pointer>(undefined);
  useEffect(() => () => pointer.current?.stop(), []);
  const nameOf = (code: string | undefined) =>
    columns.find((each) => each.code === trayColumn(code ?? ""))?.name ?? "";
  const titleOf = (id: string) => cardOf(Number(id))?.title ?? "";

  return {
    drag,
    /** Columns open and shut before anything is measured. */
    onBeforeCapture: ({ draggableId }: BeforeCapture) => {
      const card = cardOf(Number(draggableId));
      if (!card || !frame.current) return;
      const open = columns.filter((column) => moves.waysOf(card, column).length > 0);
      const codes = open.map(({ code }) => code);
      const tray = placesOf(frame.current, codes);
      flushSync(() => setDrag({ card, open: new Set(codes), tray }));
      pointer.current = followPointer(new Set(codes));
    },
    onDragStart: ({ draggableId, source }: DragStart, { announce }: ResponderProvided) =>
      announce(t("lifted", { card: titleOf(draggableId), column: nameOf(source.droppableId) })),
    // Whoever drags sees where: nothing is read aloud on the way, in place of the library's own words.
    onDragUpdate: (_: unknown, { announce }: ResponderProvided) => announce(""),
    onDragEnd: (result: DropResult, { announce }: ResponderProvided) => {
      const { draggableId, source } = result;
      const code = targetOf(result, pointer.current?.under());
      pointer.current?.stop();
      const column = columns.find((each) => each.code === code);
      const card = cardOf(Number(draggableId));
      const words = { card: titleOf(draggableId), column: nameOf(code ?? source.droppableId) };
      announce(t(column ? "dropped" : "cancelled", words));
      setDrag(null);
      if (card && column) moves.drop(card, column, true);
    },
  };
}

/** Where the card goes: under the pointer, or where the library says as long as the pointer said nothing. */
function targetOf({ reason, destination }: DropResult, under: Under): string | null {
  if (reason === "CANCEL") return null;
  if (under !== undefined) return under;
  return destination && trayColumn(destination.droppableId);
}

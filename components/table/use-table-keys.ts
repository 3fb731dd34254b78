"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useShortcut } from "../shell/shortcuts";

type TableKeysOptions = {
  frame: RefObject<HTMLElement | null>;
  count: number;
  /** Brings a row of a virtualised list into the document. */
  reveal: (index: number) => void;
  onOpen?: (index: number) => void;
  onPeek?: (index: number) => void;
  onSelect?: (index: number, extend: boolean) => void;
  onClear?: () => void;
  onNearEnd: () => void;
  /** Only the main table of a page takes j, k, x from anywhere. */
  isMain: boolean;
};

/** Rows by keyboard: j/k or arrows move, x selects, Enter opens, Space peeks, Escape clears. */
export function useTableKeys(options: TableKeysOptions) {
  const { frame, count, reveal, onOpen, onPeek, onSelect, onClear, onNearEnd, isMain } = options;
  const t = useTranslations("shell.shortcuts");
  const [current, setCurrent] = useState(0);
  const focusWhenDrawn = useFocusWhenDrawn(frame);
  const at = Math.min(current, Math.max(0, count - 1));

  function isInside(): boolean {
    return document.activeElement?.closest("[data-row]") !== null && contains(frame);
  }

  function go(index: number): void {
    const next = Math.min(count - 1, Math.max(0, index));
    if (count === 0) return;
    setCurrent(next);
    reveal(next);
    if (next >= count - 5) onNearEnd();
    focusWhenDrawn(next);
  }

  /** The first press from outside stands on the current row instead of leaving it. */
  const step = (by: number) => go(isInside() ? at + by : at);

  const group = "lists" as const;
  useShortcut({ keys: "j", label: t("moveDown"), group, run: () => step(1) }, isMain);
  useShortcut({ keys: "k", label: t("moveUp"), group, run: () => step(-1) }, isMain);
  useShortcut(
    { keys: "x", label: t("toggleSelect"), group, run: () => onSelect?.(at, false) },
    isMain && onSelect !== undefined,
  );
  useShortcut(
    { keys: "escape", label: t("escape"), group, run: () => onClear?.() },
    isMain && onClear !== undefined,
  );
  useShownShortcuts(isMain, { open: onOpen !== undefined, peek: onPeek !== undefined });

  function press(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || !event.target.matches("[data-row]")) return;
    const acts: Record<string, (() => void) | undefined> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      PageDown: () => go(at + 15),
      PageUp: () => go(at - 15),
      Home: () => go(0),
      End: () => go(count - 1),
      Enter: onOpen && (() => onOpen(at)),
      " ": onPeek ? () => onPeek(at) : onSelect && (() => onSelect(at, false)),
    };
    if (event.shiftKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      onSelect?.(at, true);
      go(at + (event.key === "ArrowDown" ? 1 : -1));
      return;
    }
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  return { current: at, setCurrent, press };
}

function contains(frame: RefObject<HTMLElement | null>): boolean {
  return frame.current?.contains(document.activeElement) ?? false;
}

/** A row far down is drawn only after the list has scrolled to it, some renders later. */
function useFocusWhenDrawn(frame: RefObject<HTMLElement | null>): (index: number) => void {
  const wanted = useRef<number | null>(null);
  const [, drawAgain] = useState(0);
  useEffect(() => {
    const row = frame.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"]`);
    if (wanted.current === null || !row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });
  return (index) => {
    wanted.current = index;
    // The current row may be wanted again (the first press from outside): nothing else would draw.
    drawAgain((count) => count + 1);
  };
}

/** Enter and Space belong to the row itself; they are registered only to be listed in the help. */
function useShownShortcuts(isMain: boolean, has: { open: boolean; peek: boolean }): void {
  const t = useTranslations("shell.shortcuts");
  const group = "lists" as const;
  const nothing = () => {};
  useShortcut({ keys: "row:enter", label: t("open"), group, run: nothing }, isMain && has.open);
  useShortcut({ keys: "row:space", label: t("peek"), group, run: nothing }, isMain && has.peek);
}

"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { everything, isSelected, mark, nothing, range, type Selection } from "./selection";

export type SelectionHandle = {
  value: Selection;
  set: (selection: Selection) => void;
  /** Toggles a row; with `extend` everything between it and the last toggled row. */
  toggle: (id: string, options?: { extend?: boolean; loaded?: readonly string[] }) => void;
  markLoaded: (loaded: readonly string[], isOn: boolean) => void;
  selectAllMatching: () => void;
  clear: () => void;
};

/** Selected rows of a list; forgotten when `queryKey` (filter, search) changes. */
export function useSelection(queryKey: string): SelectionHandle {
  const [value, set] = useState<Selection>(nothing);
  const anchor = useRef<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another query is another list.
  useEffect(() => {
    set(nothing);
    anchor.current = null;
  }, [queryKey]);

  const toggle: SelectionHandle["toggle"] = useCallback((id, options) => {
    const from = anchor.current;
    set((before) => {
      const isOn = !isSelected(before, id);
      const ids = options?.extend && from ? range(options.loaded ?? [], from, id) : [id];
      return mark(before, ids, isOn);
    });
    anchor.current = id;
  }, []);

  return {
    value,
    set,
    toggle,
    markLoaded: (loaded, isOn) => set((before) => mark(before, loaded, isOn)),
    selectAllMatching: () => set(everything),
    clear: () => set(nothing),
  };
}

"use client";

import type { LucideIcon } from "lucide-react";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";

/** What a page lets one do from the palette. */
export type PaletteAction = {
  id: string;
  label: string;
  icon?: LucideIcon;
  shortcut?: string;
  href?: string;
  run?: () => void;
  /** Further words it is found by. */
  keywords?: string[];
};

type Registry = {
  actions: readonly PaletteAction[];
  setActions: (owner: string, actions: readonly PaletteAction[]) => void;
};

const PaletteContext = createContext<Registry>({ actions: [], setActions: () => {} });

export function PaletteActionsProvider({ children }: { children: ReactNode }) {
  const [byOwner, setByOwner] = useState<Record<string, readonly PaletteAction[]>>({});
  const registry = useMemo(
    () => ({
      actions: Object.values(byOwner).flat(),
      setActions: (owner: string, actions: readonly PaletteAction[]) =>
        setByOwner((before) => ({ ...before, [owner]: actions })),
    }),
    [byOwner],
  );
  return <PaletteContext value={registry}>{children}</PaletteContext>;
}

export function usePaletteRegistry(): Registry {
  return useContext(PaletteContext);
}

/** Offers actions in the palette while the page is shown. Keep `actions` stable (useMemo). */
export function usePaletteActions(owner: string, actions: readonly PaletteAction[]): void {
  const { setActions } = useContext(PaletteContext);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the setter changes with every entry.
  useEffect(() => {
    setActions(owner, actions);
    return () => setActions(owner, []);
  }, [owner, actions]);
}

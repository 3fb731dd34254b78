"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Density, Theme } from "./theme";

export type Appearance = { theme: Theme; density: Density };

const AppearanceContext = createContext<Appearance>({ theme: "system", density: "compact" });

/** What the server wrote on <html>, so that the first client render says the same. */
export function AppearanceProvider({
  children,
  ...appearance
}: Appearance & { children: ReactNode }) {
  return <AppearanceContext value={appearance}>{children}</AppearanceContext>;
}

export function useServerAppearance(): Appearance {
  return useContext(AppearanceContext);
}

"use client";

import { useCallback, useSyncExternalStore } from "react";
import { useServerAppearance } from "./appearance";
import {
  type Density,
  densityCookie,
  parseDensity,
  parseTheme,
  type Theme,
  themeCookie,
  themes,
} from "./theme";

const oneYearSeconds = 60 * 60 * 24 * 365;
const changed = "saldo:appearance";

function writeCookie(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari.
  document.cookie = `${name}=${value}; path=/; max-age=${oneYearSeconds}; samesite=lax`;
}

function subscribe(notify: () => void): () => void {
  window.addEventListener(changed, notify);
  return () => window.removeEventListener(changed, notify);
}

function currentTheme(): Theme {
  const root = document.documentElement;
  return parseTheme(themes.find((theme) => root.classList.contains(theme)));
}

function currentDensity(): Density {
  return parseDensity(document.documentElement.dataset.density);
}

/** The appearance in force on <html>, and setters that also remember it in a cookie. */
export function useTheme() {
  const server = useServerAppearance();
  const theme = useSyncExternalStore(subscribe, currentTheme, () => server.theme);
  const density = useSyncExternalStore(subscribe, currentDensity, () => server.density);

  const setTheme = useCallback((next: Theme) => {
    const root = document.documentElement;
    root.classList.remove(...themes);
    root.classList.add(next);
    writeCookie(themeCookie, next);
    window.dispatchEvent(new Event(changed));
  }, []);

  const setDensity = useCallback((next: Density) => {
    document.documentElement.dataset.density = next;
    writeCookie(densityCookie, next);
    window.dispatchEvent(new Event(changed));
  }, []);

  return { theme, setTheme, density, setDensity };
}

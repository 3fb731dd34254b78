"use client";

import { useSyncExternalStore } from "react";

const QUERY = "(max-width: 767px)";

function subscribe(hear: () => void): () => void {
  const media = window.matchMedia(QUERY);
  media.addEventListener("change", hear);
  return () => media.removeEventListener("change", hear);
}

/** A phone: one column at a time. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => window.matchMedia(QUERY).matches,
    () => false,
  );

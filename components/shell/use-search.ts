"use client";

import type { LucideIcon } from "lucide-react";
import { useEffect, useState } from "react";

export type SearchHit = {
  id: string;
  href: string;
  title: string;
  subtitle?: string;
  /** What it is, in the reader's language: "případ", "osoba". */
  kind?: string;
  icon?: LucideIcon;
};

const pauseMs = 140;
const shortest = 2;

/** Searches after a pause in typing; an answer that comes late for an older query is dropped. */
export function useSearch(query: string, search?: (query: string) => Promise<SearchHit[]>) {
  const [hits, setHits] = useState<readonly SearchHit[]>([]);
  const [isSearching, setSearching] = useState(false);
  /** Why there was no answer: "nothing found" would be untrue. */
  const [error, setError] = useState<unknown>(null);
  const wanted = query.trim();

  useEffect(() => {
    if (!search || wanted.length < shortest) {
      setHits([]);
      setSearching(false);
      setError(null);
      return;
    }
    let isCurrent = true;
    setSearching(true);
    const timer = setTimeout(() => {
      const answered = (found: readonly SearchHit[], fault: unknown) => {
        if (!isCurrent) return;
        setHits(found);
        setError(fault);
        setSearching(false);
      };
      search(wanted).then(
        (found) => answered(found, null),
        (fault) => answered([], fault),
      );
    }, pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [wanted, search]);

  return { hits, isSearching, error };
}

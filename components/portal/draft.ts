"use client";

import { useEffect, useState } from "react";

const keyOf = (slug: string, refNo: string) => `portal:${slug}:draft:${refNo}`;

/** Words under way, kept in this tab until they are sent; a session that ends takes none of them. */
export function useDraft(slug: string, refNo: string) {
  const key = keyOf(slug, refNo);
  const [text, setText] = useState("");
  useEffect(() => setText(read(key)), [key]);
  function write(next: string): void {
    setText(next);
    keep(key, next);
  }
  return [text, write] as const;
}

/** Whoever signs out leaves nothing to the next one. */
export function forgetDrafts(slug: string): void {
  try {
    const mine = Object.keys(sessionStorage).filter((key) => key.startsWith(keyOf(slug, "")));
    for (const key of mine) sessionStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function keep(key: string, text: string): void {
  try {
    if (text) sessionStorage.setItem(key, text);
    else sessionStorage.removeItem(key);
  } catch {
    // Forbidden or full: the text stays on the screen, as it would without this.
  }
}

"use client";

import { useEffect, useRef } from "react";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * A ref for a controlled field of a page that the server has drawn: what was typed, or filled in by
 * the browser, before the page was alive becomes its value. React leaves such a text on the screen
 * and knows nothing of it, so the form would be sent without.
 */
export function useTypedEarly<T extends Control>(value: string, onChange: (value: string) => void) {
  const control = useRef<T>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once; of later changes React hears.
  useEffect(() => {
    const typed = control.current?.value ?? value;
    // A text area says its line ends in its own way.
    if (typed !== value.replace(/\r\n?/g, "\n")) onChange(typed);
  }, []);
  return control;
}

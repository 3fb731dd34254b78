"use client";

import { useEffect, useState } from "react";

/** The value once it has not changed for a while: what a person is still typing asks nobody. */
export function useSettled<Value>(value: Value, pauseMs = 180): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
}

"use client";

import { createParser, parseAsInteger, parseAsStringLiteral, useQueryStates } from "nuqs";
import { isKnownDay } from "@/server/kernel/days";
import { useToday } from "../cases/use-today";
import { SHOWN, type Shown } from "./shown";

const parseAsDay = createParser({
  parse: (text) => (isKnownDay(text) ? text : null),
  serialize: (day: string) => day,
});

/** What the page looks at, kept in its address: the day, one step of it, the stopped ones. */
export function useDayQuery() {
  const today = useToday();
  const [query, setQuery] = useQueryStates({
    day: parseAsDay,
    step: parseAsInteger,
    shown: parseAsStringLiteral(SHOWN).withDefault("all"),
  });
  const onDay = query.day ?? today;
  return {
    today,
    onDay,
    seriesId: query.step,
    shown: query.shown,
    setDay: (day: string) => void setQuery({ day: day === today ? null : day }),
    setStep: (step: number | null) => void setQuery({ step }),
    setShown: (shown: Shown) => void setQuery({ shown: shown === "all" ? null : shown }),
  };
}

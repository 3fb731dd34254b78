"use client";

import { parseAsInteger, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { type Channel, LIST_PRICES } from "@/db/values/messages";
import { SIMULATED_DAYS_MAX } from "@/server/domain/dunning/inputs";

const DAYS = 120;

export const SCOPES = ["portfolio", "case"] as const;
export type Scope = (typeof SCOPES)[number];
export const STACKS = ["step", "channel"] as const;

/** What is played: kept in the address, so that a comparison can be sent to a colleague. */
export function useSimulationQuery() {
  const [query, setQuery] = useQueryStates({
    case: parseAsInteger,
    scope: parseAsStringLiteral(SCOPES),
    days: parseAsInteger.withDefault(DAYS),
    plan: parseAsInteger,
    other: parseAsInteger,
    stack: parseAsStringLiteral(STACKS).withDefault("step"),
  });
  // A tenant that pays otherwise types its own.
  const [prices, setPrices] = useState<Record<Channel, number>>({ ...LIST_PRICES });
  const scope: Scope = query.scope ?? (query.case ? "case" : "portfolio");
  return {
    ...query,
    scope,
    caseId: scope === "case" ? query.case : null,
    days: Math.min(Math.max(1, query.days), SIMULATED_DAYS_MAX),
    prices,
    set: setQuery,
    setPrice: (channel: Channel, minor: number) =>
      setPrices((before) => ({ ...before, [channel]: minor })),
  };
}

export type SimulationQuery = ReturnType<typeof useSimulationQuery>;

"use client";

import { useNow } from "next-intl";
import { type Day, dayOf } from "@/server/kernel/days";

/** The day on Prague's calendar. */
export function useToday(): Day {
  return dayOf(useNow());
}

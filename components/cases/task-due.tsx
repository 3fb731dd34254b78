"use client";

import { dayOf } from "@/server/kernel/days";
import { Nothing } from "./nothing";
import { ShortDay } from "./short-day";
import { useToday } from "./use-today";

/** The day of the next open task; red once it has passed, strong when it is today. */
export function TaskDue({ at }: { at: Date | null }) {
  const today = useToday();
  if (!at) return <Nothing />;
  const day = dayOf(at);
  const look = day < today ? "text-danger" : day === today ? "font-[600]" : "text-ink-2";
  return <ShortDay value={day} className={look} />;
}

import { type Day, parseDay, yearOf } from "@/server/kernel/days";

const dayAndMonth = /^(\d{1,2})\s*[./ ]\s*(\d{1,2})\s*[./]?$/;
const digitsOnly = /^(\d{2})(\d{2})(\d{2}|\d{4})?$/;

/**
 * A day as a clerk types it: all that the kernel reads ("31. 1. 2026", "2026-01-31"), and in short
 * "31.1." or "3101" (this year), "310126", "31012026". null = cannot be read.
 */
export function readTypedDay(text: string, today: Day): Day | null {
  const trimmed = text.trim();
  const short = dayAndMonth.exec(trimmed) ?? digitsOnly.exec(trimmed);
  const spelled = short ? `${short[1]}.${short[2]}.${short[3] ?? yearOf(today)}` : trimmed;
  const parsed = parseDay(spelled, { now: today });
  return parsed.ok ? parsed.value : null;
}

import { type Day, parseDay } from "@/server/kernel/days";

let last: { text: string; day: Day | null } = { text: "", day: null };

/** A day as banks print it, with or without the time of day: "4. 9. 2026 14:05", "2026-09-04". */
export function csvDay(text: string): Day | null {
  if (text === last.text) return last.day;
  const parsed = parseDay(text);
  last = { text, day: parsed.ok ? parsed.value : null };
  return last.day;
}

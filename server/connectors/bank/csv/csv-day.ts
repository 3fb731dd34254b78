import { parseDay } from "@/server/kernel/days";
import { remembered } from "../days";

/** A day as banks print it, with or without the time of day: "4. 9. 2026 14:05", "2026-09-04". */
export const csvDay = remembered((text) => {
  const parsed = parseDay(text);
  return parsed.ok ? parsed.value : null;
});

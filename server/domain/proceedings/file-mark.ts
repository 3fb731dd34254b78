import { fold } from "@/server/kernel/fold";

/** A court's file mark as it is compared: "12 C 345/2026" and "12c345/2026" are one. */
export const fileMarkKey = (mark: string): string => fold(mark).replaceAll(/[\s.\-–]+/g, "");

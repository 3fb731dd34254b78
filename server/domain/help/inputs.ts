import { z } from "zod";
import { LANGUAGES } from "@/db/values/access";

/** Whose manual: the four roles of people who work here, and the client. */
export const MANUAL_ROLES = [
  "operator",
  "supervisor",
  "administrator",
  "readOnly",
  "client",
] as const;
export type ManualRole = (typeof MANUAL_ROLES)[number];

export const manualInput = z.object({ role: z.enum(MANUAL_ROLES) });
export const clientManualInput = z.object({ language: z.enum(LANGUAGES) });

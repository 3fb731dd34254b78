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

/** Whoever has no manual of their own reads the operator's. */
export const manualRoleOf = (role: string): ManualRole =>
  MANUAL_ROLES.find((each) => each === role) ?? "operator";

export const manualInput = z.object({ role: z.enum(MANUAL_ROLES) });
export const clientManualInput = z.object({ language: z.enum(LANGUAGES) });

import { z } from "zod";
import {
  MODULE_CALLS_PER_MINUTE,
  MODULE_CALLS_PER_MINUTE_MAX,
  MODULE_SCOPES,
} from "@/db/values/modules";

const callsPerMinute = z.number().int().min(1).max(MODULE_CALLS_PER_MINUTE_MAX);

export const createModuleKeyInput = z.object({
  /** What the key is for, so that the right one is revoked one day. */
  label: z.string().trim().min(1).max(120),
  scopes: z.array(z.enum(MODULE_SCOPES)).min(1, "modules.no_scope"),
  callsPerMinute: callsPerMinute.default(MODULE_CALLS_PER_MINUTE),
});
export type CreateModuleKeyInput = z.input<typeof createModuleKeyInput>;

export const moduleKeyIdInput = z.object({ keyId: z.number().int().positive() });
export type ModuleKeyIdInput = z.input<typeof moduleKeyIdInput>;

/** How long the secret before is good beside the new one. */
export const ROTATION_HOURS = [0, 1, 24, 168] as const;
export const rotateModuleKeyInput = z.object({
  keyId: z.number().int().positive(),
  hours: z.literal(ROTATION_HOURS).default(24),
});
export type RotateModuleKeyInput = z.input<typeof rotateModuleKeyInput>;

export const saveModulePaceInput = z.object({
  keyId: z.number().int().positive(),
  callsPerMinute,
});
export type SaveModulePaceInput = z.input<typeof saveModulePaceInput>;

import { z } from "zod";
import { MODULE_SCOPES } from "@/db/values/modules";

export const createModuleKeyInput = z.object({
  /** What the key is for, so that the right one is revoked one day. */
  label: z.string().trim().min(1).max(120),
  scopes: z.array(z.enum(MODULE_SCOPES)).min(1, "modules.no_scope"),
});
export type CreateModuleKeyInput = z.input<typeof createModuleKeyInput>;

export const moduleKeyIdInput = z.object({ keyId: z.number().int().positive() });
export type ModuleKeyIdInput = z.input<typeof moduleKeyIdInput>;

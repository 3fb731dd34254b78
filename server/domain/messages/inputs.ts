import { z } from "zod";

export const saveMailPreferencesInput = z.object({
  wantsDigest: z.boolean(),
  wantsBroken: z.boolean(),
});
export type SaveMailPreferencesInput = z.input<typeof saveMailPreferencesInput>;

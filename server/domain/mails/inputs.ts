import { z } from "zod";

export const saveMailPreferencesInput = z.object({
  wantsDigest: z.boolean(),
  wantsBroken: z.boolean(),
  wantsSteps: z.boolean().default(true),
  wantsCollegial: z.boolean().default(true),
});
export type SaveMailPreferencesInput = z.input<typeof saveMailPreferencesInput>;

export const resendMailsInput = z.object({
  mailIds: z.array(z.number().int().positive()).min(1).max(100),
});
export type ResendMailsInput = z.input<typeof resendMailsInput>;

import { z } from "zod";
import { REGISTRATIONS } from "@/db/values/portal";

export const saveRulesInput = z.object({
  version: z.number().int().min(0),
  letterDays: z.number().int().min(0).max(365),
  registration: z.enum(REGISTRATIONS),
  confirmsName: z.boolean(),
  confirmsBankAccount: z.boolean(),
  confirmsAddress: z.boolean(),
});

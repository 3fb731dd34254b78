import { z } from "zod";
import { NOTICE_KINDS } from "@/db/values/push";

const base64url = (length: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${length}}=*$`));

export const saveDeviceInput = z.object({
  endpoint: z.url().max(1_000),
  /** 65 bytes and 16, as browsers give them. */
  p256dh: base64url(87),
  auth: base64url(22),
  label: z.string().trim().min(1).max(80),
  kinds: z
    .array(z.enum(NOTICE_KINDS))
    .min(1)
    .max(NOTICE_KINDS.length)
    .transform((kinds) => [...new Set(kinds)]),
});
export type SaveDeviceInput = z.input<typeof saveDeviceInput>;

export const deviceInput = z.object({ deviceId: z.number().int().positive() });

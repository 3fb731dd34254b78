import { z } from "zod";

const id = z.number().int().positive();

export const connectAccountInput = z.object({
  accountId: id,
  /** As the bank gave it: letters and digits, 64 of them. */
  token: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]{20,128}$/, "feeds.token_form"),
});
export type ConnectAccountInput = z.input<typeof connectAccountInput>;

export const connectionIdInput = z.object({ connectionId: id });
export type ConnectionIdInput = z.input<typeof connectionIdInput>;

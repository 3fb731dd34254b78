import type { Tx } from "@/db/client";
import type { Channel } from "@/db/values/messages";
import type { Context } from "../../context";

/** A channel's account as it stands, secrets opened. */
export interface ChannelAccount {
  channel: Channel;
  provider: string;
  settings: Record<string, unknown>;
  secrets: Record<string, string>;
  perSecond: number;
  cursor: string | null;
  readAt: Date | null;
  trouble: string | null;
  failures: number;
  pausedUntil: Date | null;
  expiresAt: Date | null;
  checkedAt: Date | null;
  updatedAt: Date;
}

type Row = Omit<ChannelAccount, "secrets"> & { secretCipher: Buffer | null };

export function openSecrets(ctx: Context, sealed: Buffer | null): Record<string, string> {
  return sealed ? JSON.parse(ctx.keys.open(sealed)) : {};
}

/** The account of a channel, or null where nobody has set one up. */
export async function readAccount(
  ctx: Context,
  { sql }: Tx,
  channel: Channel,
): Promise<ChannelAccount | null> {
  const [row] = await sql<Row[]>`
    select channel, provider, settings, secret_cipher as "secretCipher", per_second as "perSecond",
           cursor, read_at as "readAt", trouble, failures, paused_until as "pausedUntil",
           expires_at as "expiresAt", checked_at as "checkedAt", updated_at as "updatedAt"
      from channel_accounts where channel = ${channel}`;
  if (!row) return null;
  const { secretCipher, ...account } = row;
  return { ...account, secrets: openSecrets(ctx, secretCipher) };
}

import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import { type AskByRefresh, type GivenToken, tokenFault } from "@/server/connectors/oauth";
import { type Context, inTransaction } from "../../context";
import type { TokenSettings } from "../channel-inputs";
import { openSecrets } from "./account";

/** Longer than a token endpoint is waited for: then whoever had it has fallen. */
const LEASE_SECONDS = 30;
const WAIT_MS = 200;
const WAITS_MAX = 150;
/** Nobody holds one so old: tokens of access live an hour, and forms are left sooner. */
const KEPT_DAYS = 30;

/** A refresh token, and where it is good: it is told to no other service. */
export interface SharedToken {
  tokens: TokenSettings;
  token: string;
}

/**
 * Asks by the refresh token that has come in place of the one that is known. A service that gives
 * another each time may end the whole chain where one is used twice, so whoever asks has it alone,
 * in whatever process. What comes is kept: for those who still know the old one, and in the account
 * that had it. Throws external `channels.oauth_silent` where another does not let go of it.
 */
export async function askByNewest(
  ctx: Context,
  known: SharedToken,
  ask: AskByRefresh,
): Promise<{ given: GivenToken; newest: string }> {
  const current = await lease(ctx, known);
  let fresh: string | null = null;
  try {
    const given = await ask(current);
    fresh = given.refreshToken === current ? null : given.refreshToken;
    return { given, newest: fresh ?? current };
  } finally {
    await settle(ctx, { ...known, token: current }, fresh);
  }
}

/** The one that is good now in place of one that somebody has; itself where none has come. */
export async function newestOf(ctx: Context, { sql }: Tx, known: SharedToken): Promise<string> {
  const [row] = await sql<{ sealed: Buffer | null }[]>`
    select newest_cipher as sealed from refresh_tokens where hash = ${hashOf(known)}`;
  return row?.sealed ? ctx.keys.open(row.sealed) : known.token;
}

async function lease(ctx: Context, known: SharedToken): Promise<string> {
  for (let waits = 0; waits < WAITS_MAX; waits += 1) {
    const taken = await inTransaction(ctx, async (inner, tx) => {
      const token = await newestOf(inner, tx, known);
      // By the clock of the database: processes on several machines go by it alike.
      const rows = await tx.sql`
        insert into refresh_tokens as r (hash, leased_until)
        values (${hashOf({ ...known, token })},
                clock_timestamp() + ${LEASE_SECONDS} * interval '1 second')
        on conflict (tenant_id, hash) do update set leased_until = excluded.leased_until
         where r.newest_hash is null
           and (r.leased_until is null or r.leased_until < clock_timestamp())
        returning 1`;
      return rows.length > 0 ? token : null;
    });
    if (taken !== null) return taken;
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  throw tokenFault("silent");
}

async function settle(ctx: Context, used: SharedToken, fresh: string | null): Promise<void> {
  const hash = hashOf(used);
  await inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    if (fresh === null) {
      await sql`delete from refresh_tokens where hash = ${hash} and newest_hash is null`;
      return;
    }
    const freshHash = hashOf({ ...used, token: fresh });
    const sealed = inner.keys.seal(fresh);
    // Should a service ever give one anew, nothing has come in its place.
    await sql`delete from refresh_tokens where hash = ${freshHash}`;
    // All that led to the one that was used lead to the fresh one: it is found at one look.
    await sql`
      update refresh_tokens
         set newest_hash = ${freshHash}, newest_cipher = ${sealed}, leased_until = null,
             changed_at = ${ctx.now}
       where hash = ${hash} or newest_hash = ${hash}`;
    await sql`
      delete from refresh_tokens
       where changed_at < ${ctx.now}::timestamptz - ${KEPT_DAYS} * interval '1 day'`;
    await keepInAccount(inner, tx, { ...used, token: fresh });
  });
}

/** One that somebody typed meanwhile stays. */
async function keepInAccount(ctx: Context, tx: Tx, fresh: SharedToken): Promise<void> {
  const [row] = await tx.sql<{ sealed: Buffer | null }[]>`
    select secret_cipher as sealed from channel_accounts where channel = 'email' for update`;
  const secrets = openSecrets(ctx, row?.sealed ?? null);
  const { refreshToken } = secrets;
  if (!refreshToken) return;
  const newest = await newestOf(ctx, tx, { ...fresh, token: refreshToken });
  if (newest !== fresh.token || refreshToken === newest) return;
  const sealed = ctx.keys.seal(JSON.stringify({ ...secrets, refreshToken: newest }));
  await tx.sql`update channel_accounts set secret_cipher = ${sealed} where channel = 'email'`;
}

function hashOf({ tokens, token }: SharedToken): string {
  const { service, directory, clientId, tokenUrl } = tokens as Record<string, unknown>;
  const known = JSON.stringify([service, directory, clientId, tokenUrl, token]);
  return createHash("sha256").update(known).digest("hex");
}

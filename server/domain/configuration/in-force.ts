import type { Tx } from "@/db/client";
import { type Context, reading } from "../context";
import { checkConfig } from "./check-config";
import { type ConfigFile, EMPTY_CONFIG } from "./file-schema";

// A version never changes: what was parsed once stands for good. Few are in force at a time.
const parsed = new Map<string, ConfigFile>();
const PARSED_MAX = 50;

/** A version's file by its text. */
export function parseVersion(key: string, body: string): ConfigFile {
  const known = parsed.get(key);
  if (known) return known;
  const config = checkConfig(body).config ?? EMPTY_CONFIG;
  const [oldest] = parsed.keys();
  if (parsed.size >= PARSED_MAX && oldest) parsed.delete(oldest);
  parsed.set(key, config);
  return config;
}

/** The file in force; without one an empty file. Reads its text only where this process has not. */
export async function configInForce(ctx: Context, tx: Tx): Promise<ConfigFile> {
  const [row] = await tx.sql<{ id: number; hash: string }[]>`
    select v.id, v.hash from config_sources s join config_versions v on v.id = s.applied_version_id`;
  if (!row) return EMPTY_CONFIG;
  const key = `${ctx.actor.tenantId}:${row.hash}`;
  const known = parsed.get(key);
  if (known) return known;
  const [text] = await tx.sql<{ body: string }[]>`
    select body from config_versions where id = ${row.id}`;
  return parseVersion(key, text?.body ?? "");
}

export const readConfig = (ctx: Context): Promise<ConfigFile> =>
  reading(ctx, (tx) => configInForce(ctx, tx));

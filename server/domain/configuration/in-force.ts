import type { Tx } from "@/db/client";
import { checkConfig } from "./check-config";
import { type ConfigFile, EMPTY_CONFIG } from "./file-schema";

// A text never changes: what was parsed once stands for good. Few are in force at a time.
const parsed = new Map<string, ConfigFile>();
const PARSED_MAX = 50;

/** A version's file by the hash of its text. */
export function parseVersion(hash: string, body: string): ConfigFile {
  const known = parsed.get(hash);
  if (known) return known;
  const config = checkConfig(body).config ?? EMPTY_CONFIG;
  const [oldest] = parsed.keys();
  if (parsed.size >= PARSED_MAX && oldest) parsed.delete(oldest);
  parsed.set(hash, config);
  return config;
}

/** The file in force; without one an empty file. Reads its text only where this process has not. */
export async function configInForce(tx: Tx): Promise<ConfigFile> {
  return (await versionInForce(tx)).config;
}

/** The same with the hash of its text; "" without one. */
export async function versionInForce({ sql }: Tx): Promise<{ hash: string; config: ConfigFile }> {
  const [row] = await sql<{ id: number; hash: string }[]>`
    select v.id, v.hash from config_sources s join config_versions v on v.id = s.applied_version_id`;
  if (!row) return { hash: "", config: EMPTY_CONFIG };
  const known = parsed.get(row.hash);
  if (known) return { hash: row.hash, config: known };
  const [text] = await sql<{ body: string }[]>`
    select body from config_versions where id = ${row.id}`;
  return { hash: row.hash, config: parseVersion(row.hash, text?.body ?? "") };
}

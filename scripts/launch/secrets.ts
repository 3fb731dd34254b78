import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const NAMES = ["NEXTAUTH_SECRET", "SALDO_DATA_KEY", "SALDO_HASH_KEY"] as const;

type Secrets = Record<(typeof NAMES)[number], string>;

const KEY_BYTES = 32;

/**
 * Keys of this installation: those of the environment, else made once and kept in a file that only
 * its owner reads. What the keys encrypted cannot be read without them, so back the file up with
 * the data.
 */
export function secretsOf(folder: string): Secrets {
  const file = join(folder, "secrets.json");
  const kept: Partial<Secrets> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const missing = NAMES.filter((name) => !kept[name] && !process.env[name]);
  if (missing.length > 0) {
    for (const name of missing) kept[name] = randomBytes(KEY_BYTES).toString("base64");
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, file);
  }
  const entries = NAMES.map((name) => [name, process.env[name] || kept[name] || ""]);
  return Object.fromEntries(entries) as Secrets;
}

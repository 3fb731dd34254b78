import { open, realpath } from "node:fs/promises";
import { isAbsolute, join, sep } from "node:path";
import { DomainError } from "@/server/kernel/errors";
import { type Context, reading } from "../context";
import { callOut, type Hosts } from "./call-out";
import { CONFIG_BYTES_MAX } from "./check-config";
import { commitOf } from "./commit-of";

const TIMEOUT_MS = 15_000;

/** What was read; `isSame`: the machine says that nothing has changed since that tag. */
export type SourceText =
  | { isSame: true }
  | {
      isSame: false;
      text: string;
      etag: string | null;
      /** Of the checkout that the file stands in. */
      commitId: string | null;
    };

export const isWebLocation = (location: string): boolean => /^https?:\/\//i.test(location);

/**
 * Reads the customer's file. Throws external `configuration.source_*`: missing, too large, not to be
 * read, not reached, a machine that is not on the allow-list.
 */
export function readSource(
  ctx: Context,
  hosts: Hosts,
  source: { location: string; etag: string | null },
): Promise<SourceText> {
  return isWebLocation(source.location) ? readWeb(ctx, hosts, source) : readFolder(ctx, source);
}

const trouble = (code: string, retryable = true): DomainError =>
  new DomainError({ kind: "external", retryable }, `configuration.${code}`);

async function readWeb(
  ctx: Context,
  hosts: Hosts,
  { location, etag }: { location: string; etag: string | null },
): Promise<SourceText> {
  if (!URL.canParse(location)) throw trouble("source_address", false);
  const outcome = await callOut(ctx, hosts, {
    ...{ url: new URL(location), method: "GET", id: "config", at: ctx.now, body: "" },
    timeoutMs: TIMEOUT_MS,
    headers: { accept: "*/*", ...(etag ? { "if-none-match": etag } : {}) },
  });
  if (outcome.kind !== "answer") {
    if (outcome.reason === "host_not_allowed") throw trouble("host_not_allowed", false);
    if (outcome.reason === "web_too_large") throw trouble("source_too_large", false);
    if (outcome.reason === "web_private") throw trouble("source_private", false);
    throw trouble("source_unreachable");
  }
  if (outcome.status === 304) return { isSame: true };
  if (outcome.status >= 300 && outcome.status < 400) throw trouble("source_redirect", false);
  if (outcome.status === 404) throw trouble("source_missing", false);
  if (outcome.status !== 200) throw trouble("source_unreachable");
  const { etag: fresh = null } = outcome.headers;
  return { isSame: false, text: textOf(outcome.body), etag: fresh, commitId: null };
}

/** A plain name of a folder: what else might stand for one leads nowhere. */
const SLUG = /^[a-z0-9][a-z0-9-]*$/;

/** The tenant's own folder below the install's: "<folder>/<slug>", by its real path. */
async function rootOf(ctx: Context, folder: string): Promise<string | null> {
  const [tenant] = await reading(
    ctx,
    ({ sql }) => sql<{ slug: string }[]>`select slug from tenants where id = app_tenant()`,
  );
  if (!tenant || !SLUG.test(tenant.slug)) return null;
  return realpath(join(folder, tenant.slug)).catch(() => null);
}

/** A file of the tenant's own folder, by its real path: neither dots nor links lead out of it. */
async function readFolder(ctx: Context, { location }: { location: string }): Promise<SourceText> {
  const folder = ctx.outside?.configFolder;
  if (!folder) throw trouble("source_no_folder", false);
  if (isAbsolute(location)) throw trouble("source_address", false);
  const path = /\.ya?ml$/.test(location) ? location : join(location, "config.yaml");
  const root = await rootOf(ctx, folder);
  const real = root && (await realpath(join(root, path)).catch(() => null));
  if (!real) throw trouble("source_missing", false);
  if (!real.startsWith(root + sep)) throw trouble("source_address", false);
  const file = await open(real, "r").catch(() => null);
  if (!file) throw trouble("source_missing", false);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw trouble("source_missing", false);
    if (stat.size > CONFIG_BYTES_MAX) throw trouble("source_too_large", false);
    const text = textOf(await file.readFile());
    return { isSame: false, text, etag: null, commitId: await commitOf(root, real) };
  } finally {
    await file.close();
  }
}

/** What is no UTF-8 stands as U+FFFD, for the check to find; no database keeps a zero. */
function textOf(bytes: Buffer): string {
  if (bytes.length > CONFIG_BYTES_MAX) throw trouble("source_too_large", false);
  return bytes
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .replaceAll("\0", "\uFFFD");
}

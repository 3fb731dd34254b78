import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import type { TriggerFact } from "@/db/values/configuration";
import { isDomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import {
  authorize,
  authorOf,
  type Context,
  inTransaction,
  reading,
  type SystemActor,
} from "../context";
import { processCatalogue } from "../workflow";
import { type Hosts, readHosts } from "./call-out";
import { type Checked, checkConfig, type Finding } from "./check-config";
import { endFileTask, followTriggers, noteRead, noteUnread, raiseFileTask } from "./config-tasks";
import type { ConfigFile } from "./file-schema";
import { EMPTY_CONFIG } from "./file-schema";
import { parseVersion } from "./in-force";
import { planOf } from "./plan";
import { readSource } from "./read-source";

/** Which rows of the outbox (and of tables beside it) a fact of the file is made of. */
export const SOURCES: Readonly<Record<TriggerFact, string>> = {
  "payment.received": "payment.recorded",
  "movement.assigned": "payment.recorded",
  "allocation.added": "allocation.added",
  "case.moved": "case.moved",
  "case.closed": "case.moved",
  "case.closed_paid": "case.moved",
  "party.insolvent": "party.insolvent",
  "event.added": "event.added",
  "file.added": "event.added",
  "form.saved": "event.added",
  "message.delivered": "message.delivered",
  "schedule.broken": "schedule.broken",
  "claim.disputed": "claim.disputed",
  "dispute.decided": "dispute.decided",
};

export interface Reloaded {
  /** unset: the tenant has no file. same: as it was. applied: another one is in force. */
  outcome: "unset" | "same" | "applied" | "refused" | "unreadable";
  /** Why it could not be read, `configuration.source_*`. */
  trouble: string | null;
  findings: Finding[];
}

interface SourceRow {
  location: string | null;
  etag: string | null;
  latestHash: string | null;
  latestLocation: string | null;
  appliedVersionId: number | null;
}

/**
 * Reads the tenant's file anew. A good one comes into force at once; a bad one is kept with its
 * findings, and the last good one stays. What cannot be read changes nothing.
 */
export async function reloadConfig(ctx: Context): Promise<Reloaded> {
  authorize(ctx, "config:reload");
  const { source, hosts } = await reading(ctx, async (tx) => {
    return { source: await readRow(tx), hosts: await readHosts(ctx, tx) };
  });
  if (!source?.location) return { outcome: "unset", trouble: null, findings: [] };
  const { location } = source;
  const etag = source.latestLocation === location ? source.etag : null;
  try {
    const read = await readSource(ctx, hosts, { location, etag });
    if (read.isSame) return await noteSame(ctx, source.etag);
    const { text, etag: fresh, commitId } = read;
    return await take(ctx, { location, hosts, text, etag: fresh, commitId });
  } catch (error) {
    if (!isDomainError(error)) throw error;
    await inTransaction(ctx, (inner, tx) => noteUnread(inner, tx, error.code));
    return { outcome: "unreadable", trouble: error.code, findings: [] };
  }
}

/** The sweep's: every tenant's file, for what has changed. */
export async function watchConfig(ctx: Context<SystemActor>): Promise<{ count: number }> {
  await reloadConfig(ctx);
  return { count: 0 };
}

async function readRow({ sql }: Tx): Promise<SourceRow | undefined> {
  const [row] = await sql<SourceRow[]>`
    select s.location, s.etag, v.hash as "latestHash", v.location as "latestLocation",
           s.applied_version_id as "appliedVersionId"
      from config_sources s left join config_versions v on v.id = s.latest_version_id`;
  return row;
}

async function noteSame(
  ctx: Context,
  etag: string | null,
  commitId: string | null = null,
): Promise<Reloaded> {
  await inTransaction(ctx, async (inner, tx) => {
    await tx.sql`update config_sources set checked_at = ${ctx.now}, etag = ${etag},
                        commit_id = ${commitId}`;
    await noteRead(inner, tx);
  });
  return { outcome: "same", trouble: null, findings: [] };
}

interface Taken {
  location: string;
  hosts: Hosts;
  text: string;
  etag: string | null;
  commitId: string | null;
}

async function take(ctx: Context, taken: Taken): Promise<Reloaded> {
  const hash = createHash("sha256").update(taken.text).digest("hex");
  const checked = judge(taken.text, taken.hosts);
  return inTransaction(ctx, async (inner, tx) => {
    // Two who read at once: the later one finds what the earlier one wrote.
    await tx.sql`select from config_sources for update`;
    const row = await readRow(tx);
    if (row?.latestHash === hash && row.latestLocation === taken.location) {
      await noteSame(inner, taken.etag, taken.commitId);
      return { outcome: "same" as const, trouble: null, findings: checked.findings };
    }
    const versionId = await insertVersion(inner, tx, { ...taken, hash, checked });
    if (checked.config) {
      await apply(inner, tx, { versionId, hash, config: checked.config });
      return { outcome: "applied" as const, trouble: null, findings: checked.findings };
    }
    await raiseFileTask(inner, tx, checked.findings);
    return { outcome: "refused" as const, trouble: null, findings: checked.findings };
  });
}

/** The file's own faults, and where it names machines and categories that are not there. */
export function judge(text: string, hosts: Hosts | null): Checked {
  const checked = checkConfig(text);
  if (!checked.config) return checked;
  const known = new Set(processCatalogue().definitions.map(({ code }) => code));
  const lines = text.split("\n");
  const warn = (path: string, needle: string, more: Pick<Finding, "code" | "params">): Finding => {
    const line = lines.findIndex((each) => each.includes(needle));
    const column = Math.max(0, lines[line]?.indexOf(needle) ?? 0) + 1;
    return { path, line: Math.max(0, line) + 1, column, isWarning: true, ...more };
  };
  const warnings = partsOf(checked.config).flatMap(({ path, url, categories }) => [
    ...(hosts && !hosts.has(hostOf(url))
      ? [warn(path, url, { code: "host_not_allowed", params: { host: hostOf(url) } })]
      : []),
    ...(categories ?? [])
      .filter((each) => !known.has(each))
      .map((each) => warn(path, each, { code: "unknown_category", params: { value: each } })),
  ]);
  return { config: checked.config, findings: [...checked.findings, ...warnings] };
}

const hostOf = (url: string): string => new URL(url.replaceAll(/\{\w+\}/g, "1")).host;

function partsOf(config: ConfigFile): { path: string; url: string; categories?: string[] }[] {
  const sections = ["triggers", "templateCustomVariables", "customActions"] as const;
  return sections.flatMap((section) =>
    Object.entries(config[section]).map(([name, { url, categories }]) => ({
      ...{ path: `${section}.${name}.url`, url },
      ...(categories ? { categories } : {}),
    })),
  );
}

async function insertVersion(
  ctx: Context,
  tx: Tx,
  { location, text, etag, commitId, hash, checked }: Taken & { hash: string; checked: Checked },
): Promise<number> {
  const { sql } = tx;
  const [row] = await sql<{ id: number }[]>`
    insert into config_versions (hash, body, read_at, location, findings, commit_id, is_valid)
    values (${hash}, ${text}, ${ctx.now}, ${location}, ${JSON.stringify(checked.findings)}::jsonb,
            ${commitId}, ${checked.config !== null})
    returning id`;
  if (!row) throw new Error("the insert answered nothing");
  await sql`update config_sources set latest_version_id = ${row.id}, checked_at = ${ctx.now},
                   etag = ${etag}, commit_id = ${commitId}`;
  await noteRead(ctx, tx);
  return row.id;
}

/** Puts a version in force, in the caller's transaction. */
export async function apply(
  ctx: Context,
  tx: Tx,
  of: { versionId: number; hash: string; config: ConfigFile },
): Promise<void> {
  const { sql } = tx;
  const [previous] = await sql<{ id: number; hash: string; body: string }[]>`
    select v.id, v.hash, v.body from config_sources s
      join config_versions v on v.id = s.applied_version_id`;
  const before = previous ? parseVersion(previous.hash, previous.body) : EMPTY_CONFIG;
  const plan = planOf(before, of.config);
  const armed = armedBy(of.config);
  const author = authorOf(ctx.actor);
  await sql`update config_sources set applied_version_id = ${of.versionId}, armed = ${armed}`;
  await sql`
    insert into config_applications (version_id, previous_id, plan, applied_at, applied_by, actor_name)
    values (${of.versionId}, ${previous?.id ?? null}, ${JSON.stringify(plan)}::jsonb, ${ctx.now},
            ${author.id}, ${author.name})`;
  await endFileTask(ctx, tx);
  await followTriggers(ctx, tx, Object.keys(of.config.triggers));
  await writeAudit(ctx, {
    ...{ action: "configuration.apply", entity: "config_version", entityId: of.versionId },
    before: previous ? { versionId: previous.id } : null,
    after: { versionId: of.versionId, changes: plan.length },
  });
}

const armedBy = (config: ConfigFile): string[] => [
  ...new Set(Object.values(config.triggers).flatMap(({ on }) => on.map((fact) => SOURCES[fact]))),
];

import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction, reading } from "../context";
import { readHosts } from "./call-out";
import type { Checked, Finding } from "./check-config";
import { endFileTask, noteRead } from "./config-tasks";
import type { HostItem } from "./hosts";
import { configInForce, parseVersion } from "./in-force";
import {
  type CheckTextInput,
  checkTextInput,
  type SaveSourceInput,
  saveSourceInput,
  type VersionIdInput,
  versionIdInput,
} from "./inputs";
import { type LogDays, readLogDays } from "./log-days";
import { diffOf, type PlanLine, planOf, type TextLine } from "./plan";
import { isWebLocation } from "./read-source";
import { judge } from "./reload";

export interface VersionItem {
  id: number;
  hash: string;
  readAt: Date;
  isValid: boolean;
  findingCount: number;
  /** Of the checkout that it was first read from. */
  commitId: string | null;
  /** When it last came into force; null: never. */
  appliedAt: Date | null;
  isInForce: boolean;
}

export interface Configuration {
  location: string | null;
  /** Of the checkout that it was last read from. */
  commitId: string | null;
  checkedAt: Date | null;
  /** `configuration.source_*` */
  trouble: string | null;
  /** Of the newest text that was read. */
  findings: Finding[];
  latestVersionId: number | null;
  appliedVersionId: number | null;
  hosts: HostItem[];
  versions: VersionItem[];
  logDays: LogDays;
  /** Names of what the file in force has. */
  names: { triggers: string[]; variables: string[]; actions: string[] };
}

const VERSIONS_MAX = 50;

/** The settings page of the customer's file. */
export async function getConfiguration(ctx: Context): Promise<Configuration> {
  authorize(ctx, "settings:config");
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const [source] = await sql<
      Pick<
        Configuration,
        "location" | "commitId" | "checkedAt" | "trouble" | "latestVersionId" | "appliedVersionId"
      >[]
    >`select location, commit_id as "commitId", checked_at as "checkedAt", trouble, latest_version_id as "latestVersionId",
             applied_version_id as "appliedVersionId" from config_sources`;
    const [latest] = await sql<{ body: string }[]>`
      select body from config_versions where id = ${source?.latestVersionId ?? null}`;
    const hosts = await sql<HostItem[]>`
      select host, secret_tail as tail, created_at as "createdAt", rotated_at as "rotatedAt",
             case when previous_until > ${ctx.now} then previous_until end as "previousUntil"
        from outgoing_hosts order by host`;
    const versions = await sql<VersionItem[]>`
      select v.id, v.hash, v.read_at as "readAt", v.is_valid as "isValid", v.commit_id as "commitId",
             jsonb_array_length(v.findings) as "findingCount",
             (select max(a.applied_at) from config_applications a where a.version_id = v.id)
               as "appliedAt",
             v.id is not distinct from ${source?.appliedVersionId ?? null}::bigint as "isInForce"
        from config_versions v order by v.id desc limit ${VERSIONS_MAX}`;
    const config = await configInForce(tx);
    // Judged now: machines may have been let in since it was read.
    const findings = latest ? judge(latest.body, await readHosts(ctx, tx)).findings : [];
    return {
      ...{ location: null, commitId: null, checkedAt: null, trouble: null },
      ...{ latestVersionId: null, appliedVersionId: null, ...source },
      ...{ findings, hosts: [...hosts], versions: [...versions] },
      logDays: await readLogDays(tx),
      names: {
        triggers: Object.keys(config.triggers),
        variables: Object.keys(config.templateCustomVariables),
        actions: Object.keys(config.customActions),
      },
    };
  });
}

export interface VersionDetail {
  id: number;
  body: string;
  findings: Finding[];
  /** What it changes of the version that is in force, or of the one before it where it is that. */
  plan: PlanLine[];
  diff: TextLine[];
  comparedWith: number | null;
}

/** One version beside the one it is compared with. Throws not_found `configuration.no_version`. */
export async function getVersion(ctx: Context, raw: VersionIdInput): Promise<VersionDetail> {
  authorize(ctx, "settings:config");
  const { versionId } = versionIdInput.parse(raw);
  return reading(ctx, async ({ sql }) => {
    const [version] = await sql<{ id: number; hash: string; body: string; findings: Finding[] }[]>`
      select id, hash, body, findings from config_versions where id = ${versionId}`;
    if (!version) throw new DomainError("not_found", "configuration.no_version");
    const [other] = await sql<{ id: number; hash: string; body: string }[]>`
      select v.id, v.hash, v.body from config_versions v
       where v.id = (
         select case when s.applied_version_id = ${versionId} then (
                  select a.previous_id from config_applications a
                   where a.version_id = ${versionId} order by a.id desc limit 1)
                else s.applied_version_id end from config_sources s)`;
    const [before, after] = [other ?? { hash: "-", body: "version: 1" }, version].map((each) =>
      parseVersion(each.hash, each.body),
    );
    const isValid = version.findings.every(({ isWarning }) => isWarning);
    return {
      ...{ id: version.id, body: version.body, findings: version.findings },
      plan: before && after && isValid ? planOf(before, after) : [],
      diff: diffOf(other?.body ?? "", version.body),
      comparedWith: other?.id ?? null,
    };
  });
}

/**
 * Says where the file is; it is read by the next `reloadConfig`. Throws invalid
 * `configuration.source_address` for plain HTTP where the install does not let it.
 */
export async function saveSource(ctx: Context, raw: SaveSourceInput): Promise<void> {
  authorize(ctx, "settings:config");
  const location = saveSourceInput.parse(raw).location || null;
  if (location && isWebLocation(location) && !URL.canParse(location)) {
    throw new DomainError("invalid", "configuration.source_address");
  }
  await inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    const [before] = await sql<{ location: string | null }[]>`
      select location from config_sources for update`;
    await sql`
      insert into config_sources (location, updated_at, updated_by)
      values (${location}, ${ctx.now}, ${authorOf(ctx.actor).id})
      on conflict (tenant_id) do update
         set location = excluded.location, updated_at = excluded.updated_at,
             updated_by = excluded.updated_by, etag = null, commit_id = null`;
    await noteRead(inner, tx);
    if (location === null) await endFileTask(inner, tx);
    await writeAudit(inner, {
      ...{ action: "configuration.save-source", entity: "config_source", entityId: null },
      before: { location: before?.location ?? null },
      after: { location },
    });
  });
}

/** What would be found in a text, without keeping it. */
export async function checkText(ctx: Context, raw: CheckTextInput): Promise<Checked> {
  authorize(ctx, "settings:config");
  const { text } = checkTextInput.parse(raw);
  return judge(text, await reading(ctx, (tx) => readHosts(ctx, tx)));
}

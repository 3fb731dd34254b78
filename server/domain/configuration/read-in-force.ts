import { DomainError } from "@/server/kernel/errors";
import { authorize, type Context, reading } from "../context";
import type { Finding } from "./check-config";
import type { ConfigFile } from "./file-schema";
import { parseVersion } from "./in-force";
import { withoutSecrets } from "./without-secrets";

export interface ConfigInForce {
  versionId: number;
  hash: string;
  /** Where it was read from; what lets in there is left out of it. */
  location: string;
  readAt: Date;
  appliedAt: Date;
  findings: Finding[];
  config: ConfigFile;
  /** How the file was last looked for, and why it could not be read. */
  checkedAt: Date | null;
  trouble: string | null;
  /** A newer text than the one in force was read and refused. */
  refused: { versionId: number; readAt: Date; findings: Finding[] } | null;
}

type Row = Omit<ConfigInForce, "config" | "refused"> & {
  body: string;
  latestId: number;
  latestReadAt: Date;
  latestFindings: Finding[];
  isLatestValid: boolean;
};

/**
 * The tenant's file that is in force, whole but for secrets, and what stands against the newest one.
 * Throws not_found `configuration.none_in_force`.
 */
export async function readInForce(ctx: Context): Promise<ConfigInForce> {
  authorize(ctx, "config:read");
  const [row] = await reading(
    ctx,
    ({ sql }) => sql<Row[]>`
      select v.id as "versionId", v.hash, v.body, v.location, v.read_at as "readAt", v.findings,
             (select max(a.applied_at) from config_applications a where a.version_id = v.id)
               as "appliedAt",
             s.checked_at as "checkedAt", s.trouble, l.id as "latestId",
             l.read_at as "latestReadAt", l.findings as "latestFindings",
             l.is_valid as "isLatestValid"
        from config_sources s join config_versions v on v.id = s.applied_version_id
        join config_versions l on l.id = coalesce(s.latest_version_id, v.id)`,
  );
  if (!row) throw new DomainError("not_found", "configuration.none_in_force");
  const { body, latestId, latestReadAt, latestFindings, isLatestValid, ...known } = row;
  return {
    ...known,
    location: withoutSecrets(known.location),
    config: withoutSecrets(parseVersion(row.hash, body)),
    refused: isLatestValid
      ? null
      : { versionId: latestId, readAt: latestReadAt, findings: latestFindings },
  };
}

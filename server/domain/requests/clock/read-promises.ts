import type { Tx } from "@/db/client";
import type { RequestKind } from "@/db/values/portal";
import type { RequestPriority } from "@/db/values/requests";
import { type WorkingTime, type WorkingWeek, workingTime } from "./working-time";

export interface Target {
  /** Null: every kind, every priority that has none of its own. */
  kind: RequestKind | null;
  priority: RequestPriority | null;
  replyMinutes: number;
  resolutionMinutes: number;
}

export interface DeskSettings {
  version: number;
  workingWeek: WorkingWeek;
  warnPercent: number;
  notifiesOwner: boolean;
  notifiedOperatorId: number | null;
  reassignTeamId: number | null;
  raisesPriority: boolean;
}

export interface Promises {
  settings: DeskSettings;
  time: WorkingTime;
  targetOf(kind: string | null, priority: RequestPriority): Target;
}

const WORKDAY = [["08:00", "16:00"]] as const;
/** Of a tenant that has settled nothing: five days of eight hours, and targets that most can keep. */
export const DEFAULT_SETTINGS: DeskSettings = {
  version: 0,
  workingWeek: [WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, [], []],
  ...{ warnPercent: 80, notifiesOwner: true, notifiedOperatorId: null, reassignTeamId: null },
  raisesPriority: false,
};
export const DEFAULT_TARGETS: readonly Target[] = [
  { kind: null, priority: null, replyMinutes: 480, resolutionMinutes: 2_400 },
  { kind: null, priority: "urgent", replyMinutes: 60, resolutionMinutes: 480 },
  { kind: null, priority: "high", replyMinutes: 240, resolutionMinutes: 960 },
];

/** What is promised of requests, and when the tenant works. */
export async function readPromises({ sql }: Tx): Promise<Promises> {
  const [[row], targets] = await Promise.all([
    sql<(DeskSettings & { country: string })[]>`
      select t.country, coalesce(s.version, 0) as version, s.working_week as "workingWeek",
             s.warn_percent as "warnPercent", s.notifies_owner as "notifiesOwner",
             s.notified_operator_id as "notifiedOperatorId",
             s.reassign_team_id as "reassignTeamId", s.raises_priority as "raisesPriority"
        from tenants t left join request_settings s on s.tenant_id = t.id`,
    readTargets(sql),
  ]);
  const { country, ...settled } = row ?? { ...DEFAULT_SETTINGS, country: "CZ" };
  const settings = settled.version === 0 ? DEFAULT_SETTINGS : settled;
  return {
    settings,
    time: workingTime(settings.workingWeek, country),
    targetOf: (kind, priority) => targetOf(targets, kind, priority),
  };
}

/** The tenant's own targets, or ours. */
export async function readTargets(sql: Tx["sql"]): Promise<readonly Target[]> {
  const rows = await sql<Target[]>`
    select kind, priority, reply_minutes as "replyMinutes",
           resolution_minutes as "resolutionMinutes" from request_targets
     order by kind nulls first, priority nulls first`;
  return rows.length > 0 ? [...rows] : DEFAULT_TARGETS;
}

/** The one that says most: of kind and priority, of the kind, of the priority, of all. */
export function targetOf(
  targets: readonly Target[],
  kind: string | null,
  priority: RequestPriority,
): Target {
  const find = (wantedKind: string | null, wantedPriority: string | null) =>
    targets.find((each) => each.kind === wantedKind && each.priority === wantedPriority);
  const [everybody] = DEFAULT_TARGETS;
  const found =
    (kind && (find(kind, priority) ?? find(kind, null))) ||
    find(null, priority) ||
    find(null, null);
  return (found || everybody) as Target;
}

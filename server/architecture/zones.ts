/**
 * Who may import whom (ARCHITECTURE, section 3), as a table. A zone is read off a file's path; a
 * path without a zone stands outside the plan and is a breach by itself.
 */
export type Zone =
  | "kernel"
  | "values"
  | "db"
  | "connectors"
  | "emails"
  | "hallway"
  | "room"
  | "inputs"
  | "env"
  | "runtime"
  | "auth"
  | "main"
  | "api"
  | "inngest"
  | "texts"
  | "app"
  | "components"
  | "testing"
  | "outside";

/** Zones that a file of the zone may import, the zone itself included. */
export const MAY_IMPORT: Readonly<Record<Zone, readonly Zone[]>> = {
  kernel: ["kernel"],
  values: ["values", "kernel"],
  db: ["db", "values", "kernel"],
  connectors: ["connectors", "kernel"],
  emails: ["emails", "texts", "kernel"],
  hallway: ["hallway", "db", "values", "kernel"],
  room: ["room", "inputs", "hallway", "db", "values", "connectors", "emails", "kernel"],
  inputs: ["inputs", "values", "kernel"],
  env: ["kernel"],
  runtime: ["env", "room", "hallway", "db", "values", "connectors", "emails", "kernel"],
  auth: ["runtime", "env", "room", "inputs", "hallway", "values", "kernel"],
  main: ["api", "runtime", "env", "texts", "kernel"],
  api: ["api", "auth", "runtime", "room", "inputs", "hallway", "values", "kernel"],
  inngest: ["inngest", "runtime", "room", "inputs", "hallway", "values", "kernel"],
  texts: ["texts", "kernel"],
  app: ["app", "texts", "components", "api", "auth", "runtime", "inputs", "values", "kernel"],
  components: ["components", "texts", "inputs", "values", "kernel"],
  // Test support, seeds, scripts, journeys and settings of tools look wherever they must.
  testing: ["testing", "outside"],
  outside: ["testing", "outside"],
};

/** Zones whose files may import anything. */
export const FREE: ReadonlySet<Zone> = new Set(["testing", "outside"]);

/** Zones that a type may be taken from although their code may not be. */
export const MAY_IMPORT_TYPES: Readonly<Partial<Record<Zone, readonly Zone[]>>> = {
  // What the API answers.
  components: ["api"],
  // The handle of the database is passed on, never used.
  inngest: ["db"],
};

const BY_PREFIX: readonly [string, Zone][] = [
  ["server/kernel/", "kernel"],
  ["db/values/", "values"],
  ["db/testing/", "testing"],
  ["db/seed/", "testing"],
  ["db/", "db"],
  ["server/connectors/", "connectors"],
  ["server/architecture/", "testing"],
  ["emails/", "emails"],
  ["server/api/", "api"],
  ["inngest/testing/", "testing"],
  ["inngest/", "inngest"],
  ["app/i18n/", "texts"],
  ["app/", "app"],
  ["components/", "components"],
  ["e2e/", "outside"],
  ["scripts/", "outside"],
  // What browsers are given as it stands.
  ["public/", "outside"],
  ["examples/", "outside"],
];

const BY_PATH: Readonly<Record<string, Zone>> = {
  "server/env.ts": "env",
  "server/runtime.ts": "runtime",
  "server/auth.ts": "auth",
  // The production server: procedures, and Next for the rest.
  "server/main.ts": "main",
  // Entry points that Next looks for beside app/.
  "proxy.ts": "app",
  "instrumentation.ts": "app",
  "instrumentation-client.ts": "app",
  "next-env.d.ts": "outside",
};

/** The zone of a path, or null for a place that the plan does not know. */
export function zoneOf(path: string): Zone | null {
  const named = BY_PATH[path];
  if (named !== undefined) return named;
  if (/^[^/]+\.config\.[cm]?[jt]s$/.test(path)) return "outside";
  if (/^server\/[^/]+\.test\.ts$/.test(path)) return "testing";
  // Scenery of a room's tests stands in its own folder, in the room or beside the rooms.
  if (/^server\/.*\btesting\//.test(path)) return "testing";
  const found = BY_PREFIX.find(([prefix]) => path.startsWith(prefix));
  if (found !== undefined) return found[1];
  if (!path.startsWith("server/domain/")) return null;
  if (roomOf(path) === null) return "hallway";
  // A room with many of them keeps them in several files; others still enter by inputs.ts alone.
  return /\/([a-z-]+-)?inputs\.ts$/.test(path) ? "inputs" : "room";
}

/** The room a domain file belongs to; null in the hallway and elsewhere. */
export function roomOf(path: string): string | null {
  return /^server\/domain\/([^/]+)\//.exec(path)?.[1] ?? null;
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

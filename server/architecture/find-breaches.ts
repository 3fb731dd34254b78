import { posix } from "node:path";
import { findCycles } from "./find-cycles";
import { type FileFacts, type Import, readFile, type SourceFile } from "./read-imports";
import { FREE, isTest, MAY_IMPORT, MAY_IMPORT_TYPES, roomOf, type Zone, zoneOf } from "./zones";

export type Breach = { path: string; rule: Rule; detail: string };

export type Rule =
  | "place"
  | "folder"
  | "layer"
  | "front-door"
  | "floor-plan"
  | "unreadable"
  | "browser-safe"
  | "inputs"
  | "env"
  | "server-only"
  | "cycle";

const FORBIDDEN_FOLDERS = new Set([
  "utils",
  "helpers",
  "lib",
  "common",
  "misc",
  "shared",
  "services",
  "types",
]);

/** A file read and placed; the unit that every rule looks at. */
type Placed = Omit<FileFacts, "imports"> & {
  path: string;
  zone: Zone | null;
  imports: (Import & { target: string | null })[];
};

/** Breaches of the import rule in a tree of files. Pure; `floorPlan` lists the rooms in order. */
export function findBreaches(files: readonly SourceFile[], floorPlan: readonly string[]): Breach[] {
  const paths = new Set(files.map((file) => file.path));
  const placed = files.map((file) => place(file, paths));
  const graph = new Map(placed.map((file) => [file.path, runtimeTargets(file, paths)]));
  const cycles = findCycles(graph).map(([path = "", ...rest]) =>
    breach({ path }, "cycle", [path, ...rest, path].join(" -> ")),
  );
  return [...placed.flatMap((file) => fileBreaches(file, floorPlan)), ...cycles];
}

function place(file: SourceFile, paths: ReadonlySet<string>): Placed {
  const facts = readFile(file);
  const imports = facts.imports.map((each) => {
    const target = each.specifier === null ? null : ownTarget(file.path, each.specifier);
    return { ...each, target: target === null ? null : resolve(target, paths) };
  });
  return { ...facts, imports, path: file.path, zone: zoneOf(file.path) };
}

function fileBreaches(file: Placed, floorPlan: readonly string[]): Breach[] {
  return [
    ...placeBreaches(file, floorPlan),
    ...envBreaches(file),
    ...file.imports.flatMap((each) => importBreaches(file, each, floorPlan)),
  ];
}

function placeBreaches(file: Placed, floorPlan: readonly string[]): Breach[] {
  const breaches: Breach[] = [];
  const folders = file.path.split("/").slice(0, -1);
  const nameless = folders.find((folder) => FORBIDDEN_FOLDERS.has(folder));
  if (nameless !== undefined) {
    breaches.push(breach(file, "folder", `a folder called ${nameless} attracts everything`));
  }
  if (file.zone === null) breaches.push(breach(file, "place", "the plan knows no such place"));
  const room = file.zone === "room" || file.zone === "inputs" ? roomOf(file.path) : null;
  if (room !== null && !floorPlan.includes(room)) {
    breaches.push(breach(file, "floor-plan", `${room} is not in floor-plan.ts`));
  }
  return breaches;
}

function envBreaches(file: Placed): Breach[] {
  // Next replaces NEXT_RUNTIME in instrumentation.ts while building, so it has to be written there.
  // A seed is a program of its own, started by the scripts.
  const isExempt = file.path === "instrumentation.ts" || file.path.startsWith("db/seed/");
  const mayRead = file.zone === "env" || file.zone === "outside" || isExempt;
  if (!file.readsProcessEnv || mayRead) return [];
  return [breach(file, "env", "the environment is read in server/env.ts only")];
}

function importBreaches(file: Placed, each: PlacedImport, floorPlan: readonly string[]): Breach[] {
  if (file.zone === null) return [];
  const { specifier, target, isTypeOnly } = each;
  if (specifier === null) {
    if (FREE.has(file.zone) || isTest(file.path)) return [];
    return [breach(file, "unreadable", "loads a module whose name is not written out")];
  }
  if (target === null) return packageBreaches(file, specifier);
  return FREE.has(file.zone) ? [] : ownBreaches(file, { target, isTypeOnly }, floorPlan);
}

function packageBreaches(file: Placed, specifier: string): Breach[] {
  if (specifier === "server-only" && file.zone !== "runtime" && file.zone !== "auth") {
    const detail = "server-only belongs to server/runtime.ts and server/auth.ts";
    return [breach(file, "server-only", detail)];
  }
  if (isTest(file.path)) return [];
  const isBrowserZone = file.zone === "kernel" || file.zone === "components";
  if (isBrowserZone && specifier.startsWith("node:")) {
    return [breach(file, "browser-safe", `${specifier} does not exist in a browser`)];
  }
  if ((file.zone === "inputs" || file.zone === "values") && specifier !== "zod") {
    return [breach(file, "inputs", `${specifier}: forms may load zod, kernel and db/values only`)];
  }
  return [];
}

type PlacedImport = Placed["imports"][number];
type OwnImport = { target: string; isTypeOnly: boolean };

function ownBreaches(file: Placed, each: OwnImport, floorPlan: readonly string[]): Breach[] {
  const from = file.zone;
  const to = zoneOf(each.target);
  if (from === null) return [];
  if (to === null) return [breach(file, "place", `imports ${each.target}, outside the plan`)];
  const allowed = isAllowedZone(file, to, each);
  if (!allowed) return [breach(file, "layer", `${from} may not import ${to}: ${each.target}`)];
  if (isTest(file.path)) return [];
  return roomBreaches(file, each.target, floorPlan);
}

function isAllowedZone(file: Placed, to: Zone, each: OwnImport): boolean {
  const from = file.zone ?? "outside";
  if (MAY_IMPORT[from].includes(to)) return true;
  if (each.isTypeOnly && MAY_IMPORT_TYPES[from]?.includes(to)) return true;
  if (isTest(file.path)) return isAllowedInTest(from, to);
  // The route handler of the clock is where Next and Inngest meet.
  return to === "inngest" && /^(app\/api\/inngest\/|instrumentation\.ts$)/.test(file.path);
}

/** Tests of the server's upper floors set the scene themselves; those of the toolbox need none. */
function isAllowedInTest(from: Zone, to: Zone): boolean {
  if (from === "kernel" || from === "values") return false;
  if (to === "testing" || (from === "db" && to === "outside")) return true;
  const upper: readonly Zone[] = ["hallway", "room", "inputs", "api", "inngest", "runtime", "auth"];
  const scenery: readonly Zone[] = ["room", "inputs", "hallway", "db", "connectors", "runtime"];
  return upper.includes(from) && scenery.includes(to);
}

function roomBreaches(file: Placed, target: string, floorPlan: readonly string[]): Breach[] {
  const to = roomOf(target);
  const from = roomOf(file.path);
  if (to === null || to === from || zoneOf(target) === "testing") return [];
  const breaches: Breach[] = [];
  if (target !== `server/domain/${to}/index.ts` && target !== `server/domain/${to}/inputs.ts`) {
    breaches.push(breach(file, "front-door", `${to} is entered by its index.ts, not ${target}`));
  }
  if (from !== null && floorPlan.indexOf(to) > floorPlan.indexOf(from)) {
    breaches.push(breach(file, "floor-plan", `${from} stands before ${to} and may not know it`));
  }
  return breaches;
}

/** The path inside the tree that a specifier points at; null for a package. */
function ownTarget(from: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) return posix.normalize(specifier.slice(2));
  if (!specifier.startsWith(".")) return null;
  return posix.normalize(posix.join(posix.dirname(from), specifier));
}

function runtimeTargets(file: Placed, paths: ReadonlySet<string>): string[] {
  return file.imports.flatMap(({ target, isTypeOnly }) =>
    target === null || isTypeOnly || !paths.has(target) ? [] : [target],
  );
}

/** The file that a path without ending means; as it is when there is none (CSS, JSON). */
function resolve(target: string, paths: ReadonlySet<string>): string {
  const bare = target.replace(/\.[cm]?js$/, "");
  const endings = [bare, `${target}/index`].flatMap((path) => [`${path}.ts`, `${path}.tsx`]);
  return [target, ...endings].find((path) => paths.has(path)) ?? target;
}

function breach(file: { path: string }, rule: Rule, detail: string): Breach {
  return { path: file.path, rule, detail };
}

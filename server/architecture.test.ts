import { describe, expect, it } from "vitest";
import { findBreaches, type Rule } from "./architecture/find-breaches";
import { readTree } from "./architecture/read-tree";
import { FLOOR_PLAN } from "./domain/floor-plan";

const ROOT = new URL("..", import.meta.url).pathname;
const PLAN = ["audit", "cases", "claims"];

/** Files that the planted ones import, sound by themselves. */
const HOUSE: Record<string, string> = {
  "server/kernel/money.ts": "export const money = 1;",
  "server/kernel/days.ts": "export type Day = string;",
  "server/env.ts": "export const env = process.env.DATABASE_URL;",
  "server/runtime.ts":
    'import "server-only"; import { env } from "./env"; export const runtime = env;',
  "server/domain/context.ts": "export type Context = { now: Date };",
  "server/domain/audit/index.ts": 'export { writeAudit } from "./write-audit";',
  "server/domain/audit/write-audit.ts": "export const writeAudit = 1;",
  "server/domain/cases/index.ts":
    'import { writeAudit } from "@/server/domain/audit";\n' + "export const openCase = writeAudit;",
  "server/domain/cases/load.ts": "export const loadCase = 1;",
  "server/domain/cases/inputs.ts":
    'import { z } from "zod"; export const openCaseInput = z.string();',
  "server/domain/cases/testing/desk.ts": 'import "@/db/client"; export const desk = 1;',
  "server/domain/claims/index.ts": "export type Claim = { id: number };",
  "server/connectors/mail/client.ts": "export const send = 1;",
  "server/api/crm/index.ts": "export type AppRouter = { cases: string };",
  "db/client.ts": "export const client = 1;",
  "db/values/cases.ts": 'export const KINDS = ["note"] as const;',
  "db/testing/index.ts": 'import "../../scripts/cluster"; export const withRollback = 1;',
  "inngest/functions/sweep.ts": "export const sweep = 1;",
  "scripts/cluster.ts": "export const cluster = process.env.PORT;",
  "components/ui/button.tsx": "export const Button = () => <button />;",
};

function rulesBroken(path: string, source: string): Rule[] {
  const files = Object.entries({ ...HOUSE, [path]: source });
  const tree = files.map(([each, text]) => ({ path: each, source: text }));
  return findBreaches(tree, PLAN).map((breach) => breach.rule);
}

describe("the tree", () => {
  it("keeps to the plan of the house", { timeout: 60_000 }, () => {
    const breaches = findBreaches(readTree(ROOT), FLOOR_PLAN);
    expect(breaches.map(({ path, rule, detail }) => `${path}: ${rule}: ${detail}`)).toEqual([]);
  });

  it("is read whole", () => {
    const paths = readTree(ROOT).map((file) => file.path);
    expect(paths).toContain("server/kernel/fold.ts");
    expect(paths).toContain("db/client.ts");
    expect(paths.filter((path) => path.includes("node_modules"))).toEqual([]);
  });
});

describe("a planted breach is found:", () => {
  it("none in the sound house", () => {
    expect(rulesBroken("server/kernel/fold.ts", "export const fold = 1;")).toEqual([]);
  });

  it.each<[string, Rule, string, string]>([
    ["kernel knows db", "layer", "server/kernel/a.ts", 'import "@/db/client";'],
    ["by a relative path", "layer", "server/kernel/a.ts", 'import "../../db/client";'],
    ["type only", "layer", "db/a.ts", 'import type { Context } from "@/server/domain/context";'],
    ["re-exported", "layer", "db/a.ts", 'export { openCase } from "@/server/domain/cases";'],
    ["re-exported whole", "layer", "db/a.ts", 'export * from "@/server/domain/cases";'],
    [
      "type re-exported",
      "layer",
      "db/a.ts",
      'export type { Claim } from "@/server/domain/claims";',
    ],
    ["dynamic", "layer", "db/a.ts", 'export const a = import("@/server/domain/cases");'],
    ["import type query", "layer", "db/a.ts", 'export type A = import("@/server/runtime").R;'],
    ["require", "layer", "db/a.ts", 'export const a = require("@/server/runtime");'],
    ["import equals", "layer", "db/a.ts", 'import a = require("@/server/runtime"); export { a };'],
    ["api sees db", "layer", "server/api/crm/cases.ts", 'import "@/db/client";'],
    [
      "api sees a pipe",
      "layer",
      "server/api/crm/a.ts",
      'import "@/server/connectors/mail/client";',
    ],
    ["domain sees env", "layer", "server/domain/cases/a.ts", 'import "@/server/env";'],
    ["domain sees runtime", "layer", "server/domain/cases/a.ts", 'import "@/server/runtime";'],
    ["domain sees the api", "layer", "server/domain/cases/a.ts", 'import "@/server/api/crm";'],
    ["hallway sees a room", "layer", "server/domain/events.ts", 'import "./cases";'],
    ["pipe sees a room", "layer", "server/connectors/isir/a.ts", 'import "@/server/domain/cases";'],
    ["app sees domain", "layer", "app/page.tsx", 'import "@/server/domain/cases";'],
    ["app sees db", "layer", "app/page.tsx", 'import "@/db/client";'],
    ["app sees the clock", "layer", "app/page.tsx", 'import "@/inngest/functions/sweep";'],
    ["component sees app", "layer", "components/a.tsx", 'import "@/app/page";'],
    ["component runs the api", "layer", "components/a.tsx", 'import "@/server/api/crm";'],
    ["component sees a room", "layer", "components/a.tsx", 'import "@/server/domain/cases";'],
    ["code sees test support", "layer", "server/domain/cases/a.ts", 'import "@/db/testing";'],
    [
      "code sees scenery of its room",
      "layer",
      "server/domain/cases/a.ts",
      'import "./testing/desk";',
    ],
    ["code sees scripts", "layer", "server/domain/cases/a.ts", 'import "@/scripts/cluster";'],
    ["kernel test sees db", "layer", "server/kernel/a.test.ts", 'import "@/db/client";'],
    [
      "component test sees a room",
      "layer",
      "components/a.test.tsx",
      'import "@/server/domain/cases";',
    ],
    ["side door", "front-door", "server/domain/claims/a.ts", 'import "../cases/load";'],
    [
      "side door, type only",
      "front-door",
      "server/api/crm/a.ts",
      'import type { A } from "@/server/domain/cases/load";',
    ],
    ["upstairs", "floor-plan", "server/domain/cases/a.ts", 'import "@/server/domain/claims";'],
    [
      "upstairs, type only",
      "floor-plan",
      "server/domain/cases/a.ts",
      'import type { Claim } from "../claims";',
    ],
    ["room without a place", "floor-plan", "server/domain/attic/a.ts", "export const a = 1;"],
    ["nowhere", "place", "server/jobs/a.ts", "export const a = 1;"],
    ["imports from nowhere", "place", "server/kernel/a.ts", 'import "@/server/jobs/a";'],
    ["nameless folder", "folder", "server/domain/cases/utils/a.ts", "export const a = 1;"],
    [
      "name not written out",
      "unreadable",
      "server/domain/cases/a.ts",
      "export const a = (path: string) => import(path);",
    ],
    [
      "template as name",
      "unreadable",
      "app/a.ts",
      `export const a = (path: string) => import(\`@/server/domain/\${path}\`);`,
    ],
    ["node in the kernel", "browser-safe", "server/kernel/a.ts", 'import "node:fs";'],
    ["node in a component", "browser-safe", "components/a.tsx", 'import "node:fs";'],
    ["drizzle in inputs", "inputs", "server/domain/claims/inputs.ts", 'import "drizzle-orm";'],
    ["drizzle in values", "inputs", "db/values/a.ts", 'import "drizzle-orm";'],
    ["inputs see db", "layer", "server/domain/claims/inputs.ts", 'import "@/db/client";'],
    ["environment", "env", "server/domain/cases/a.ts", "export const a = process.env.A;"],
    ["environment by index", "env", "server/api/a.ts", 'export const a = process["env"].A;'],
    [
      "environment by import",
      "env",
      "db/a.ts",
      'import { env } from "node:process"; export { env };',
    ],
    ["environment taken apart", "env", "app/a.ts", "export const { env } = process;"],
    ["clock uses db", "layer", "inngest/a.ts", 'import { client } from "@/db/client";'],
    ["server-only", "server-only", "server/domain/cases/a.ts", 'import "server-only";'],
    ["file imports itself", "cycle", "server/kernel/a.ts", 'export * from "./a";'],
  ])("%s", (_, rule, path, source) => {
    expect(rulesBroken(path, source)).toEqual([rule]);
  });

  it("a circle of three files, named whole", () => {
    const tree = [
      { path: "server/kernel/a.ts", source: 'export * from "./b";' },
      { path: "server/kernel/b.ts", source: 'export { c } from "./c";' },
      { path: "server/kernel/c.ts", source: 'import { a } from "./a"; export const c = a;' },
    ];
    const [breach, ...others] = findBreaches(tree, PLAN);
    expect(others).toEqual([]);
    expect(breach?.rule).toBe("cycle");
    expect(breach?.detail).toContain("a.ts -> server/kernel/b.ts -> server/kernel/c.ts");
  });
});

describe("what is allowed:", () => {
  it.each<[string, string, string]>([
    [
      "verbs see db, hallway, pipes",
      "server/domain/cases/a.ts",
      'import "@/db/client"; import "../context"; import "@/server/connectors/mail/client";',
    ],
    ["a room sees rooms before it", "server/domain/claims/a.ts", 'import "@/server/domain/cases";'],
    [
      "a component sees inputs and values",
      "components/a.tsx",
      'import "@/server/domain/cases/inputs"; import "@/db/values/cases";',
    ],
    [
      "a component sees types of the api",
      "components/a.tsx",
      'import type { AppRouter } from "@/server/api/crm";',
    ],
    ["the door for the clock", "app/api/inngest/route.ts", 'import "@/inngest/functions/sweep";'],
    [
      "a test enters any room by any door",
      "server/domain/cases/a.test.ts",
      'import "../claims/index"; import "../audit/write-audit"; import "@/db/testing";',
    ],
    [
      "a type may close a circle",
      "server/kernel/money.ts",
      'import type { A } from "./a"; export type B = A;',
    ],
    [
      "scripts look everywhere",
      "scripts/a.ts",
      'import "@/server/domain/cases/load"; export const a = process.env.A;',
    ],
    [
      "data beside the file",
      "app/i18n/load.ts",
      `export const a = (locale: string) => import(\`./\${locale}/cases.json\`);`,
    ],
  ])("%s", (_, path, source) => {
    expect(rulesBroken(path, source)).toEqual([]);
  });
});

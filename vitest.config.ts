import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const rooms = "{app,components,db,emails,examples,inngest,scripts,server}";
const databaseTests = [`${rooms}/**/*.db.test.{ts,tsx}`, `${rooms}/**/*.race.test.{ts,tsx}`];

// Most files share a process with the others of their worker, and so the modules in it: loading the
// program anew for each takes a third of the time. These change what a whole process has.

const unitTestsAlone = [
  // Put something else in the place of a module.
  "components/portal/case-page.test.tsx",
  "components/portal/requests.test.tsx",
  // Throw away what modules are loaded, to begin with fresh ones.
  "server/connectors/pdf/html-to-pdf.test.ts",
  "server/kernel/errors.test.ts",
];

const databaseTestsAlone = [
  // Hears whatever rejection of the process nobody handled.
  "db/client.db.test.ts",
  // Stops the clock, and puts its own database in the place of the program's.
  "server/api/portal/door.db.test.ts",
  // Changes the environment that the program reads once, and its database likewise.
  "server/api/push/push.db.test.ts",
];

// Some read the whole tree, which takes longer while others use the machine.
const unitProject = { testTimeout: 30_000 };

/** Both projects of database tests: one server, started once. */
const databaseProject = {
  globalSetup: ["./db/testing/global-setup.ts"],
  provide: {
    testServerUrl: process.env.TEST_DATABASE_URL ?? "",
    // Named, the contract of the clock's functions is put to this server of Inngest.
    testInngest: {
      baseUrl: process.env.INNGEST_BASE_URL ?? "",
      eventKey: process.env.INNGEST_EVENT_KEY ?? "contract",
      signingKey: process.env.INNGEST_SIGNING_KEY ?? "",
    },
  },
  testTimeout: 20_000,
  hookTimeout: 60_000,
};

/** The marker package throws outside the bundler of server components; its own empty twin does not. */
const alias = {
  "@/": at("./"),
  "server-only": at("./node_modules/server-only/empty.js"),
};

export default defineConfig({
  resolve: { alias },
  test: {
    reporters: ["default"],
    // Of two cores vitest would leave one idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Tests of different time zones would pass or fail by where they run.
    env: { TZ: "Europe/Prague" },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [`${rooms}/**/*.test.{ts,tsx}`],
          exclude: [...configDefaults.exclude, ...databaseTests, ...unitTestsAlone],
          isolate: false,
          ...unitProject,
        },
      },
      {
        extends: true,
        test: { name: "unit-alone", include: unitTestsAlone, ...unitProject },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: databaseTests,
          exclude: [...configDefaults.exclude, ...databaseTestsAlone],
          isolate: false,
          ...databaseProject,
        },
      },
      {
        extends: true,
        test: { name: "db-alone", include: databaseTestsAlone, ...databaseProject },
      },
    ],
  },
});

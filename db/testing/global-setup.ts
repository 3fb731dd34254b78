import type { TestProject } from "vitest/node";
import { startTestCluster, type TestCluster, type TestServer } from "./cluster";

declare module "vitest" {
  export interface ProvidedContext {
    /** Superuser's address of a server to test on; empty: start one. */
    testServerUrl: string;
    testServer: TestServer;
  }
}

/** Each project evaluates this module anew; what they share is kept beside it. */
const shared = globalThis as {
  saldoTestCluster?: { started: Promise<TestCluster>; users: number };
};

/** Runs before the database tests of each project: one server, one migrated template for them all. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = project.getProvidedContext().testServerUrl || undefined;
  shared.saldoTestCluster ??= { started: startTestCluster(url), users: 0 };
  const cluster = shared.saldoTestCluster;
  cluster.users += 1;
  const { server, discard } = await cluster.started;
  project.provide("testServer", server);
  return async () => {
    cluster.users -= 1;
    if (cluster.users > 0) return;
    shared.saldoTestCluster = undefined;
    await discard();
  };
}

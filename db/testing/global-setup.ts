import type { TestProject } from "vitest/node";
import { startTestCluster, type TestServer } from "./cluster";

declare module "vitest" {
  export interface ProvidedContext {
    /** Superuser's address of a server to test on; empty: start one. */
    testServerUrl: string;
    testServer: TestServer;
  }
}

/** Runs once before the database tests: one server, one migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster(project.getProvidedContext().testServerUrl || undefined);
  project.provide("testServer", cluster.server);
  return cluster.discard;
}

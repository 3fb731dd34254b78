import type { Subscribers } from "../subscribers";
import { bulkRun } from "./bulk-run";
import { casesRefresh } from "./cases-refresh";
import { importRun } from "./import-run";

/** Every fact that something follows from, and what does. */
export const subscribers: Subscribers = {
  "bulk.requested": bulkRun,
  "cases.outdated": casesRefresh,
  "import.requested": importRun,
};

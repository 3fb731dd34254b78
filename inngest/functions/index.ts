import type { Subscribers } from "../subscribers";
import { bulkRun } from "./bulk-run";
import { importRun } from "./import-run";

/** Every fact that something follows from, and what does. */
export const subscribers: Subscribers = {
  "bulk.requested": bulkRun,
  "import.requested": importRun,
};

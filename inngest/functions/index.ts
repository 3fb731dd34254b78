import type { Subscribers } from "../subscribers";
import { importRun } from "./import-run";

/** Every fact that something follows from, and what does. */
export const subscribers: Subscribers = {
  "import.requested": importRun,
};

import type { Subscribers } from "../subscribers";
import { bankMatch, bankReopen } from "./bank-match";
import { bulkRun } from "./bulk-run";
import { casesRefresh } from "./cases-refresh";
import { importRun } from "./import-run";
import { interestPause } from "./interest-pause";

/** Every fact that something follows from, and what does. */
export const subscribers: Subscribers = {
  "bank.uploaded": bankMatch,
  "bulk.requested": bulkRun,
  "cases.interest_tagged": interestPause,
  "cases.outdated": casesRefresh,
  "import.requested": importRun,
  "payment.reversed": bankReopen,
};

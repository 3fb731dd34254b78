import type { Subscribers } from "../subscribers";
import { bankClaim, bankImport, bankMatch, bankReopen, bankRules } from "./bank-match";
import { bulkRun } from "./bulk-run";
import { casesRefresh } from "./cases-refresh";
import { importRun } from "./import-run";
import { interestRoll } from "./interest-roll";

/** Every fact that something follows from, and what does. */
export const subscribers: Subscribers = {
  "bank.rules-changed": bankRules,
  "bank.uploaded": bankMatch,
  "bulk.requested": bulkRun,
  "cases.outdated": casesRefresh,
  "claim.created": bankClaim,
  "import.published": bankImport,
  "import.requested": importRun,
  "payment.reversed": bankReopen,
  "rates.changed": interestRoll,
};

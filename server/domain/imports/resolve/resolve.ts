import type { Tx } from "@/db/client";
import type { ProcessCatalogue } from "../../workflow";
import type { ImportScope } from "../scope";
import { reportCases } from "./case-findings";
import { resolveCases, resolveGroups } from "./cases";
import { reportEvents, resolveEvents } from "./events";
import { resolveClaims, resolvePayments } from "./ledger";
import { reportClaims, reportPayments } from "./ledger-findings";
import { resolvePeople } from "./people";
import { reportPeople } from "./people-findings";
import { reportSchedules } from "./schedule-findings";
import { resolveSchedules } from "./schedules";

/**
 * Holds the work tables against the register and against themselves: who is who, which case, what
 * is there already. With `report` it also writes down what stands against a row.
 */
export async function resolve(
  tx: Tx,
  scope: ImportScope,
  { catalogue, report }: { catalogue: ProcessCatalogue; report: boolean },
): Promise<void> {
  const { kind } = scope;
  if (kind === "claims") {
    await resolveClaims(tx, scope);
    if (report) await reportClaims(tx, scope);
  } else if (kind === "payments") {
    await resolvePayments(tx, scope);
    if (report) await reportPayments(tx, scope);
  } else if (kind === "schedules") {
    await resolveSchedules(tx, scope);
    if (report) await reportSchedules(tx, scope);
  } else if (kind === "events") {
    await resolveEvents(tx, scope);
    if (report) await reportEvents(tx, scope);
  } else {
    await resolvePeople(tx, scope.importId);
    if (report) await reportPeople(tx, scope.importId);
    if (kind === "parties") return;
    await resolveCases(tx, scope);
    await resolveGroups(tx);
    if (report) await reportCases(tx, scope, catalogue);
  }
}

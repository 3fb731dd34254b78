import { DomainError } from "@/server/kernel/errors";
import { updateCase } from "../cases";
import { authorize, inTransaction, type OperatorContext } from "../context";
import { asHouse } from "./as-house";
import { refreshClocks } from "./clock/refresh-clocks";
import { type SetKindInput, setKindInput } from "./desk-inputs";
import { lockRequests, requireUnmerged } from "./lock-requests";
import { routeRequests } from "./routing/route-requests";

/**
 * Of another kind a request is routed and promised anew. Throws not_found, `requests.merged`,
 * precondition `requests.kind_decided` where the kind is what somebody has to decide.
 */
export async function setKind(ctx: OperatorContext, raw: SetKindInput): Promise<void> {
  authorize(ctx, "cases:edit");
  const { caseId, kind } = setKindInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    await lockRequests(tx, [caseId]);
    await requireUnmerged(tx, [caseId]);
    const [row] = await tx.sql<{ version: number; kind: string | null; isDecided: boolean }[]>`
      select version, fields->>'requestKind' as kind,
             fields->>'decision' is not null as "isDecided"
        from cases where id = ${caseId}`;
    if (!row || row.kind === kind) return;
    if (row.isDecided) throw new DomainError("precondition", "requests.kind_decided");
    const changed = { caseId, version: row.version, fields: { requestKind: kind } };
    await updateCase(inner, changed, { verbFields: ["requestKind"] });
    await routeRequests(asHouse(inner), tx, [caseId]);
    await refreshClocks(tx, { now: ctx.now, caseIds: [caseId] });
  });
}

import { openCase } from "../../cases";
import { inTransaction, type OperatorContext } from "../../context";
import { createParty } from "../../parties";
import { asHouse } from "../as-house";
import { saveCanned } from "../canned-answers";
import { placeRequests } from "../place-request";
import { saveRule } from "../routing/rules";

/** A request on the desk, a rule and an answer kept ready, all of this name. */
export async function seedDesk(
  ctx: OperatorContext,
  name: string,
): Promise<{ requestId: number; ruleId: number; answerId: number }> {
  const { partyId } = await createParty(ctx, {
    ...{ kind: "legal_entity", fullName: `${name} klient s.r.o.`, isKnownToDiffer: true },
  });
  const { caseId: requestId } = await openCase(ctx, {
    ...{ category: "request", fields: { subject: name, requestKind: "other" } },
    parties: [{ partyId, role: "client" }],
  });
  const { ruleId } = await saveRule(ctx, { version: 0, name, priority: "low" });
  const texts = { cs: name };
  const { answerId } = await saveCanned(ctx, { version: 0, shortcut: "seed", texts });
  await inTransaction(asHouse(ctx), (inner, tx) =>
    placeRequests(inner, tx, { caseIds: [requestId], channel: "office" }),
  );
  return { requestId, ruleId, answerId };
}

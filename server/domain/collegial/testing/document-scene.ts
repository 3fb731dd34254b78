import type { CollegialKind } from "@/db/values/collegial";
import { moveCase, openCase } from "../../cases";
import type { OperatorContext } from "../../context";
import type { TestTenant } from "../../testing";
import { addDocument } from "../../timeline";
import { assignActions } from "../assign-actions";
import { decideAction } from "../decide-action";

async function* bytes(text: string) {
  yield Buffer.from(text);
}

/** A file of a document, or the next version of one. */
export const upload = (
  ctx: OperatorContext,
  caseId: number,
  given: { text: string; after?: number },
) =>
  addDocument(ctx, {
    caseId,
    file: { name: "smlouva.txt", mediaType: "text/plain", content: bytes(given.text) },
    ...(given.after ? { replacesEventId: given.after } : {}),
  });

/** A document with its people, and short words for what they do. */
export async function documentScene(tenant: TestTenant, documentType: string) {
  const author = await tenant.operator("operator", { name: "Autor" });
  const first = await tenant.operator("supervisor", { name: "První" });
  const second = await tenant.operator("operator", { name: "Druhý" });
  const { caseId } = await openCase(author, {
    category: "document",
    fields: { subject: "Smlouva o dílo", documentType },
  });
  const ask = async (kind: CollegialKind, ...people: OperatorContext[]) => {
    const assignees = people.map(({ actor }) => ({ operatorId: actor.operatorId }));
    return (await assignActions(author, { caseId, kind, assignees })).actionIds;
  };
  const move = (to: string) => moveCase(author, { caseId, to, resolution: "důvod" });
  const refused = (to: string) => move(to).then(() => "moved", codeOf);
  return { tenant, author, first, second, caseId, ask, move, refused };
}

export const yes = (ctx: OperatorContext, actionId = 0) =>
  decideAction(ctx, { actionId, outcome: "positive" });
export const no = (ctx: OperatorContext, actionId = 0) =>
  decideAction(ctx, { actionId, outcome: "negative", comment: "Ne" });
export const codeOf = (error: { code: string }) => error.code;

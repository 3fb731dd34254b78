import { DomainError } from "@/server/kernel/errors";
import { authorize, type Context, inTransaction } from "../context";
import { nameReasons, type ProcessDefinition, readProcesses, statesFrom } from "../workflow";
import { MOVED_MEANWHILE } from "./changed-meanwhile";
import { definitionOf } from "./definition";
import { fillFields } from "./fill-fields";
import { type MoveCaseInput, moveCaseInput } from "./inputs";
import { lockForMove, requireCase } from "./load";
import { moveCases } from "./move-cases";

const KINDS: Record<string, "not_found" | "conflict"> = {
  "cases.not_found": "not_found",
  [MOVED_MEANWHILE]: "conflict",
};

/**
 * Moves one case, with values for the empty fields that the move asks for: all of it, or nothing.
 * A refusal is an error that carries the first reason.
 */
export async function moveCase(ctx: Context, raw: MoveCaseInput): Promise<{ state: string }> {
  authorize(ctx, "cases:move");
  const { caseId, fields, ...rest } = moveCaseInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    await lockForMove(tx, await readProcesses(tx), [caseId]);
    const before = await requireCase(tx, caseId);
    const definition = await definitionOf(tx, {
      ...before,
      fields: { ...before.fields, ...fields },
    });
    const isThere = rest.from === undefined || rest.from === before.state;
    if (isThere && fields && Object.keys(fields).length > 0) {
      const to = targetOf(definition, { ...rest, from: before.state });
      await fillFields(inner, { caseId, fields, to });
    }
    const [outcome] = await moveCases(inner, { caseIds: [caseId], ...rest });
    if (outcome?.ok) return { state: outcome.to };
    const reasons = outcome?.reasons ?? [{ code: "cases.not_found" }];
    const [reason = { code: "cases.not_found" }] = nameReasons(
      definition,
      reasons,
      ctx.actor.language,
    );
    throw new DomainError(KINDS[reason.code] ?? "precondition", reason.code, reason.params);
  });
}

interface Way {
  from: string;
  transition?: string | undefined;
  to?: string | undefined;
}

/** Where the wanted way leads; its own start when there is no such way (the engine then says why). */
function targetOf(definition: ProcessDefinition, { from, transition, to }: Way): string {
  const found = definition.transitions.find(
    (each) => each.code === transition && statesFrom(definition, each).includes(from),
  );
  return found?.to ?? to ?? from;
}

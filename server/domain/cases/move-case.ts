import { DomainError } from "@/server/kernel/errors";
import { authorize, type Context, inTransaction } from "../context";
import { nameReasons, type ProcessDefinition, statesFrom } from "../workflow";
import { definitionOf } from "./definition";
import { fillFields } from "./fill-fields";
import { type MoveCaseInput, moveCaseInput } from "./inputs";
import { requireCase } from "./load";
import { moveCases } from "./move-cases";

/**
 * Moves one case, with values for the empty fields that the move asks for: all of it, or nothing.
 * A refusal is an error that carries the first reason.
 */
export async function moveCase(ctx: Context, raw: MoveCaseInput): Promise<{ state: string }> {
  authorize(ctx, "cases:move");
  const { caseId, fields, ...rest } = moveCaseInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const before = await requireCase(tx, caseId);
    const definition = await definitionOf(tx, {
      ...before,
      fields: { ...before.fields, ...fields },
    });
    if (fields && Object.keys(fields).length > 0) {
      const to = targetOf(definition, { from: before.state, ...rest });
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
    const kind = reason.code === "cases.not_found" ? "not_found" : "precondition";
    throw new DomainError(kind, reason.code, reason.params);
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

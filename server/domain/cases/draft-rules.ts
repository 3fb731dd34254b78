import { authorize, type Context, reading } from "../context";
import { fieldRules } from "../workflow";
import { newDefinitionOf } from "./definition";
import { roleOf } from "./field-refusal";
import { type DraftRulesInput, draftRulesInput } from "./inputs";

/** What holds for each field of a case that is about to be opened in a state, for who opens it. */
export async function draftRules(ctx: Context, raw: DraftRulesInput) {
  authorize(ctx, "cases:open");
  const { category, state, fields } = draftRulesInput.parse(raw);
  const { definition } = await reading(ctx, (tx) => newDefinitionOf(tx, { category, fields }));
  return fieldRules(definition, { state: state ?? definition.initial, role: roleOf(ctx) });
}

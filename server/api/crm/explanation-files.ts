import type { OperatorContext } from "@/server/domain/context";
import {
  type ExplanationWords,
  exportExplanation,
  exportExplanationInput,
} from "@/server/domain/explanations";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { jsonOf, sendWritten } from "./list-files";

/**
 * The derivation of a balance as a file: `request` of the form is JSON of `exportExplanationInput`;
 * `wordsOf` answers the texts of a language. Takes one of the places of exports.
 */
export function sendExplanation(
  ctx: OperatorContext,
  form: FormData,
  wordsOf: (language: Locale) => Promise<ExplanationWords>,
): Promise<Response> {
  return sendWritten(
    ctx,
    async () => {
      const input = exportExplanationInput.safeParse(jsonOf(form.get("request")));
      if (!input.success) throw new DomainError("invalid", "lists.export_query");
      return exportExplanation(ctx, input.data, wordsOf);
    },
    {},
  );
}

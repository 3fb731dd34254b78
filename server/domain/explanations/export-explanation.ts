import type { Writable } from "node:stream";
import { writePdf } from "@/server/connectors/pdf";
import type { Locale } from "@/server/kernel/locale";
import { writeAudit } from "../audit";
import { type BalanceExplained, explainBalance } from "../claims";
import { authorize, type Context, inTransaction } from "../context";
import { explanationPdf } from "./explanation-pdf";
import { writeExplanationSheets } from "./explanation-sheets";
import { headingOf } from "./heading";
import { type ExportExplanationInput, exportExplanationInput } from "./request";
import type { ExplanationWords } from "./words";

export interface ExplanationFile {
  format: "pdf" | "xlsx";
  name: string;
  /** Writes the whole file into the stream and ends it. */
  write(stream: Writable): Promise<void>;
}

/**
 * A derivation as a file in the language of who will read it. Rights, the numbers and the audit
 * (names of people leave the house) come before the first byte. Throws not_found,
 * `claims.explain_too_long`.
 */
export async function exportExplanation(
  ctx: Context,
  raw: ExportExplanationInput,
  wordsOf: (language: Locale) => Promise<ExplanationWords>,
): Promise<ExplanationFile> {
  authorize(ctx, "lists:export");
  authorize(ctx, "claims:read");
  const { format, language, of, onDay } = exportExplanationInput.parse(raw);
  const words = await wordsOf(language);
  const { explained, heading } = await inTransaction(ctx, async (inner) => {
    const told = await explainBalance(inner, { of, onDay });
    const about = await headingOf(inner, told.caseId, { language, words });
    await writeAudit(inner, {
      ...{ action: "explanations.export", ...subjectOf(told, of) },
      caseId: told.caseId,
      after: { format, language, onDay: told.onDay, currency: told.currency },
    });
    return { explained: told, heading: about };
  });
  const given = { explained, heading, words, language, now: ctx.now };
  const stem = `${words.word("fileName")}-${explained.refNo}-${explained.onDay}`;
  return {
    format,
    name: `${stem.replaceAll(/[^\p{L}\p{N}.-]+/gu, "-")}.${format}`,
    write: (stream) =>
      format === "pdf"
        ? writePdf(explanationPdf(given), stream)
        : writeExplanationSheets(given, stream),
  };
}

function subjectOf(
  { caseId, claims }: BalanceExplained,
  of: ReturnType<typeof exportExplanationInput.parse>["of"],
): { entity: string; entityId: number } {
  if (of.kind === "case") return { entity: "case", entityId: caseId };
  const entityId = of.kind === "claim" ? of.claimId : (claims[0]?.id ?? caseId);
  return { entity: "claim", entityId };
}

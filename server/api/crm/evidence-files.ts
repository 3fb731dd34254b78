import type { OperatorContext } from "@/server/domain/context";
import { readEvidence } from "@/server/domain/registers";
import { evidenceInput } from "@/server/domain/registers/inputs";
import { DomainError } from "@/server/kernel/errors";
import { refusal } from "./document-files";

const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/xml/i, "xml"],
  [/json/i, "json"],
  [/html/i, "html"],
];

/** What was asked and what was answered, to the byte; always a download, as others wrote it. */
export async function sendEvidence(
  ctx: OperatorContext,
  wanted: { screeningId: string; part: string },
): Promise<Response> {
  try {
    const input = evidenceInput.safeParse({
      ...{ screeningId: Number(wanted.screeningId), part: wanted.part },
    });
    if (!input.success) throw new DomainError("not_found", "registers.screening_not_found");
    const { screeningId, part } = input.data;
    const { register, mediaType, [part]: bytes } = await readEvidence(ctx, { screeningId });
    if (bytes === null) throw new DomainError("not_found", "registers.no_evidence");
    const ending = ENDINGS.find(([of]) => of.test(mediaType))?.[1] ?? "txt";
    const name = `${register}-${screeningId}-${part}.${ending}`;
    return new Response(new Uint8Array(bytes), {
      headers: {
        "content-type": "application/octet-stream",
        "content-length": String(bytes.length),
        "content-disposition": `attachment; filename="${name}"`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    return refusal(error);
  }
}

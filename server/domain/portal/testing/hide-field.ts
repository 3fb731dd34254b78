import type { OperatorContext } from "../../context";
import { activateDraft, openDraft, readDraft, saveDraft } from "../../processes";

interface Field {
  key: string;
  hidden?: unknown;
}

/** Puts a version of a process in force in which a field is hidden; cases opened from then on have it. */
export async function hideField(
  ctx: OperatorContext,
  category: string,
  { key, hidden }: { key: string; hidden: Record<string, string[]> },
): Promise<void> {
  await openDraft(ctx, { category });
  const read = await readDraft(ctx, { category, language: "en" });
  const definitions = (read?.definitions ?? []).map((raw) => ({
    ...raw,
    fields: (raw.fields as Field[]).map((field) =>
      field.key === key ? { ...field, hidden } : field,
    ),
  }));
  const saved = await saveDraft(ctx, { category, revision: read?.revision ?? 0, definitions });
  await activateDraft(ctx, { category, revision: saved.revision });
}

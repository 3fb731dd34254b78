import { DomainError } from "@/server/kernel/errors";
import { authorize, type OperatorContext, reading } from "../context";
import { foretellMessages, type MessagesOutlook } from "../messages";
import { noteQuestion } from "../parties";
import { bulkActionOf } from "./bulk-lists";
import { type ForetellMessageInput, foretellMessageInput } from "./inputs";
import { textOf } from "./text-of";

/** So many are looked at; of a larger selection the first ones are told. */
const CASES_MAX = 10_000;

/**
 * What a message to a selection would do, before it is started as `startBulkAction` starts it. Of more
 * than ten thousand cases the first are told (`isPartial`). Throws `lists.bulk_params`,
 * `lists.bulk_nothing`.
 */
export async function foretellBulkMessage(
  ctx: OperatorContext,
  raw: ForetellMessageInput,
): Promise<MessagesOutlook & { isPartial: boolean }> {
  authorize(ctx, "lists:bulk");
  const input = foretellMessageInput.parse(raw);
  const { list, action } = bulkActionOf(input.list, "message");
  authorize(ctx, list.permission);
  authorize(ctx, action.permission);
  const { selection, channel, templateId } = input;
  if (selection.mode === "all") await noteQuestion(ctx, textOf(selection.filter));
  return reading(ctx, async (tx) => {
    const { ids } = await list.choose(ctx, tx, { selection, on: action.on });
    const rows = await tx.sql<{ id: number }[]>`
      select r.id from (${ids}) r order by r.id limit ${CASES_MAX + 1}`;
    if (rows.length === 0) throw new DomainError("precondition", "lists.bulk_nothing");
    const caseIds = rows.slice(0, CASES_MAX).map(({ id }) => id);
    const outlook = await foretellMessages(ctx, tx, {
      caseIds,
      channel,
      templateId: templateId ?? null,
    });
    return { ...outlook, isPartial: rows.length > CASES_MAX };
  });
}

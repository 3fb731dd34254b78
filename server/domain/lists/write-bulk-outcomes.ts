import type { Writable } from "node:stream";
import type { z } from "zod";
import { createWorkbookWriter } from "@/server/connectors/workbook";
import { noteShown, shownIn, writeAudit } from "../audit";
import { askedTogether, authorize, type Context, inTransaction, reading } from "../context";
import type { ItemKind } from "./bulk-action";
import { requireBulkAction } from "./bulk-queries";
import { bulkActionIdInput } from "./inputs";
import { listBulkOutcomes } from "./list-bulk-outcomes";

const PAGE_ROWS = 100;

/** Headings and sentences of the file, in the language of who downloads it. */
export interface OutcomeWords {
  sheetName: string;
  refNo: string;
  debtor: string;
  /** Heading of what a row is beside its case. */
  kinds: Record<ItemKind, string>;
  outcome: string;
  textOf(outcome: string | null, params: Record<string, string | number>): string;
}

/** What became of each row of a bulk action, as an XLSX with the refused rows coloured. */
export async function writeBulkOutcomes(
  ctx: Context,
  raw: z.input<typeof bulkActionIdInput>,
  { stream, words }: { stream: Writable; words: OutcomeWords },
): Promise<void> {
  authorize(ctx, "lists:bulk");
  authorize(ctx, "lists:export");
  const { bulkActionId } = bulkActionIdInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    await requireBulkAction(inner, tx, bulkActionId);
    const audit = { action: "lists.export-outcomes", entity: "bulk_action" };
    await writeAudit(inner, { ...audit, entityId: bulkActionId });
  });
  await reading(askedTogether(ctx), async (tx) => {
    const { itemKind } = await requireBulkAction(ctx, tx, bulkActionId);
    const hasDetail = itemKind !== "case";
    const inside = { ...ctx, tx };
    const writer = createWorkbookWriter({ stream }, "xlsx");
    try {
      const sheet = await writer.addSheet({
        name: words.sheetName,
        columns: [
          { header: words.refNo, type: "text" },
          { header: words.debtor, type: "text", width: 34 },
          ...(hasDetail
            ? [{ header: words.kinds[itemKind], type: "text" as const, width: 34 }]
            : []),
          { header: words.outcome, type: "text", width: 60 },
        ],
      });
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof listBulkOutcomes>> = await listBulkOutcomes(inside, {
          bulkActionId,
          cursor,
          limit: PAGE_ROWS,
        });
        await noteShown(ctx, "lists.bulkOutcomes", shownIn(page, null));
        await sheet.writeRows(
          page.items.map(({ refNo, debtorName, detail, outcome, params }) => [
            refNo,
            debtorName,
            ...(hasDetail ? [detail] : []),
            words.textOf(outcome, params),
          ]),
          { tones: page.items.map(({ outcome }) => (outcome?.includes(".") ? "error" : "plain")) },
        );
        cursor = page.nextCursor;
      } while (cursor !== null);
      await writer.close();
    } catch (error) {
      writer.abort();
      throw error;
    }
  });
}

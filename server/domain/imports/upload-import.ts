import { z } from "zod";
import type { Tx } from "@/db/client";
import { IMPORT_KINDS } from "@/db/values/imports";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { fileContent, receiveFile, storeFile } from "../files";
import { readProcesses } from "../workflow";
import { importOptions } from "./inputs";
import { type ImportPreview, readPreview } from "./read-preview";
import { remembered } from "./remembered";

export const uploadImportInput = z.object({
  kind: z.enum(IMPORT_KINDS),
  name: z.string().max(300),
});

export interface UploadedImport {
  importId: number;
  preview: ImportPreview;
  /** The newest import that brought the very same file already. */
  sameFileImportId: number | null;
}

/**
 * Keeps the workbook and reads its beginning: sheets, header, what the columns seem to be. Nothing
 * is kept of a file that cannot be read; it is refused with `workbook.<reason>`.
 */
export async function uploadImport(
  ctx: Context,
  raw: z.input<typeof uploadImportInput>,
  content: AsyncIterable<Uint8Array>,
): Promise<UploadedImport> {
  authorize(ctx, "imports:run");
  const { kind, name } = uploadImportInput.parse(raw);
  const received = await receiveFile(content);
  return inTransaction(ctx, async (inner, tx) => {
    const file = await storeFile(inner, tx, { name, mediaType: MEDIA_TYPE, content: received });
    const bytes = await fileContent(tx, file.fileId);
    const { inForce: catalogue } = await readProcesses(tx);
    const preview = await readPreview(
      { bytes, fileName: name },
      { kind, catalogue, remembered: remembered(tx, kind) },
    );
    const sameFileImportId = await sameFile(tx, kind, file.sha256);
    const columns = preview.columns.map(({ column, header, target }) => ({
      column,
      header,
      target,
    }));
    const [row] = await tx.sql<{ id: number }[]>`
      insert into imports (kind, state, file_id, file_name, file_sha256, sheet_index, header_row, preview,
                           mapping, options, created_by, created_at)
      values (${kind}, 'uploaded', ${file.fileId}, ${name}, ${file.sha256}, ${preview.sheetIndex},
              ${preview.headerRow}, ${JSON.stringify(preview)}::jsonb, ${JSON.stringify({ columns })}::jsonb,
              ${JSON.stringify(importOptions.parse({}))}::jsonb, ${authorOf(ctx.actor).id}, ${ctx.now})
      returning id`;
    if (!row) throw new Error("the insert answered nothing");
    await writeAudit(inner, {
      action: "imports.upload",
      entity: "import",
      entityId: row.id,
      after: { kind, fileName: name, sizeBytes: file.sizeBytes },
    });
    return { importId: row.id, preview, sameFileImportId };
  });
}

// What the browser calls the file decides nothing, its bytes do.
const MEDIA_TYPE = "application/octet-stream";

async function sameFile({ sql }: Tx, kind: string, sha256: Buffer): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    select id from imports where file_sha256 = ${sha256} and kind = ${kind} and state = 'published'
     order by id desc limit 1`;
  return row?.id ?? null;
}

import { authorize, type Context, inTransaction } from "../context";
import { fileContent } from "../files";
import { readProcesses } from "../workflow";
import { type ChooseSheetInput, chooseSheetInput } from "./inputs";
import { loadImport } from "./load";
import { type ImportPreview, readPreview } from "./read-preview";
import { remembered } from "./remembered";
import { refuseUnless } from "./states";

/** Another sheet of the workbook, or another row as its header: the columns are guessed anew. */
export async function chooseSheet(ctx: Context, raw: ChooseSheetInput): Promise<ImportPreview> {
  authorize(ctx, "imports:run");
  const { importId, sheetIndex, headerRow } = chooseSheetInput.parse(raw);
  return inTransaction(ctx, async (_, tx) => {
    const row = await loadImport(tx, importId);
    refuseUnless(row, "editable");
    const bytes = await fileContent(tx, row.fileId);
    const { inForce: catalogue } = await readProcesses(tx);
    const preview = await readPreview(
      { bytes, fileName: row.fileName },
      {
        ...{ kind: row.kind, catalogue, sheetIndex },
        ...(headerRow === undefined ? {} : { headerRow }),
        remembered: remembered(tx, row.kind),
      },
    );
    const columns = preview.columns.map(({ column, header, target }) => ({
      column,
      header,
      target,
    }));
    await tx.sql`
      update imports set state = 'uploaded', sheet_index = ${preview.sheetIndex},
             header_row = ${preview.headerRow}, preview = ${JSON.stringify(preview)}::jsonb,
             mapping = ${JSON.stringify({ columns })}::jsonb, error_code = null, error_params = null
       where id = ${importId}`;
    return preview;
  });
}

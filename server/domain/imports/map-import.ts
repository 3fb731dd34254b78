import { DomainError } from "@/server/kernel/errors";
import { authorize, type Context, inTransaction } from "../context";
import { checkMapping } from "./check-mapping";
import { missingColumns } from "./columns";
import { type MapImportInput, mapImportInput } from "./inputs";
import { loadImport } from "./load";
import { remember } from "./remembered";
import { refuseUnless } from "./states";

/**
 * Keeps which column goes where and by which rules the import is made; the next workbook of the same
 * headers begins with it. Throws `imports.columns_missing` while a required column is not mapped.
 */
export async function mapImport(ctx: Context, raw: MapImportInput): Promise<void> {
  authorize(ctx, "imports:run");
  const { importId, mapping, options } = mapImportInput.parse(raw);
  await inTransaction(ctx, async (_, tx) => {
    const row = await loadImport(tx, importId);
    refuseUnless(row, "editable");
    const columns = checkMapping(row.kind, mapping);
    const keys = columns.flatMap(({ target }) => (target.to === "column" ? [target.key] : []));
    const [missing] = missingColumns(row.kind, new Set<string>(keys));
    if (missing) {
      throw new DomainError("invalid", "imports.columns_missing", { columns: missing.join(", ") });
    }
    await remember(tx, row.kind, columns);
    await tx.sql`
      update imports set state = 'mapped', mapping = ${JSON.stringify({ columns })}::jsonb,
             options = ${JSON.stringify(options)}::jsonb, error_code = null, error_params = null
       where id = ${importId}`;
  });
}

import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { type ImportIdInput, importIdInput } from "./inputs";
import { loadImport } from "./load";
import { dropStaged } from "./staging/tables";
import { refuseUnless } from "./states";

/** Forgets an import that brought nothing; its file goes with it. */
export async function deleteImport(ctx: Context, raw: ImportIdInput): Promise<void> {
  authorize(ctx, "imports:run");
  const { importId } = importIdInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const row = await loadImport(tx, importId);
    // What was taken back keeps its trace: its payments stand in the ledger, reversed.
    refuseUnless(row, "deletable");
    await dropStaged(tx, importId);
    await tx.sql`delete from imports where id = ${importId}`;
    await tx.sql`delete from files where id = ${row.fileId}`;
    await writeAudit(inner, {
      action: "imports.delete",
      entity: "import",
      entityId: importId,
      before: { kind: row.kind, fileName: row.fileName, state: row.state },
    });
  });
}

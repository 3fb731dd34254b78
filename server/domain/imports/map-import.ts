import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { authorize, type Context, inTransaction } from "../context";
import { checkMapping } from "./check-mapping";
import { missingColumns } from "./columns";
import { type ImportOptions, type MapImportInput, mapImportInput } from "./inputs";
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
    await refuseForeign(tx, options);
    await remember(tx, row.kind, columns);
    await tx.sql`
      update imports set state = 'mapped', mapping = ${JSON.stringify({ columns })}::jsonb,
             options = ${JSON.stringify(options)}::jsonb, error_code = null, error_params = null
       where id = ${importId}`;
  });
}

/** What the options point at must be the operator's to point at. */
async function refuseForeign({ sql }: Tx, options: ImportOptions): Promise<void> {
  const { accessGroupId, creditorPartyId, ownerId } = options;
  const [found] = await sql<{ hasGroup: boolean; hasParty: boolean; hasOwner: boolean }[]>`
    select ${accessGroupId}::bigint is null or exists (
             select from access_groups where id = ${accessGroupId}
                and (app_sees_all_groups() or id = any (app_access_groups()))) as "hasGroup",
           ${creditorPartyId}::bigint is null or exists (
             select from parties where id = ${creditorPartyId} and merged_into_id is null) as "hasParty",
           ${ownerId}::bigint is null or exists (
             select from operators where id = ${ownerId} and is_active) as "hasOwner"`;
  if (!found?.hasGroup) throw new DomainError("not_found", "access.group_not_found");
  if (!found.hasParty) throw new DomainError("not_found", "parties.not_found");
  if (!found.hasOwner) throw new DomainError("not_found", "access.operator_not_found");
}

import type { Tx } from "@/db/client";
import { refNoSortKey } from "@/server/kernel/ref-no";
import { type ConvertOptions, compileConverter } from "../convert-row";
import type { ColumnMapping } from "../mapping";
import type { RawCell } from "../raw-cell";
import { isVisible } from "../resolve/visible";
import type { ImportScope } from "../scope";

/**
 * Categories of the cases that rows of data are about, one question a batch: their fields say what
 * the columns mean. Null where nothing is known, or nothing that the author may see. Other kinds
 * say the category themselves and get no such question.
 */
export function caseCategories(
  tx: Tx,
  scope: ImportScope,
  plan: { columns: readonly ColumnMapping[]; options: ConvertOptions },
) {
  if (scope.kind !== "case-data") return null;
  const numbered = plan.columns.filter(
    ({ target }) => target.to === "column" && target.key === "refNo",
  );
  const convert = compileConverter(numbered, plan.options);
  return async (rows: readonly (readonly RawCell[])[]): Promise<(string | null)[]> => {
    const keys = rows.flatMap((row, place) => {
      const { record } = convert(row);
      const refNo = record.kind === "case-data" ? record.refNo : null;
      return refNo === null ? [] : [{ place, ...refNoSortKey(refNo) }];
    });
    const found = await tx.sql<{ place: number; category: string }[]>`
      select n.place, c.category
        from unnest(${keys.map(({ place }) => place)}::integer[],
                    ${keys.map(({ year }) => year)}::integer[],
                    ${keys.map(({ number }) => number)}::bigint[]) as n (place, year, number)
        join cases c on c.ref_year = n.year and c.ref_number = n.number and c.voided_at is null
       where ${isVisible(tx, scope)}`;
    const categories: (string | null)[] = rows.map(() => null);
    for (const { place, category } of found) categories[place] = category;
    return categories;
  };
}

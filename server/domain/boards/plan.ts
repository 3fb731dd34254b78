import { DomainError } from "@/server/kernel/errors";
import { type Context, reading } from "../context";
import {
  type BoardColumn,
  boardColumns,
  type ProcessDefinition,
  type Processes,
  readProcesses,
} from "../workflow";
import type { Shown } from "./inputs";

/** What a board is made of, by its definition and by what the person chose. */
export interface Plan {
  processes: Processes;
  category: string;
  definitions: readonly ProcessDefinition[];
  columns: (BoardColumn & { since: Date | null })[];
  /** Keys of the fields that cards carry. */
  fields: string[];
  sum: Sum | null;
  /** The field that names a card, where one does. */
  title: string | null;
}

export interface Sum {
  field: string;
  currencyField: string | null;
  currency: string | null;
}

const DAY_MS = 86_400_000;

/** Refuses a category that is not installed. */
export async function planOf(
  ctx: Context,
  { category, fields, hideAfterDays }: Shown,
): Promise<Plan> {
  const processes = await reading(ctx, readProcesses);
  const definitions = processes.inForce.definitions.filter((each) => each.category === category);
  const base = definitions.find(({ variantOf }) => variantOf === undefined);
  if (!base) throw new DomainError("invalid", "cases.unknown_category", { category });
  const columns = boardColumns(definitions).map((column) => {
    const days = hideAfterDays[column.code] ?? column.hideAfterDays ?? 0;
    return { ...column, since: days > 0 ? new Date(ctx.now.getTime() - days * DAY_MS) : null };
  });
  const wanted = [...(fields ?? base.board.card), base.selector].flatMap((each) => each ?? []);
  const known = new Set(definitions.flatMap((each) => each.fields.map(({ key }) => key)));
  return {
    ...{
      processes,
      category,
      definitions,
      columns,
      sum: sumOf(base),
      title: base.board.title ?? null,
    },
    fields: [...new Set(wanted)].filter((each) => known.has(each)),
  };
}

function sumOf({ board, fields }: ProcessDefinition): Sum | null {
  if (board.sum === undefined) return null;
  const field = fields.find(({ key }) => key === board.sum);
  return {
    ...{ field: board.sum, currencyField: field?.currencyField ?? null },
    currency: field?.currency ?? null,
  };
}

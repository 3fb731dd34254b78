import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { ExportListName } from "@/db/values/lists";
import type { ColumnType } from "@/server/connectors/workbook";
import type { Locale } from "@/server/kernel/locale";
import { caseExport } from "../cases";
import { claimExport, paymentExport } from "../claims";
import type { Context } from "../context";
import { partyExport } from "../parties";
import type { Permission } from "../permissions";
import type { PickedRows } from "../picked-rows";
import { screeningExport } from "../registers";
import type { ExportBatches } from "../sheets";
import { taskExport } from "../timeline";
import type { Processes } from "../workflow";

/** One column of the file. A column of the list may become several (one for each currency). */
export interface ExportColumn {
  /** Stands behind the heading that the person sees: a currency, a unit. */
  suffix?: string;
  type: ColumnType;
}

export interface WantedRows {
  /** Columns of the list. */
  keys: string[];
  /** null: all that match. */
  picked: PickedRows | null;
}

/** What a list gives away when it is exported. Each room describes its own; no file format here. */
export interface ExportSource<Query> {
  permission: Permission;
  /** Filter and order, as the list's own query takes them. */
  query: z.ZodType<Query>;
  /** Columns of the file for a column of the list; null for a column that it does not have. */
  columns(key: string, language: Locale, processes: Processes): readonly ExportColumn[] | null;
  /** The rows in the order of the list, in batches. */
  rows(ctx: Context, tx: Tx, wanted: { query: Query } & WantedRows): ExportBatches;
}

/** An export of one query that made sense. */
export interface BoundExport {
  rows(ctx: Context, tx: Tx): ExportBatches;
}

/** An export whose query has been tied to its rows, so that lists of different queries stand together. */
export interface ListExport {
  permission: Permission;
  columns(key: string, language: Locale, processes: Processes): readonly ExportColumn[] | null;
  /** The reader of the rows for a query as it came; null when the query makes no sense. */
  read(query: unknown, wanted: WantedRows): BoundExport | null;
}

function tied<Query>(source: ExportSource<Query>): ListExport {
  const { permission } = source;
  return {
    permission,
    columns: (key, language, processes) => source.columns(key, language, processes),
    read: (raw, wanted) => {
      const parsed = source.query.safeParse(raw);
      if (!parsed.success) return null;
      const query = parsed.data;
      return {
        rows: (ctx, tx) => source.rows(ctx, tx, { query, ...wanted }),
      };
    },
  };
}

/** Every list can be exported; its room says how. */
export const LIST_EXPORTS: Readonly<Record<ExportListName, ListExport>> = {
  cases: tied(caseExport),
  parties: tied(partyExport),
  claims: tied(claimExport),
  payments: tied(paymentExport),
  tasks: tied(taskExport),
  screenings: tied(screeningExport),
};

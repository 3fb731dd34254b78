import type { Finding } from "@/server/kernel/parsed";
import type { COLUMNS, ColumnKey } from "./columns";
import type { ValueOf } from "./read-cell";
import type { Severity } from "./staged-row";

/** What was read of a row, by column; what is missing or unreadable is left out. */
export type RowValues = { [Key in ColumnKey]?: ValueOf<(typeof COLUMNS)[Key]["type"]> };

/** A finding about a column that has been read, or about the row (null). */
export type ReportAt = (key: ColumnKey | null, severity: Severity, what: Finding) => void;

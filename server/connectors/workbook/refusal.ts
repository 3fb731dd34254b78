import { DomainError, type ErrorParams, isDomainError } from "@/server/kernel/errors";

/** Reasons why a file cannot be read; texts are `errors.<reason>` of the namespace `workbook`. */
export const WORKBOOK_REASONS = [
  "archive",
  "damaged",
  "empty_file",
  "file_too_large",
  "html",
  "image",
  "inflates_too_much",
  "legacy_office",
  "legacy_word",
  "legacy_xls",
  "missing_part",
  "missing_sheet",
  "no_sheets",
  "not_a_workbook",
  "open_document",
  "password_protected",
  "pdf",
  "presentation",
  "row_too_large",
  "spreadsheet_xml",
  "too_many_columns",
  "too_many_sheets",
  "unclosed_quote",
  "unknown_format",
  "unsafe_archive",
  "unsafe_xml",
  "word_document",
  "xlsb",
] as const;

export type WorkbookReason = (typeof WORKBOOK_REASONS)[number];

export function refusal(reason: WorkbookReason, params: ErrorParams = {}): DomainError {
  return new DomainError("invalid", `workbook.${reason}`, params);
}

/** Our own refusals pass; whatever zip or zlib complained about becomes "damaged". */
export function asRefusal(cause: unknown, part: string): DomainError {
  if (isDomainError(cause)) return cause;
  return new DomainError({ kind: "invalid", cause }, "workbook.damaged", { part });
}

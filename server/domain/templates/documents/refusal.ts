import { DomainError, type ErrorParams } from "@/server/kernel/errors";

/** Why a file cannot be a template; texts are `errors.<reason>` of the namespace `templates`. */
export const REFUSALS = [
  "active_content",
  "archive",
  "damaged",
  "document_too_complex",
  "embedded_file",
  "empty_file",
  "file_too_large",
  "flat_xml",
  "image",
  "legacy_doc",
  "legacy_office",
  "macros",
  "not_a_document",
  "password_protected",
  "pdf",
  "presentation",
  "rtf",
  "unknown_file",
  "unpacks_too_much",
  "unsafe_archive",
  "unsafe_xml",
  "web_archive",
  "workbook",
] as const;

export type RefusalReason = (typeof REFUSALS)[number];

export function refusal(reason: RefusalReason, params: ErrorParams = {}): DomainError {
  return new DomainError("invalid", `templates.${reason}`, params);
}

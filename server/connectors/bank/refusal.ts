import { DomainError } from "@/server/kernel/errors";

/** Why a statement cannot be read; texts are `errors.<reason>` of the namespace `bank`. */
export const BANK_REASONS = [
  "account_differs",
  "accounts_mixed",
  "ambiguous_amount",
  "amount_too_large",
  "bad_account",
  "bad_amount",
  "bad_currency",
  "bad_date",
  "bad_encoding",
  "bad_json",
  "bad_posting_code",
  "bad_xml",
  "doctype",
  "empty_file",
  "entity",
  "line_too_long",
  "missing_field",
  "record_outside_statement",
  "record_too_large",
  "truncated_file",
  "truncated_record",
  "unclosed_quote",
  "unknown_format",
  "unknown_record",
] as const;

export type BankReason = (typeof BANK_REASONS)[number];

/** What does not add up in a statement that was read; texts stand beside those of the reasons. */
export const BANK_FINDINGS = [
  "balance_differs",
  "count_differs",
  "currency_assumed",
  "details_differ",
  "number_gap",
  "opening_differs",
  "pending_left_out",
  "reversal_side_unsure",
  "turnover_differs",
] as const;

export type BankFinding = (typeof BANK_FINDINGS)[number];

/** Where in the file, both counted from 1 (columns of XML and JSON in bytes), and what stood there. */
export type RefusedAt = { line: number; column: number; value: string };

const VALUE_LENGTH_MAX = 60;
const CONTROLS = /\p{Cc}/gu;

/** The one error of this connector: the file, or this place of it, cannot be read. */
export class StatementRefusal extends DomainError {
  declare readonly params: RefusedAt;

  constructor(reason: BankReason, { line, column, value }: RefusedAt) {
    const shown = value.slice(0, VALUE_LENGTH_MAX).replace(CONTROLS, " ").trim();
    super("invalid", `bank.${reason}`, { line, column, value: shown });
    this.name = "StatementRefusal";
  }
}

/** A refusal of the file as a whole. */
export function refuseFile(reason: BankReason, value = ""): StatementRefusal {
  return new StatementRefusal(reason, { line: 1, column: 1, value });
}

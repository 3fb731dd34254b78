import type { BalanceExplained, ExplainedClaim, ExplainedLine } from "../claims";

/** Words of the file that stand by themselves; a text each in every language. */
export const FILE_WORDS = [
  "title",
  "fileName",
  "case",
  "subject",
  "subjectCase",
  "creditor",
  "courtFileMark",
  "onDay",
  "balance",
  "perDay",
  "empty",
  "summary",
  "claim",
  "dueOn",
  "variableSymbol",
  "overpayment",
  "basis",
  "agreed",
  "edition",
  "unknownFrom",
  "act365",
  "actAct",
  "page",
  "bornOn",
  "registrationNo",
  "columnDay",
  "columnText",
  "columnBase",
  "columnRate",
  "columnAmount",
  "columnTotal",
  "columnFrom",
  "columnTo",
  "columnDays",
  "columnYear",
  "columnBasis",
  "columnNote",
] as const;
export type FileWord = (typeof FILE_WORDS)[number];

/** What the file says, in its own language; made outside, where the texts are. */
export interface ExplanationWords {
  word(name: FileWord, values?: Record<string, string | number>): string;
  claimName(claim: ExplainedClaim): string;
  kind(component: { kind: string; description: string }): string;
  /** What happened on a line, and what is to be known of it. */
  line(line: ExplainedLine, explained: BalanceExplained): { text: string; detail: string };
  overpayment(
    step: BalanceExplained["overpayments"][number],
    explained: BalanceExplained,
  ): { text: string; detail: string };
}

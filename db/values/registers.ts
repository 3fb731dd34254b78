/** Public registers that can be asked about a party; in the order in which people meet them. */
export const REGISTERS = [
  "isir_cz",
  "isir_sk",
  "ares",
  "rpo",
  "ruz",
  "vat_payers",
  "vies",
  "invalid_documents",
  "addresses",
  "cee",
  "cre",
] as const;
export type Register = (typeof REGISTERS)[number];

export const INSOLVENCY_REGISTERS = ["isir_cz", "isir_sk"] as const;
export type InsolvencyRegister = (typeof INSOLVENCY_REGISTERS)[number];

/** Registers that say what somebody is; being found in one of them is no warning. */
export const LOOKUP_REGISTERS = ["ares", "rpo", "vies", "addresses"] as const;

/** Registers without a machine to ask: a person looks, and writes down what was found and paid. */
export const MANUAL_REGISTERS = ["cee", "cre"] as const;

/** Registers of companies that forms are filled from. */
export const COMPANY_REGISTERS = ["ares", "rpo", "ruz", "vies"] as const;
export type CompanyRegister = (typeof COMPANY_REGISTERS)[number];

/** What is looked up before it is anybody's: companies, and addresses as text. */
export const QUESTION_REGISTERS = [...COMPANY_REGISTERS, "addresses"] as const;
export const LOOKUP_KEYS = ["registration_no", "name", "address", "tax_id"] as const;
export type LookupKey = (typeof LOOKUP_KEYS)[number];

/** Documents that the register of invalid ones knows; the kind is told by the number mostly. */
export const DOCUMENT_KINDS = ["identity_card", "passport", "gun_licence"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Three outcomes, never two: what could not be asked is not clear. */
export const SCREENING_OUTCOMES = ["found", "clear", "unavailable"] as const;
export type ScreeningOutcome = (typeof SCREENING_OUTCOMES)[number];

/** What a check was made for. */
export const SCREENING_CAUSES = [
  "card",
  "log",
  "case",
  "claim",
  "deal",
  "application",
  "bulk",
  "watch",
  "feed",
  "module",
] as const;
export type ScreeningCause = (typeof SCREENING_CAUSES)[number];

/** By which a party was asked for. */
export const SCREENING_KEYS = [
  "birth_number",
  "registration_no",
  "person",
  "tax_id",
  "document_no",
  "address",
  "file_mark",
  "manual",
] as const;
export type ScreeningKey = (typeof SCREENING_KEYS)[number];

/** How a process goes on where somebody is insolvent. */
export const WARNING_MODES = ["warning", "confirmation", "error", "none"] as const;
export type WarningMode = (typeof WARNING_MODES)[number];

/** What a person said of a hit: it is them, or somebody else of that name. */
export const HIT_VERDICTS = ["watch", "false_match"] as const;
export type HitVerdict = (typeof HIT_VERDICTS)[number];

/** What changed a party's insolvency: an answer, a person's verdict, the table of statuses. */
export const CHANGE_CAUSES = ["check", "verdict", "status"] as const;
export type ChangeCause = (typeof CHANGE_CAUSES)[number];

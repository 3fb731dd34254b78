import type { EventKind, TaskPriority } from "@/db/values/cases";
import type { Rhythm } from "@/db/values/instalments";
import type { AddressKind, PartyKind } from "@/db/values/parties";
import type { Day } from "@/server/kernel/days";
import type { Sex } from "@/server/kernel/identifiers";
import type { Country } from "@/server/kernel/locale";
import type { Currency } from "@/server/kernel/money";
import type { Phone } from "@/server/kernel/phone";

/** One person or company of a row. Missing is null, in every field of every record here. */
export type StagedParty = {
  kind: PartyKind;
  fullName: string;
  titlesBefore: string | null;
  givenName: string | null;
  surname: string | null;
  titlesAfter: string | null;
  /** 9 or 10 digits; protected data, encrypt before it rests. */
  birthNumber: string | null;
  birthOn: Day | null;
  sex: Sex | null;
  registrationNo: string | null;
  taxId: string | null;
  legalForm: string | null;
  country: Country;
  dataBoxId: string | null;
  web: string | null;
  otherId: string | null;
  note: string | null;
  emails: string[];
  phones: Phone[];
  addresses: StagedAddress[];
  requisites: StagedRequisites | null;
};

/** Codes of an address in the state's register and in ФИАС. */
export type StagedPlace = { addressPoint?: string | undefined; fiasCode?: string | undefined };

/** Missing is left out here: it is kept as JSON. */
export type StagedRequisites = {
  shortName?: string | undefined;
  vatId?: string | undefined;
  inn?: string | undefined;
  kpp?: string | undefined;
  ogrn?: string | undefined;
  fileMark?: string | undefined;
  licence?:
    | {
        kind: string;
        number: string;
        issuedBy?: string | undefined;
        validFrom?: Day | undefined;
        validTo?: Day | undefined;
      }
    | undefined;
  places?: { main?: StagedPlace | undefined; seat?: StagedPlace | undefined } | undefined;
};

export type StagedAddress = {
  kind: AddressKind;
  street: string | null;
  city: string | null;
  postalCode: string | null;
  country: Country;
};

export type StagedFields = Record<string, string | number | boolean>;

export type StagedCase = {
  kind: "cases";
  refNo: string | null;
  groupCode: string | null;
  category: string | null;
  state: string | null;
  role: string | null;
  party: StagedParty | null;
  openedOn: Day | null;
  /** E-mail or name of an operator, as written. */
  owner: string | null;
  tags: string[];
  creditorName: string | null;
  creditorRegistrationNo: string | null;
  fields: StagedFields;
  extraFields: [string, string][];
};

export type StagedClaim = {
  kind: "claims";
  refNo: string | null;
  variableSymbol: string | null;
  dueOn: Day | null;
  arisenOn: Day | null;
  principalMinor: number | null;
  feeMinor: number;
  costsMinor: number;
  paidMinor: number;
  paidOn: Day | null;
  currency: Currency;
  title: string | null;
};

export type StagedPayment = {
  kind: "payments";
  refNo: string | null;
  variableSymbol: string | null;
  amountMinor: number | null;
  currency: Currency;
  paidOn: Day | null;
  note: string | null;
  transactionNo: string | null;
};

/** With a count or a rhythm a whole schedule; else one instalment of its case's. */
export type StagedSchedule = {
  kind: "schedules";
  refNo: string | null;
  variableSymbol: string | null;
  dueOn: Day | null;
  amountMinor: number | null;
  count: number | null;
  rhythm: Rhythm | null;
  totalMinor: number | null;
  currency: Currency;
};

export type StagedPartyRow = { kind: "parties"; party: StagedParty | null };

export type StagedEvent = {
  kind: "events";
  refNo: string | null;
  eventKind: Extract<EventKind, "note" | "task">;
  text: string | null;
  /** "2026-01-31" or "2026-01-31T14:30", on the Prague clock. */
  happenedAt: string | null;
  dueAt: string | null;
  assignee: string | null;
  place: string | null;
  result: string | null;
  priority: TaskPriority;
};

export type StagedCaseData = {
  kind: "case-data";
  refNo: string | null;
  /** Of the case that the number finds. */
  category: string | null;
  owner: string | null;
  tags: string[];
  fields: StagedFields;
  extraFields: [string, string][];
};

export type StagedRow =
  | StagedCase
  | StagedClaim
  | StagedPayment
  | StagedSchedule
  | StagedPartyRow
  | StagedEvent
  | StagedCaseData;

/** An error keeps the row out, a warning asks to be read. */
export type Severity = "error" | "warning";

export type RowFinding = {
  /** Column of the sheet, from zero; null if the row as a whole is meant. */
  column: number | null;
  header: string | null;
  /** The cell as it was written; never a birth number. */
  value: string;
  severity: Severity;
  code: string;
  params?: Record<string, string | number>;
};

export type ConvertedRow = { record: StagedRow; findings: RowFinding[]; hasErrors: boolean };

import type { ImportKind } from "@/db/values/imports";
import { ADDRESS_COLUMNS } from "./address-columns";
import type { ColumnSpec } from "./column-spec";
import { PARTY_COLUMNS } from "./party-columns";
import { REQUISITE_COLUMNS } from "./requisite-columns";
import { WORK_COLUMNS } from "./work-columns";

export { COLUMN_TYPES, type ColumnSpec, type ColumnType } from "./column-spec";

/** Every column that any import knows. */
export const COLUMNS = {
  ...WORK_COLUMNS,
  ...PARTY_COLUMNS,
  ...ADDRESS_COLUMNS,
  ...REQUISITE_COLUMNS,
};
export type ColumnKey = keyof typeof COLUMNS;

const PARTY = [...keysOf(PARTY_COLUMNS), ...keysOf(ADDRESS_COLUMNS), ...keysOf(REQUISITE_COLUMNS)];

/** Columns of each kind of import, in the order of its template. */
export const IMPORT_COLUMNS: Record<ImportKind, readonly ColumnKey[]> = {
  cases: [
    "refNo",
    "category",
    "state",
    "role",
    ...PARTY,
    "group",
    "openedOn",
    "owner",
    "tags",
    "creditor",
    "creditorRegistrationNo",
  ],
  claims: [
    "refNo",
    "variableSymbol",
    "dueOn",
    "principal",
    "paid",
    "paidOn",
    "fee",
    "costs",
    "currency",
    "arisenOn",
    "claimTitle",
  ],
  payments: [
    "refNo",
    "variableSymbol",
    "amount",
    "paidOn",
    "currency",
    "paymentNote",
    "transactionNo",
  ],
  schedules: [
    "refNo",
    "variableSymbol",
    "dueOn",
    "instalmentAmount",
    "instalmentCount",
    "rhythm",
    "scheduleTotal",
    "currency",
  ],
  parties: PARTY,
  events: [
    "refNo",
    "eventKind",
    "eventText",
    "happenedOn",
    "taskDue",
    "assignee",
    "place",
    "result",
    "priority",
  ],
  "case-data": ["refNo", "owner", "tags"],
};

const NAME: readonly ColumnKey[] = ["fullName", "surname", "companyName"];

/** Of each list one column at least must be there. */
export const REQUIRED_COLUMNS: Record<ImportKind, readonly (readonly ColumnKey[])[]> = {
  cases: [["refNo"], NAME],
  claims: [["refNo"], ["dueOn"], ["principal"]],
  payments: [["refNo", "variableSymbol"], ["amount"]],
  schedules: [["refNo", "variableSymbol"], ["dueOn"], ["instalmentAmount", "instalmentCount"]],
  parties: [NAME],
  events: [["refNo"], ["eventText"]],
  "case-data": [["refNo"]],
};

/** Kinds whose unknown columns become data of the case. */
export const KINDS_WITH_DATA: readonly ImportKind[] = ["cases", "case-data"];

/** The columns that a template of this kind begins with: those of the manual, in its order. */
export const TEMPLATE_COLUMNS: Record<ImportKind, readonly ColumnKey[]> = {
  cases: [
    "refNo",
    "category",
    "state",
    "role",
    "fullName",
    "birthNumber",
    "registrationNo",
    "street",
    "postalCode",
    "city",
    "emails",
    "phones",
  ],
  claims: ["refNo", "variableSymbol", "dueOn", "principal", "paid"],
  payments: ["refNo", "variableSymbol", "amount", "paidOn"],
  schedules: ["refNo", "dueOn", "instalmentAmount", "instalmentCount", "rhythm"],
  parties: [
    "fullName",
    "birthNumber",
    "registrationNo",
    "taxId",
    "street",
    "postalCode",
    "city",
    "emails",
    "phones",
    "dataBoxId",
  ],
  events: ["refNo", "eventKind", "eventText", "taskDue", "assignee", "place"],
  "case-data": ["refNo"],
};

export function columnSpec(key: ColumnKey): ColumnSpec {
  return COLUMNS[key];
}

export function isColumnKey(key: string): key is ColumnKey {
  return Object.hasOwn(COLUMNS, key);
}

/** Lists of columns of which none is mapped: what keeps the import from being checked. */
export function missingColumns(
  kind: ImportKind,
  mapped: ReadonlySet<string>,
): (readonly ColumnKey[])[] {
  return REQUIRED_COLUMNS[kind].filter((keys) => !keys.some((key) => mapped.has(key)));
}

function keysOf<Columns extends object>(columns: Columns): (keyof Columns)[] {
  return Object.keys(columns) as (keyof Columns)[];
}

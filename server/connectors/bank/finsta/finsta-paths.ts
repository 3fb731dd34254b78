import type { XmlPaths } from "../xml/xml-paths";

const STATEMENT = "FINSTA/FINSTA03";
const MOVEMENT = `${STATEMENT}/FINSTA05`;

/** What is read of a statement. */
const STATEMENT_FIELDS = [
  "S28_CISLO_VYPISU",
  "S25_CISLO_UCTU",
  "S60_CD_INDIK",
  "S60_DATUM",
  "S60_MENA",
  "S60_CASTKA",
  "SUMA_KREDIT",
  "SUMA_DEBIT",
  "S62_CD_INDIK",
  "S62_DATUM",
  "S62_CASTKA",
] as const;

/** What is read of a movement. */
const MOVEMENT_FIELDS = [
  "S28_POR_CISLO",
  "FACAERQ",
  "S61_DATUM",
  "DPROCD",
  "S61_CD_INDIK",
  "S61_MENA",
  "S61_CASTKA",
  "S61_POST_NAR",
  "PART_BANK_ID",
  "S86_SPECSYMOUR",
  "S86_VARSYMOUR",
  "S86_KONSTSYM",
  "PART_ACCNO",
  "PART_ACC_ID",
  "S86_SPECSYMPAR",
  "S86_VARSYMPAR",
  "PART_ID1_1",
  "PART_ID1_2",
  "PART_ID2_1",
  "PART_ID2_2",
  "PART_MSG_1",
  "PART_MSG_2",
] as const;

export type StatementField = (typeof STATEMENT_FIELDS)[number];
export type MovementField = (typeof MOVEMENT_FIELDS)[number];
export type FinstaField = "FINSTA03" | "FINSTA05" | StatementField | MovementField;

const FIELDS: readonly FinstaField[] = [
  "FINSTA03",
  "FINSTA05",
  ...STATEMENT_FIELDS,
  ...MOVEMENT_FIELDS,
];

/** The field that a code of the scanner stands for. */
export function fieldOf(code: number): FinstaField {
  return FIELDS[code - 1] as FinstaField;
}

const codeOf = (field: FinstaField) => FIELDS.indexOf(field) + 1;

export const PATHS: XmlPaths = Object.fromEntries([
  [STATEMENT, codeOf("FINSTA03")],
  [MOVEMENT, codeOf("FINSTA05")],
  ...STATEMENT_FIELDS.map((field) => [`${STATEMENT}/${field}`, codeOf(field)]),
  ...MOVEMENT_FIELDS.map((field) => [`${MOVEMENT}/${field}`, codeOf(field)]),
]);

/** Where people write what the payment is for. */
export const MESSAGE_FIELDS: readonly MovementField[] = [
  "PART_ID1_1",
  "PART_ID1_2",
  "PART_ID2_1",
  "PART_ID2_2",
  "PART_MSG_1",
  "PART_MSG_2",
];

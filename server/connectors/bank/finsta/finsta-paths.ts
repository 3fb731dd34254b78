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

type FinstaField =
  | "FINSTA03"
  | "FINSTA05"
  | (typeof STATEMENT_FIELDS)[number]
  | (typeof MOVEMENT_FIELDS)[number];

const FIELDS: readonly FinstaField[] = [
  "FINSTA03",
  "FINSTA05",
  ...STATEMENT_FIELDS,
  ...MOVEMENT_FIELDS,
];

/** What the scanner calls each field: a number, from 1 on. */
export const CODE = Object.fromEntries(
  FIELDS.map((field, index) => [field, index + 1]),
) as Readonly<Record<FinstaField, number>>;

export const PATHS: XmlPaths = Object.fromEntries([
  [STATEMENT, CODE.FINSTA03],
  [MOVEMENT, CODE.FINSTA05],
  ...STATEMENT_FIELDS.map((field) => [`${STATEMENT}/${field}`, CODE[field]]),
  ...MOVEMENT_FIELDS.map((field) => [`${MOVEMENT}/${field}`, CODE[field]]),
]);

/** Where people write what the payment is for. */
export const MESSAGE_CODES: readonly number[] = [
  CODE.PART_ID1_1,
  CODE.PART_ID1_2,
  CODE.PART_ID2_1,
  CODE.PART_ID2_2,
  CODE.PART_MSG_1,
  CODE.PART_MSG_2,
];

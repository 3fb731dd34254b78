import type { XmlPaths } from "../xml/xml-paths";

/** What is read of a statement, a report or a notification, by path from there. */
export const PATHS = {
  Stmt: "",
  LegalNumber: "LglSeqNb",
  Number: "ElctrncSeqNb",
  From: "FrToDt/FrDtTm",
  To: "FrToDt/ToDtTm",
  AccountIban: "Acct/Id/IBAN",
  AccountOther: "Acct/Id/Othr/Id",
  AccountBank: "Acct/Svcr/FinInstnId/ClrSysMmbId/MmbId",
  AccountBankOther: "Acct/Svcr/FinInstnId/Othr/Id",
  AccountCurrency: "Acct/Ccy",
  Balance: "Bal",
  BalanceType: "Bal/Tp/CdOrPrtry/Cd",
  BalanceAmount: "Bal/Amt",
  BalanceCurrency: "Bal/Amt/@Ccy",
  BalanceSide: "Bal/CdtDbtInd",
  BalanceDay: "Bal/Dt/Dt",
  BalanceTime: "Bal/Dt/DtTm",
  CreditSum: "TxsSummry/TtlCdtNtries/Sum",
  DebitSum: "TxsSummry/TtlDbtNtries/Sum",
  Entry: "Ntry",
  EntryAmount: "Ntry/Amt",
  EntryCurrency: "Ntry/Amt/@Ccy",
  EntrySide: "Ntry/CdtDbtInd",
  EntryReversal: "Ntry/RvslInd",
  EntryStatus: "Ntry/Sts",
  // Since version 8.
  EntryStatusCode: "Ntry/Sts/Cd",
  BookedDay: "Ntry/BookgDt/Dt",
  BookedTime: "Ntry/BookgDt/DtTm",
  ValueDay: "Ntry/ValDt/Dt",
  ValueTime: "Ntry/ValDt/DtTm",
  EntryReference: "Ntry/AcctSvcrRef",
  EntryText: "Ntry/AddtlNtryInf",
} as const;

const DETAILS = "Ntry/NtryDtls/TxDtls";

/** What is read of one payment of an entry. */
export const DETAIL_PATHS = {
  Detail: DETAILS,
  DetailReference: `${DETAILS}/Refs/AcctSvcrRef`,
  Instruction: `${DETAILS}/Refs/InstrId`,
  EndToEnd: `${DETAILS}/Refs/EndToEndId`,
  OwnReferenceType: `${DETAILS}/Refs/Prtry/Tp`,
  OwnReference: `${DETAILS}/Refs/Prtry/Ref`,
  // Since version 4; before it the amounts stood below AmtDtls only.
  DetailAmount: `${DETAILS}/Amt`,
  DetailCurrency: `${DETAILS}/Amt/@Ccy`,
  DetailSide: `${DETAILS}/CdtDbtInd`,
  TransactionAmount: `${DETAILS}/AmtDtls/TxAmt/Amt`,
  TransactionCurrency: `${DETAILS}/AmtDtls/TxAmt/Amt/@Ccy`,
  InstructedAmount: `${DETAILS}/AmtDtls/InstdAmt/Amt`,
  InstructedCurrency: `${DETAILS}/AmtDtls/InstdAmt/Amt/@Ccy`,
  Unstructured: `${DETAILS}/RmtInf/Ustrd`,
  CreditorReference: `${DETAILS}/RmtInf/Strd/CdtrRefInf/Ref`,
  Remark: `${DETAILS}/RmtInf/Strd/AddtlRmtInf`,
  DetailText: `${DETAILS}/AddtlTxInf`,
  Return: `${DETAILS}/RtrInf`,
  DebtorName: `${DETAILS}/RltdPties/Dbtr/Nm`,
  DebtorIban: `${DETAILS}/RltdPties/DbtrAcct/Id/IBAN`,
  DebtorAccount: `${DETAILS}/RltdPties/DbtrAcct/Id/Othr/Id`,
  DebtorBank: `${DETAILS}/RltdAgts/DbtrAgt/FinInstnId/ClrSysMmbId/MmbId`,
  CreditorName: `${DETAILS}/RltdPties/Cdtr/Nm`,
  CreditorIban: `${DETAILS}/RltdPties/CdtrAcct/Id/IBAN`,
  CreditorAccount: `${DETAILS}/RltdPties/CdtrAcct/Id/Othr/Id`,
  CreditorBank: `${DETAILS}/RltdAgts/CdtrAgt/FinInstnId/ClrSysMmbId/MmbId`,
} as const;

/** Other places of the same things: parties since version 8, bank codes as some banks have them. */
const OTHER_PLACES = {
  DebtorName: `${DETAILS}/RltdPties/Dbtr/Pty/Nm`,
  CreditorName: `${DETAILS}/RltdPties/Cdtr/Pty/Nm`,
  DebtorBank: `${DETAILS}/RltdAgts/DbtrAgt/FinInstnId/Othr/Id`,
  CreditorBank: `${DETAILS}/RltdAgts/CdtrAgt/FinInstnId/Othr/Id`,
} as const satisfies Partial<Record<keyof typeof DETAIL_PATHS, string>>;

export type CamtField = keyof typeof PATHS | keyof typeof DETAIL_PATHS;

const FIELDS = [...Object.keys(PATHS), ...Object.keys(DETAIL_PATHS)] as CamtField[];

/** What the scanner calls each field: a number, from 1 on. */
export const CODE = Object.fromEntries(
  FIELDS.map((field, index) => [field, index + 1]),
) as Readonly<Record<CamtField, number>>;

/** Values by code. */
export type Values = (string | undefined)[];

/** Where each kind of message keeps its statements; all have the same inside. */
export const MESSAGES = {
  "camt.053": "Document/BkToCstmrStmt/Stmt",
  "camt.052": "Document/BkToCstmrAcctRpt/Rpt",
  "camt.054": "Document/BkToCstmrDbtCdtNtfctn/Ntfctn",
} as const;

export function pathsOf(message: string): XmlPaths {
  const all = [PATHS, DETAIL_PATHS, OTHER_PLACES].flatMap((table) => Object.entries(table));
  return Object.fromEntries(
    all.map(([field, path]) => [
      path === "" ? message : `${message}/${path}`,
      CODE[field as CamtField],
    ]),
  );
}

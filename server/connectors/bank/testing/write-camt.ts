import { sixteen } from "./write-abo";
import { decimal } from "./write-fio";
import { closingMinor, type WrittenMovement, type WrittenStatement } from "./written";

export type CamtHabits = {
  version?: "02" | "04" | "08";
  message?: "camt.053" | "camt.052" | "camt.054";
  /** Where the symbols stand. */
  symbols?: "slovak" | "czech" | "structured" | "own" | "text";
  prefix?: string;
  indent?: string;
};

const ROOTS = {
  "camt.053": ["BkToCstmrStmt", "Stmt"],
  "camt.052": ["BkToCstmrAcctRpt", "Rpt"],
  "camt.054": ["BkToCstmrDbtCdtNtfctn", "Ntfctn"],
} as const;

export function writeCamt(
  statements: readonly WrittenStatement[],
  habits: CamtHabits = {},
): Uint8Array {
  const { message = "camt.053", version = "02" } = habits;
  const inside = statements.map((statement) => statementXml(statement, habits));
  return documentXml(inside.join(""), { ...habits, message, version });
}

/** A document around statements given as XML. */
export function documentXml(inside: string, habits: CamtHabits = {}): Uint8Array {
  const { message = "camt.053", version = "02", prefix, indent } = habits;
  const [root] = ROOTS[message];
  const space = `urn:iso:std:iso:20022:tech:xsd:${message}.001.${version}`;
  let xml = `<Document xmlns="${space}"><${root}><GrpHdr><MsgId>1</MsgId></GrpHdr>${inside}</${root}></Document>`;
  if (prefix !== undefined) {
    xml = xml.replace(/<(\/?)(?=\w)/g, `<$1${prefix}:`).replace("xmlns=", `xmlns:${prefix}=`);
  }
  if (indent !== undefined) xml = xml.replace(/></g, `>\n${indent}<`);
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${xml}`);
}

export function statementXml(
  statement: WrittenStatement,
  habits: CamtHabits = {},
  entries = statement.movements.map((each) => entryXml(each, statement, habits)).join(""),
): string {
  const { message = "camt.053" } = habits;
  const [, item] = ROOTS[message];
  const { account, currency, number, openedOn, closedOn, openingMinor } = statement;
  const balances =
    message === "camt.054"
      ? ""
      : balanceXml("PRCD", { minor: openingMinor, day: openedOn, currency }) +
        balanceXml("CLBD", { minor: closingMinor(statement), day: closedOn, currency });
  return (
    `<${item}><Id>A</Id><ElctrncSeqNb>${number}</ElctrncSeqNb>` +
    `<Acct><Id>${accountXml(account)}</Id><Ccy>${currency}</Ccy>${servicer(account)}</Acct>` +
    `${balances}${entries}</${item}>`
  );
}

export function balanceXml(
  type: string,
  { minor, day, currency = "CZK" }: { minor: number; day: string; currency?: string },
): string {
  return (
    `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp>${amountXml(minor, currency)}` +
    `<Dt><Dt>${day}</Dt></Dt></Bal>`
  );
}

export function entryXml(
  movement: WrittenMovement,
  { currency }: WrittenStatement,
  habits: CamtHabits = {},
): string {
  const { version = "02" } = habits;
  const status = version === "08" ? "<Cd>BOOK</Cd>" : "BOOK";
  const value = movement.valueOn === null ? "" : `<ValDt><Dt>${movement.valueOn}</Dt></ValDt>`;
  return (
    `<Ntry>${amountXml(movement.amountMinor, currency)}` +
    `<RvslInd>${movement.kind === "reversal"}</RvslInd><Sts>${status}</Sts>` +
    `<BookgDt><Dt>${movement.bookedOn}</Dt></BookgDt>${value}` +
    `<NtryDtls>${detailXml(movement, habits)}</NtryDtls></Ntry>`
  );
}

/** One payment; `amount` is the XML of its own amount, where it has one. */
export function detailXml(movement: WrittenMovement, habits: CamtHabits = {}, amount = ""): string {
  const isDebtor = movement.amountMinor > 0 !== (movement.kind === "reversal");
  const side = isDebtor ? "Dbtr" : "Cdtr";
  const { refs, remittance } = symbolsXml(movement, habits);
  const { counterAccount, counterName } = movement;
  const bank = counterAccount?.split("/")[1];
  const account =
    counterAccount === null
      ? ""
      : `<${side}Acct><Id>${accountXml(counterAccount)}</Id></${side}Acct>`;
  return (
    `<TxDtls><Refs>${element("AcctSvcrRef", movement.bankId)}` +
    `${element("InstrId", movement.instructionId)}${refs}</Refs>${amount}` +
    `<RltdPties>${nameXml(counterName, side, habits)}${account}</RltdPties>` +
    `${bank === undefined ? "" : `<RltdAgts><${side}Agt><FinInstnId><ClrSysMmbId><MmbId>${bank}</MmbId></ClrSysMmbId></FinInstnId></${side}Agt></RltdAgts>`}` +
    `<RmtInf>${element("Ustrd", movement.message)}${remittance}</RmtInf></TxDtls>`
  );
}

function nameXml(name: string | null, side: string, { version = "02" }: CamtHabits): string {
  const inside = element("Nm", name);
  return `<${side}>${version === "08" ? `<Pty>${inside}</Pty>` : inside}</${side}>`;
}

function symbolsXml(movement: WrittenMovement, { symbols = "slovak" }: CamtHabits) {
  const { variableSymbol: vs, specificSymbol: ss, constantSymbol: ks } = movement;
  const [v, s, k] = [vs ?? "", ss ?? "", ks?.padStart(4, "0") ?? ""];
  const named = [
    ["VS", vs],
    ["SS", ss],
    ["KS", ks],
  ].filter(([, value]) => value !== null);
  switch (symbols) {
    case "slovak":
      return { refs: element("EndToEndId", `/VS${v}/SS${s}/KS${k}`), remittance: "" };
    case "czech":
      return { refs: element("EndToEndId", `/VS/${v}/SS/${s}/KS/${k}`), remittance: "" };
    case "structured":
      return {
        refs: element("EndToEndId", "NOTPROVIDED"),
        remittance: named
          .map(
            ([name, value]) => `<Strd><CdtrRefInf><Ref>${name}:${value}</Ref></CdtrRefInf></Strd>`,
          )
          .join(""),
      };
    case "own":
      return {
        refs: named
          .map(([name, value]) => `<Prtry><Tp>${name}</Tp><Ref>${value}</Ref></Prtry>`)
          .join(""),
        remittance: "",
      };
    case "text":
      return { refs: "", remittance: element("Ustrd", `/vs/${v}/ss/${s}/ks/${k}`) };
  }
}

export function amountXml(minor: number, currency: string): string {
  const side = minor < 0 ? "DBIT" : "CRDT";
  const amount = decimal(Math.abs(minor));
  return `<Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd>`;
}

function accountXml(account: string): string {
  if (/^[A-Z]{2}/.test(account)) return `<IBAN>${account}</IBAN>`;
  return `<Othr><Id>${sixteen(account)}</Id></Othr>`;
}

function servicer(account: string): string {
  const bank = account.split("/")[1];
  if (bank === undefined) return "";
  return `<Svcr><FinInstnId><ClrSysMmbId><MmbId>${bank}</MmbId></ClrSysMmbId></FinInstnId></Svcr>`;
}

export function element(name: string, value: string | null): string {
  return value === null ? "" : `<${name}>${escaped(value)}</${name}>`;
}

export function escaped(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

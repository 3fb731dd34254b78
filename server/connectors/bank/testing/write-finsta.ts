import type { CodePage } from "../text/code-pages";
import { encode } from "./encode";
import { element } from "./write-camt";
import { comma } from "./write-mt";
import { dotted } from "./write-one-c";
import {
  closingMinor,
  turnoverMinor,
  type WrittenMovement,
  type WrittenStatement,
} from "./written";

export type FinstaHabits = { encoding?: CodePage | "utf-8"; indent?: string };

export function writeFinsta(
  statements: readonly WrittenStatement[],
  { encoding = "windows-1250", indent = "\n\t" }: FinstaHabits = {},
): Uint8Array {
  const inside = statements.map(statementXml).join("");
  const declared = encoding === "utf-8" ? "UTF-8" : encoding;
  const xml = `<?xml version="1.0" encoding="${declared}"?><FINSTA><STA_VER>01.0000</STA_VER>${inside}</FINSTA>`;
  const text = xml.replace(/></g, `>${indent}<`);
  return encoding === "utf-8" ? Buffer.from(text) : encode(text, encoding);
}

function statementXml(statement: WrittenStatement): string {
  const { account, currency, number, openedOn, closedOn, openingMinor, movements } = statement;
  const sum = (side: "debit" | "credit") => {
    const sign = side === "debit" ? -1 : 1;
    const held = movements.filter(({ amountMinor }) =>
      sign < 0 ? amountMinor < 0 : amountMinor >= 0,
    );
    return `${held.length}=${comma(turnoverMinor(statement, side))}`;
  };
  return elements("FINSTA03", {
    S28_CISLO_VYPISU: number,
    S25_CISLO_UCTU: account,
    S60_CD_INDIK: openingMinor < 0 ? "D" : "C",
    S60_DATUM: dotted(openedOn),
    S60_MENA: currency,
    S60_CASTKA: comma(Math.abs(openingMinor)),
    SUMA_KREDIT: sum("credit"),
    SUMA_DEBIT: sum("debit"),
    S62_CD_INDIK: closingMinor(statement) < 0 ? "D" : "C",
    S62_DATUM: dotted(closedOn),
    S62_CASTKA: comma(Math.abs(closingMinor(statement))),
    S64_CASTKA: "-",
  }).replace("</FINSTA03>", `${movements.map(movementXml).join("")}</FINSTA03>`);
}

function movementXml(movement: WrittenMovement): string {
  const { amountMinor, kind } = movement;
  const [account = "", bank = ""] = movement.counterAccount?.split("/") ?? [];
  const isIn = amountMinor >= 0;
  const side = kind === "reversal" ? (isIn ? "RD" : "RC") : isIn ? "C" : "D";
  return elements("FINSTA05", {
    S28_POR_CISLO: movement.bankId ?? "",
    REF_TRANS_SYS: movement.bankId ?? "",
    FACAERQ: movement.instructionId ?? "",
    S61_DATUM: dotted(movement.valueOn ?? movement.bookedOn),
    S61_DINPUT: "",
    DPROCD: dotted(movement.bookedOn),
    S61_CD_INDIK: side,
    S61_CASTKA: `${isIn ? "+" : "-"}${comma(Math.abs(amountMinor))}`,
    S61_POST_NAR: "Příchozí úhrada",
    PART_BANK_ID: bank,
    S86_SPECSYMOUR: movement.specificSymbol ?? "",
    S86_VARSYMOUR: movement.variableSymbol ?? "0",
    S86_KONSTSYM: movement.constantSymbol ?? "",
    PART_ACCNO: account,
    PART_ACC_ID: movement.counterName ?? "",
    S86_SPECSYMPAR: "0",
    S86_VARSYMPAR: "",
    PART_ID1_1: movement.message ?? "-",
    PART_MSG_1: "",
    ORIG_AMOUNT: "",
  });
}

function elements(name: string, values: Record<string, string>): string {
  const inside = Object.entries(values).map(([field, value]) => element(field, value));
  return `<${name}>${inside.join("")}</${name}>`;
}

import type { CodePage } from "../text/code-pages";
import { encode } from "./encode";
import { sixteen } from "./write-abo";
import {
  closingMinor,
  turnoverMinor,
  type WrittenMovement,
  type WrittenStatement,
} from "./written";

export type MtHabits = {
  encoding?: CodePage | "utf-8";
  lineEnd?: string;
  /** Whose field 86. */
  dialect?: "multicash" | "raiffeisen" | "csob";
  isAdvice?: boolean;
  /** Movements of one page. */
  pageLength?: number;
};

export function writeMt(
  statements: readonly WrittenStatement[],
  habits: MtHabits = {},
): Uint8Array {
  const { encoding = "cp852", lineEnd = "\r\n" } = habits;
  const lines = statements.flatMap((statement) =>
    habits.isAdvice ? adviceLines(statement, habits) : statementLines(statement, habits),
  );
  const text = lines.map((line) => line + lineEnd).join("");
  return encoding === "utf-8" ? Buffer.from(text) : encode(text, encoding);
}

function statementLines(statement: WrittenStatement, habits: MtHabits): string[] {
  const { openingMinor, movements, openedOn, closedOn } = statement;
  const length = habits.pageLength ?? Math.max(1, movements.length);
  const pages = Math.max(1, Math.ceil(movements.length / length));
  const lines: string[] = [];
  let balance = openingMinor;
  for (let page = 0; page < pages; page += 1) {
    const isLast = page === pages - 1;
    const held = movements.slice(page * length, (page + 1) * length);
    const next = held.reduce((sum, { amountMinor }) => sum + amountMinor, balance);
    lines.push(
      ...headLines(statement, page + 1),
      `:60${page === 0 ? "F" : "M"}:${balanceText(balance, page === 0 ? openedOn : closedOn, statement)}`,
      ...held.flatMap((movement) => movementLines(movement, habits)),
      `:62${isLast ? "F" : "M"}:${balanceText(next, closedOn, statement)}`,
      "-}",
    );
    balance = next;
  }
  if (balance !== closingMinor(statement)) throw new Error("the pages do not add up");
  return ["GIBACZPX 0800", "940 N2", "", ...lines];
}

function adviceLines(statement: WrittenStatement, habits: MtHabits): string[] {
  const { movements, currency, closedOn } = statement;
  const sums = (["debit", "credit"] as const).map((side) => {
    const sign = side === "debit" ? -1 : 1;
    // What moves nothing counts as money that came in.
    const count = movements.filter(
      ({ amountMinor }) => amountMinor * sign > 0 || (sign > 0 && amountMinor === 0),
    ).length;
    const letter = side === "debit" ? "D" : "C";
    return `:90${letter}:${count}${currency}${comma(turnoverMinor(statement, side))}`;
  });
  return [
    "CEKOCZPPAXXX 00000",
    "942 01",
    "",
    ...headLines(statement, 1),
    `:34F:${currency}D0,`,
    `:13D:${short(closedOn)}1200+0200`,
    ...movements.flatMap((movement) => movementLines(movement, habits)),
    ...sums,
  ];
}

function headLines({ account, number }: WrittenStatement, page: number): string[] {
  const [written = "", bank = ""] = account.split("/");
  return [
    ":20:VYPIS",
    `:25:${bank}/${sixteen(written).replace(/^0{6}/, "")}`,
    `:28C:${number.padStart(5, "0")}/${String(page).padStart(5, "0")}`,
  ];
}

export function movementLines(movement: WrittenMovement, habits: MtHabits = {}): string[] {
  const { amountMinor, kind, bookedOn, valueOn, bankId, instructionId } = movement;
  const isIn = amountMinor >= 0;
  const side = kind === "reversal" ? (isIn ? "RD" : "RC") : isIn ? "C" : "D";
  const days = `${short(valueOn ?? bookedOn)}${short(bookedOn).slice(2)}`;
  const references = `${instructionId ?? "NONREF"}${bankId === null ? "" : `//${bankId}`}`;
  return [
    `:61:${days}${side}${comma(Math.abs(amountMinor))}NMSC${references}`,
    ...wrapped(`:86:${details(movement, habits)}`),
  ];
}

function details(movement: WrittenMovement, { dialect = "multicash" }: MtHabits): string {
  const { variableSymbol: vs, specificSymbol: ss, constantSymbol: ks } = movement;
  const { counterAccount, counterName, message } = movement;
  const [number = "", bank = ""] = counterAccount?.split("/") ?? [];
  const said = pieces(message ?? "", dialect === "csob" ? 35 : 27);
  if (dialect === "csob") {
    const full = sixteen(number);
    const account = counterAccount === null ? "." : `${full.slice(0, 6)}-${full.slice(6)}/${bank}`;
    return (
      `111?00${counterName ?? "."}?20ZAUCT.PLATBA?21${account}?22VS:${vs ?? ""}?23SS:${ss ?? ""}` +
      `?24KS:${ks ?? ""}${numbered(said, 25, 28)}?29VS:${vs ?? ""}?30SS:${ss ?? ""}`
    );
  }
  const names = pieces(counterName ?? "", 27);
  const party =
    `?30${bank || "."}?31${counterAccount === null ? "." : sixteen(number)}` +
    `?32${names[0] ?? "."}?33${names[1] ?? "."}`;
  if (dialect === "raiffeisen") {
    return (
      `010?00?20PLATBA?21KS${(ks ?? "").padStart(10, "0")}?22VS${(vs ?? "").padStart(10, "0")}` +
      `?23SS${(ss ?? "").padStart(10, "0")}?24BANKOVNI VYPIS 000?25POPL.TRN 0,00` +
      `${numbered(said, 26, 29)}${party}`
    );
  }
  return (
    `020?00TUZEMSKA PLATBA?20KS:${ks ?? ""}?21VS:${vs ?? ""}?22SS:${ss ?? ""}?23.` +
    `?24VS2:999 /SS2:888 ${numbered(said, 25, 28)}?29.${party}`
  );
}

/** A text cut into pieces, each but the last as long as may be. */
function pieces(text: string, length: number): string[] {
  return text.match(new RegExp(`.{1,${length}}`, "gu")) ?? [];
}

function numbered(texts: readonly string[], first: number, last: number): string {
  let fields = "";
  for (let number = first; number <= last; number += 1) {
    fields += `?${number}${texts[number - first] ?? "."}`;
  }
  return fields;
}

function wrapped(text: string): string[] {
  return pieces(text, 65);
}

function balanceText(minor: number, day: string, { currency }: WrittenStatement): string {
  return `${minor < 0 ? "D" : "C"}${short(day)}${currency}${comma(Math.abs(minor))}`;
}

export function comma(minor: number): string {
  const digits = String(minor).padStart(3, "0");
  return `${digits.slice(0, -2)},${digits.slice(-2)}`;
}

function short(day: string): string {
  return day.slice(2).replaceAll("-", "");
}

import { closingMinor, type WrittenMovement, type WrittenStatement } from "./written";

export type FioHabits = {
  /** Between the tokens. */
  space?: string;
  zone?: string;
  /** Values of columns by their number, as JSON, in place of the usual ones. */
  columns?: Record<number, string>;
};

/** An answer of Fio's API; there is one statement in each. */
export function writeFio(statement: WrittenStatement, habits: FioHabits = {}): Uint8Array {
  const { space = "" } = habits;
  const [number = "", bank = "2010"] = statement.account.split("/");
  const { zone = "+0200" } = habits;
  const info = members(
    {
      accountId: text(number),
      bankId: text(bank),
      currency: text(statement.currency),
      iban: "null",
      openingBalance: decimal(statement.openingMinor),
      closingBalance: decimal(closingMinor(statement)),
      dateStart: text(statement.openedOn + zone),
      dateEnd: text(statement.closedOn + zone),
      yearList: "null",
      idList: statement.number,
      idFrom: "null",
    },
    space,
  );
  const transactions = statement.movements.map((movement) =>
    transactionJson(movement, statement, habits),
  );
  const list = `[${space}${transactions.join(`,${space}`)}${space}]`;
  const inner = members({ info, transactionList: members({ transaction: list }, space) }, space);
  return Buffer.from(members({ accountStatement: inner }, space));
}

export function transactionJson(
  movement: WrittenMovement,
  { currency }: WrittenStatement,
  { space = "", zone = "+0200", columns = {} }: FioHabits = {},
): string {
  const [account, bank] = movement.counterAccount?.split("/") ?? [];
  const symbol = (digits: string | null) =>
    digits === null ? "null" : text(digits.padStart(10, "0"));
  const values: Record<number, string> = {
    22: movement.bankId ?? "null",
    0: text(movement.bookedOn + zone),
    1: decimal(movement.amountMinor),
    14: text(currency),
    2: account === undefined ? "null" : text(account),
    10: movement.counterName === null ? "null" : text(movement.counterName),
    3: bank === undefined ? "null" : text(bank),
    12: text("Banka, a.s."),
    4: movement.constantSymbol === null ? "null" : text(movement.constantSymbol.padStart(4, "0")),
    5: symbol(movement.variableSymbol),
    6: symbol(movement.specificSymbol),
    7: "null",
    16: movement.message === null ? "null" : text(movement.message),
    8: text("Bezhotovostní příjem"),
    9: "null",
    17: movement.instructionId ?? "null",
    ...columns,
  };
  const written = Object.entries(values).map(([id, value]) => [
    `column${id}`,
    value === "null" ? "null" : members({ value, name: text(`Sloupec ${id}`), id }, space),
  ]);
  return members(Object.fromEntries(written), space);
}

export function decimal(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, "0");
  return `${minor < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function text(value: string): string {
  return JSON.stringify(value);
}

function members(values: Record<string, string>, space: string): string {
  const written = Object.entries(values).map(([key, value]) => `"${key}":${space}${value}`);
  return `{${space}${written.join(`,${space}`)}${space}}`;
}

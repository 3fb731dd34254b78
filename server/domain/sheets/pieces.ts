import type { ColumnType, WriteValue } from "@/server/connectors/workbook";
import type { Day } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import type { Currency } from "@/server/kernel/money";

/** A word of a file in every language of the interface. */
export type Wording = Readonly<Record<Locale, string>>;

/** What every cell may ask for. */
export interface CellContext {
  language: Locale;
  today: Day;
}

/**
 * A column of a list as columns of a file: one, or several where a sheet must keep apart what a
 * screen shows in one place (currencies, a day and how long ago it was).
 */
export interface Piece<Row, Asked extends CellContext = CellContext> {
  columns: readonly { suffix?: string | Wording; type: ColumnType }[];
  value(row: Row, asked: Asked): (WriteValue | WriteValue[])[];
}

export type Pieces<Row, Asked extends CellContext = CellContext> = Readonly<
  Record<string, Piece<Row, Asked>>
>;

/** A column that is one column of the file too. */
export const one = <Row, Asked extends CellContext = CellContext>(
  type: ColumnType,
  value: (row: Row, asked: Asked) => WriteValue,
): Piece<Row, Asked> => ({
  columns: [{ type }],
  value: (row, asked) => [value(row, asked)],
});

/** An amount in its own currency's column, so that a column can be summed. */
export const money = <Row extends { currency: Currency }>(
  amountOf: (row: Row) => number | null,
): Piece<Row> => ({
  columns: [
    { suffix: "CZK", type: "money" },
    { suffix: "EUR", type: "money" },
  ],
  value: (row) => {
    const amount = amountOf(row);
    return row.currency === "CZK" ? [amount, null] : [null, amount];
  },
});

/** Both balances of a case or a party; a zero in euro is left out, as on the screen. */
export const balances = <
  Row extends { balanceCzkMinor: number; balanceEurMinor: number },
>(): Piece<Row> => ({
  columns: [
    { suffix: "CZK", type: "money" },
    { suffix: "EUR", type: "money" },
  ],
  value: (row) => [row.balanceCzkMinor, row.balanceEurMinor === 0 ? null : row.balanceEurMinor],
});

/** Columns of the file for a piece; null for a column that the list does not have. */
export function columnsOf(
  piece: Pick<Piece<never>, "columns"> | null | undefined,
  language: Locale,
): { type: ColumnType; suffix?: string }[] | null {
  if (!piece) return null;
  return piece.columns.map(({ suffix, type }) => ({
    type,
    ...(suffix ? { suffix: typeof suffix === "string" ? suffix : suffix[language] } : {}),
  }));
}

/** The cells of a row, piece by piece. */
export const cellsOf = <Row, Asked extends CellContext>(
  pieces: readonly Piece<Row, Asked>[],
  row: Row,
  asked: Asked,
): WriteValue[] => pieces.flatMap((piece) => piece.value(row, asked) as WriteValue[]);

/** The pieces for keys that the list has, in the order asked for. */
export const chosen = <Row, Asked extends CellContext>(
  pieces: Pieces<Row, Asked>,
  keys: readonly string[],
): Piece<Row, Asked>[] => keys.flatMap((key) => pieces[key] ?? []);

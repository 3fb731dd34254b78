import type { CodePage } from "../text/code-pages";
import { encode } from "./encode";
import { decimal } from "./write-fio";
import {
  closingMinor,
  turnoverMinor,
  type WrittenMovement,
  type WrittenStatement,
} from "./written";

export type OneCHabits = { encoding?: CodePage | "utf-8"; lineEnd?: string };

/** A file of several accounts, whose documents follow one another in turn. */
export function writeOneC(
  statements: readonly WrittenStatement[],
  { encoding = "windows-1251", lineEnd = "\r\n" }: OneCHabits = {},
): Uint8Array {
  const longest = Math.max(0, ...statements.map(({ movements }) => movements.length));
  const documents = Array.from({ length: longest }, (_, turn) =>
    statements.flatMap((statement) => {
      const movement = statement.movements[turn];
      return movement === undefined ? [] : documentLines(movement, statement);
    }),
  );
  const lines = [
    "1CClientBankExchange",
    "ВерсияФормата=1.03",
    `Кодировка=${encoding === "cp866" ? "DOS" : "Windows"}`,
    "Отправитель=Банк",
    ...statements.map(({ account }) => `РасчСчет=${account}`),
    ...statements.flatMap(accountLines),
    ...documents.flat(),
    "КонецФайла",
  ];
  const text = lines.map((line) => line + lineEnd).join("");
  return encoding === "utf-8" ? Buffer.from(text) : encode(text, encoding);
}

function accountLines(statement: WrittenStatement): string[] {
  const { account, openedOn, closedOn, openingMinor } = statement;
  return [
    "СекцияРасчСчет",
    `ДатаНачала=${dotted(openedOn)}`,
    `ДатаКонца=${dotted(closedOn)}`,
    `РасчСчет=${account}`,
    `НачальныйОстаток=${decimal(openingMinor)}`,
    `ВсегоПоступило=${decimal(turnoverMinor(statement, "credit"))}`,
    `ВсегоСписано=${decimal(turnoverMinor(statement, "debit"))}`,
    `КонечныйОстаток=${decimal(closingMinor(statement))}`,
    "КонецРасчСчет",
  ];
}

export function documentLines(movement: WrittenMovement, { account }: WrittenStatement): string[] {
  const isIn = movement.amountMinor >= 0;
  const other = { account: movement.counterAccount ?? "", name: movement.counterName ?? "" };
  const us = { account, name: 'ООО "Наша"' };
  const [payer, payee] = isIn ? [other, us] : [us, other];
  const day = dotted(movement.bookedOn);
  return [
    "СекцияДокумент=Платежное поручение",
    "Номер=1",
    `Дата=${day}`,
    `Сумма=${decimal(Math.abs(movement.amountMinor))}`,
    `ПлательщикСчет=${payer.account}`,
    `ДатаСписано=${isIn ? "" : day}`,
    "ПлательщикИНН=6671093163",
    `Плательщик1=${payer.name}`,
    `ПолучательСчет=${payee.account}`,
    `ДатаПоступило=${isIn ? day : ""}`,
    `Получатель1=${payee.name}`,
    `НазначениеПлатежа=${movement.message ?? ""}`,
    "КонецДокумента",
  ];
}

export function dotted(day: string): string {
  return day.split("-").reverse().join(".");
}

import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { writeAbo } from "@/server/connectors/bank/testing/write-abo";
import { writeCamt } from "@/server/connectors/bank/testing/write-camt";
import { writeCsv } from "@/server/connectors/bank/testing/write-csv";
import { writeFinsta } from "@/server/connectors/bank/testing/write-finsta";
import { writeFio } from "@/server/connectors/bank/testing/write-fio";
import { writeMt } from "@/server/connectors/bank/testing/write-mt";
import { writeOneC } from "@/server/connectors/bank/testing/write-one-c";
import type { WrittenMovement, WrittenStatement } from "@/server/connectors/bank/testing/written";

const BLOCK_MOVEMENTS = 2000;
const NAMES = ["NOVAK JAN", "Žofie Šťastná", "DVOŘÁKOVÁ MARIE", "Stavby Říčany s.r.o.", "HORAK P"];
const MESSAGES = ["SPLATKA DLUHU", "splátka č. 12/2026", "úhrada podle dohody", "NAJEM CERVENEC"];
const ACCOUNT = "2000145399/2010";
const RUSSIAN_ACCOUNT = "40702810801500116391";

function movement(index: number): WrittenMovement {
  const day = String((index % 28) + 1).padStart(2, "0");
  return {
    bookedOn: `2026-07-${day}`,
    valueOn: `2026-07-${day}`,
    amountMinor: (index % 3 === 0 ? -1 : 1) * ((index * 7919) % 5_000_000),
    kind: "payment",
    bankId: String(26_600_000_000 + index),
    counterAccount: accountOf(index),
    counterName: NAMES[index % NAMES.length] ?? "",
    variableSymbol: String(2_600_000_000 + index),
    specificSymbol: index % 4 === 0 ? String(index + 1) : null,
    constantSymbol: index % 2 === 0 ? "308" : null,
    message: MESSAGES[index % MESSAGES.length] ?? "",
    instructionId: String(7_963_000_000 + index),
  };
}

/** An account that passes its check, as all real ones do. */
function accountOf(index: number): string {
  const weights = [6, 3, 7, 9, 10, 5, 8, 4, 2, 1];
  for (let number = 100_000_000 + index * 7919; ; number += 1) {
    const digits = String(number).padStart(10, "0");
    const sum = weights.reduce((each, weight, at) => each + weight * Number(digits[at]), 0);
    if (sum % 11 === 0) return `${number}/${["0100", "0300", "0800", "2010"][index % 4]}`;
  }
}

const STATEMENT: WrittenStatement = {
  account: ACCOUNT,
  currency: "CZK",
  number: "7",
  openedOn: "2026-06-30",
  closedOn: "2026-07-31",
  openingMinor: 0,
  movements: Array.from({ length: BLOCK_MOVEMENTS }, (_, index) => movement(index)),
};

export type BenchFormat = {
  name: string;
  /** The file of one block. */
  write: () => Uint8Array;
  /** Where its movements begin and end; what stands between two blocks. */
  from: string;
  to: string;
  between?: string;
  /** The byte that the floor looks for. */
  mark: "\n" | "<" | '"';
  ownAccounts?: readonly string[];
};

export const BENCH_FORMATS: readonly BenchFormat[] = [
  {
    name: "abo",
    write: () => writeAbo([STATEMENT]),
    from: "075",
    to: "",
    mark: "\n",
    ownAccounts: [ACCOUNT],
  },
  // One line without an end: the floor looks for what texts are told apart by.
  {
    name: "fio",
    write: () => writeFio(STATEMENT),
    from: '{"column0"',
    to: "]}}}",
    between: ",",
    mark: '"',
  },
  {
    name: "camt",
    write: () => writeCamt([STATEMENT], { symbols: "structured" }),
    from: "<Ntry>",
    to: "</Stmt>",
    mark: "<",
  },
  {
    name: "camt, spaced",
    write: () => writeCamt([STATEMENT], { version: "08", indent: "    " }),
    from: "<Ntry>",
    to: "</Stmt>",
    mark: "<",
  },
  // Whole messages, because the rival adds up what it reads.
  { name: "mt940", write: () => writeMt([STATEMENT]), from: ":20:", to: "", mark: "\n" },
  {
    name: "1c",
    write: () => writeOneC([{ ...STATEMENT, account: RUSSIAN_ACCOUNT, movements: russian() }]),
    from: bytesOf1251("СекцияДокумент"),
    to: bytesOf1251("КонецФайла"),
    mark: "\n",
  },
  {
    name: "finsta",
    write: () => writeFinsta([STATEMENT]),
    from: "<FINSTA05>",
    to: "</FINSTA03>",
    mark: "<",
  },
  {
    name: "csv, plain",
    write: () =>
      writeCsv(
        { ...STATEMENT, account: "2000145399/0300" },
        { layout: "csob", encoding: "windows-1250" },
      ),
    from: "2000145399/0300;",
    to: "",
    mark: "\n",
  },
  {
    name: "csv, quoted",
    write: () => writeCsv({ ...STATEMENT, account: "2000145399/5500" }, { layout: "raiffeisen" }),
    from: '"01.07.2026',
    to: "",
    mark: "\n",
  },
];

function russian(): WrittenMovement[] {
  return STATEMENT.movements.map((each, index) => ({
    ...each,
    counterAccount: `408178100${String(index).padStart(11, "0")}`,
    counterName: "Иванов Иван Иванович",
    message: `Оплата по договору № ${index}, НДС не облагается`,
  }));
}

/** A word as its bytes, each a character. */
function bytesOf1251(word: string): string {
  return Array.from(word, (char) => String.fromCharCode(char.charCodeAt(0) - 0x350)).join("");
}

/** Writes a file of about `bytes`; how many movements it has. */
export async function makeStatements(
  path: string,
  { format, bytes }: { format: BenchFormat; bytes: number },
): Promise<number> {
  const whole = Buffer.from(format.write()).toString("latin1");
  const from = whole.indexOf(format.from);
  const to = format.to === "" ? whole.length : whole.lastIndexOf(format.to);
  if (from < 0 || to <= from) throw new Error(`no movements in ${format.name}`);
  const { between = "" } = format;
  const block = Buffer.from(between + whole.slice(from, to), "latin1");
  const times = Math.max(1, Math.round(bytes / block.length));
  function* pieces() {
    yield Buffer.from(whole.slice(0, to), "latin1");
    for (let turn = 1; turn < times; turn += 1) yield block;
    yield Buffer.from(whole.slice(to), "latin1");
  }
  await pipeline(Readable.from(pieces()), createWriteStream(path));
  return times * BLOCK_MOVEMENTS;
}

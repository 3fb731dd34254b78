import type { Day } from "@/server/kernel/days";
import { parseDay } from "@/server/kernel/days";
import { tidy } from "@/server/kernel/fold";
import {
  type BirthNumber,
  parseBirthNumber,
  parseDataBoxId,
  parseEmails,
  parseInn,
  parseKpp,
  parseOgrn,
  parsePostalCode,
  parseRegistrationNo,
  parseTaxId,
  parseVariableSymbol,
} from "@/server/kernel/identifiers";
import type { Country } from "@/server/kernel/locale";
import { type Money, parseMoney } from "@/server/kernel/money";
import { finding, type ParsedList } from "@/server/kernel/parsed";
import { type Phone, parsePhones } from "@/server/kernel/phone";
import { parseRefNo } from "@/server/kernel/ref-no";
import { FIAS_CODE, vatText } from "../parties";
import {
  type FilledCell,
  identifier,
  isEmptyCode,
  optional,
  plain,
  type ReadEnv,
  type Reader,
  taken,
  text,
  turnedIntoDate,
} from "./cell-tools";
import type { ColumnType } from "./columns";
import { wordKey } from "./mapping";
import { dayOfCell, isDate, rawText } from "./raw-cell";
import { code, numberOf, readFileMark } from "./read-requisites";
import { splitAddress } from "./split-address";
import {
  CURRENCY_WORDS,
  countryOf,
  EVENT_KIND_WORDS,
  PARTY_KIND_WORDS,
  PRIORITY_WORDS,
  RHYTHM_WORDS,
} from "./word-lists";

const TEXT_LENGTH_MAX = 500;
const LONG_TEXT_LENGTH_MAX = 10_000;

export type { FilledCell, ReadEnv } from "./cell-tools";

export const READERS = {
  refNo: identifier((value) => parseRefNo(value)),
  text: (cell, env) => text(cell, env, TEXT_LENGTH_MAX),
  longText: (cell, env) => text(cell, env, LONG_TEXT_LENGTH_MAX),
  fullName: (cell, env) => text(cell, env, TEXT_LENGTH_MAX),
  companyName: (cell, env) => text(cell, env, TEXT_LENGTH_MAX),
  birthNumber: readBirthNumber,
  registrationNo: identifier((value, env) =>
    parseRegistrationNo(value, env.country === null ? {} : { country: env.country }),
  ),
  taxId: (cell, env) => {
    const country = env.country ?? env.homeCountry;
    return optional(parseTaxId(plain(cell), { country }), env);
  },
  vatId: (cell, env) => {
    const country = env.country ?? env.homeCountry;
    return optional(parseTaxId(vatText(String(plain(cell)), country), { country }), env);
  },
  inn: numberOf(parseInn),
  kpp: numberOf(parseKpp),
  ogrn: numberOf(parseOgrn),
  fileMark: readFileMark,
  addressPoint: code(/^\d{1,12}$/, "parties.address_point_bad_shape"),
  fiasCode: code(FIAS_CODE, "parties.fias_code_bad_shape"),
  dataBoxId: (cell, env) => optional(parseDataBoxId(plain(cell)), env),
  money: readMoney,
  day: readDay,
  moment: readMoment,
  emails: (cell, env) => list(parseEmails(rawText(cell)), env),
  phones: (cell, env) => list(parsePhones(plain(cell), env.country ?? env.homeCountry), env),
  postalCode: readPostalCode,
  address: readAddress,
  country: (cell, env) =>
    word(countryOf(rawText(cell)), { cell, env, code: "imports.unknown_country" }),
  currency: (cell, env) => {
    const currency = CURRENCY_WORDS.get(wordKey(rawText(cell)));
    return word(currency, { cell, env, code: "imports.unknown_currency" });
  },
  variableSymbol: identifier((value) => {
    const parsed = parseVariableSymbol(value);
    return parsed.ok ? { ...parsed, value: parsed.value.value } : parsed;
  }),
  operator: (cell, env) => text(cell, env, TEXT_LENGTH_MAX),
  tags: (cell) => tidyList(rawText(cell)),
  category: (cell, env) => {
    const process = env.lookups.categories.get(wordKey(rawText(cell)));
    return word(process?.category, { cell, env, code: "imports.unknown_category" });
  },
  state: (cell, env) => named(cell, env, { of: "states", code: "imports.unknown_state" }),
  role: (cell, env) => named(cell, env, { of: "roles", code: "imports.unknown_role" }),
  partyKind: (cell, env) => listed(cell, env, PARTY_KIND_WORDS),
  eventKind: (cell, env) => listed(cell, env, EVENT_KIND_WORDS),
  priority: (cell, env) => listed(cell, env, PRIORITY_WORDS),
  count: readCount,
  rhythm: (cell, env) => listed(cell, env, RHYTHM_WORDS),
} satisfies { [Type in ColumnType]: Reader<unknown> };

export type ValueOf<Type extends ColumnType> = NonNullable<ReturnType<(typeof READERS)[Type]>>;

/** A whole number above zero. */
function readCount(cell: FilledCell, env: ReadEnv): number | null {
  const text = typeof cell === "number" ? String(cell) : tidy(rawText(cell)).replace(/[\s]/g, "");
  if (!isDate(cell) && /^[1-9]\d{0,4}$/.test(text)) return Number(text);
  env.report("error", finding("imports.not_a_count", { value: rawText(cell) }));
  return null;
}

function readBirthNumber(cell: FilledCell, env: ReadEnv): BirthNumber | { birthOn: Day } | null {
  const value = plain(cell);
  const parsed = parseBirthNumber(value, { now: env.today });
  if (parsed.ok) return taken(parsed, env);
  // Foreigners have no birth number, and their birth date is written here instead.
  const isDateText = typeof value === "string" && /\d[.-] ?\d{1,2}[.-]/.test(value);
  const day = isDate(cell) ? dayOfCell(cell) : isDateText ? parseDay(value) : null;
  const birthOn = typeof day === "object" && day !== null ? (day.ok ? day.value : null) : day;
  if (birthOn === null || birthOn > env.today) return taken(parsed, env);
  env.report("warning", finding("imports.birth_number_is_date"));
  return { birthOn };
}

function readMoney(cell: FilledCell, env: ReadEnv): Money | null {
  if (isDate(cell)) return turnedIntoDate(cell, env);
  const { currency } = env;
  return taken(parseMoney(plain(cell), currency === null ? {} : { currency }), env);
}

function readDay(cell: FilledCell, env: ReadEnv): Day | null {
  if (isDate(cell)) {
    const day = dayOfCell(cell);
    if (day !== null) return day;
    env.report("error", finding("kernel.day_not_a_date", { value: rawText(cell) }));
    return null;
  }
  return taken(parseDay(plain(cell), { date1904: env.date1904, now: env.today }), env);
}

const MINUTES_PER_DAY = 1440;
const CLOCK = /(\d{1,2}):(\d{2})(?::\d{2})?\s*$/;

/** A day, with the time of day where the cell has one: "2026-01-31T14:30". */
function readMoment(cell: FilledCell, env: ReadEnv): string | null {
  const day = readDay(cell, env);
  if (day === null) return null;
  const minutes = minutesOf(cell);
  if (minutes === null) return day;
  const hour = String(Math.floor(minutes / 60)).padStart(2, "0");
  return `${day}T${hour}:${String(minutes % 60).padStart(2, "0")}`;
}

function minutesOf(cell: FilledCell): number | null {
  if (typeof cell === "string") {
    const match = CLOCK.exec(cell);
    const minutes = match === null ? 0 : Number(match[1]) * 60 + Number(match[2]);
    return match === null || minutes >= MINUTES_PER_DAY ? null : minutes;
  }
  const serial = isDate(cell) ? cell.date : typeof cell === "number" ? cell : 0;
  const minutes = Math.round((serial - Math.floor(serial)) * MINUTES_PER_DAY);
  return minutes === 0 || minutes === MINUTES_PER_DAY ? null : minutes;
}

/** A code that is no code of ours is still worth more than none: letters may get there by it. */
function readPostalCode(
  cell: FilledCell,
  env: ReadEnv,
): { value: string; country: Country | null } {
  const value = plain(cell);
  const parsed = parsePostalCode(value, env.country === null ? {} : { country: env.country });
  if (parsed.ok) return taken(parsed, env) ?? { value: String(value), country: null };
  if (!isEmptyCode(parsed.finding.code)) env.report("warning", parsed.finding);
  return { value: tidy(String(value)).slice(0, 20), country: null };
}

export type AddressValue = {
  street: string | null;
  city: string | null;
  code: { value: string; country: Country | null } | null;
};

function readAddress(cell: FilledCell, env: ReadEnv): AddressValue {
  const { street, city, postalCode } = splitAddress(rawText(cell));
  return { street, city, code: postalCode === null ? null : readPostalCode(postalCode, env) };
}

function tidyList(value: string): string[] {
  return [...new Set(value.split(/[;,|\n]/).map(tidy))].filter((part) => part !== "");
}

function list<Value extends string | Phone>(parsed: ParsedList<Value>, env: ReadEnv): Value[] {
  for (const each of parsed.findings) env.report("warning", each);
  if (parsed.findings.length > 0) env.keep();
  return parsed.values;
}

type Asked = { cell: FilledCell; env: ReadEnv; code: string };

function word<Value>(value: Value | null | undefined, { cell, env, code }: Asked): Value | null {
  if (value !== null && value !== undefined) return value;
  env.report("error", finding(code, { value: rawText(cell) }));
  return null;
}

function listed<Value>(
  cell: FilledCell,
  env: ReadEnv,
  words: ReadonlyMap<string, Value>,
): Value | null {
  return word(words.get(wordKey(rawText(cell))), { cell, env, code: "imports.unknown_value" });
}

/** A state or role by any of its names. An unknown category has been reported already. */
function named(
  cell: FilledCell,
  env: ReadEnv,
  what: { of: "states" | "roles"; code: string },
): string | null {
  if (env.process === null) return null;
  const code = env.process[what.of].get(wordKey(rawText(cell)));
  return word(code, { cell, env, code: what.code });
}

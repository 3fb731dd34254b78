import { tidy } from "@/server/kernel/fold";
import { formatFileMark, parseFileMark } from "@/server/kernel/identifiers";
import { fail, ok, type Parsed } from "@/server/kernel/parsed";
import { type FilledCell, identifier, type ReadEnv, type Reader, text } from "./cell-tools";

const FILE_MARK_LENGTH_MAX = 200;

/** A number of Russia: another shape keeps the row out, a failed check digit is said. */
export function numberOf(
  parse: (value: string | number) => Parsed<{ value: string }>,
): Reader<string> {
  return identifier((value) => {
    const parsed = parse(value);
    return parsed.ok ? { ...parsed, value: parsed.value.value } : parsed;
  });
}

/** A code of a register of addresses, of one shape. */
export function code(shape: RegExp, refusal: string): Reader<string> {
  return identifier((value) => {
    const text = tidy(String(value)).toLowerCase();
    return shape.test(text) ? ok(text) : fail(refusal, { value: text.slice(0, 60) });
  });
}

/** A Czech mark in its one spelling; what is none is kept as it was written. */
export function readFileMark(cell: FilledCell, env: ReadEnv): string | null {
  const typed = text(cell, env, FILE_MARK_LENGTH_MAX);
  if (typed === null || (env.country ?? env.homeCountry) !== "CZ") return typed;
  const mark = parseFileMark(typed);
  if (mark.ok) return formatFileMark(mark.value);
  env.report("warning", mark.finding);
  return typed;
}

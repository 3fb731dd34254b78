/** One remark about an input. `code` is an i18n key exactly like the code of a DomainError. */
export type Finding = { code: string; params?: Record<string, string | number> };

/** What a pure parser answers: a value (perhaps with remarks) or the one reason why not. */
export type Parsed<T> =
  | { ok: true; value: T; warnings: Finding[] }
  | { ok: false; finding: Finding };

export type Refused = { ok: false; finding: Finding };

export function ok<T>(value: T, warnings: Finding[] = []): Parsed<T> {
  return { ok: true, value, warnings };
}

/** A refusal; fits every `Parsed<T>`. */
export function fail(code: string, params?: Record<string, string | number>): Refused {
  return { ok: false, finding: finding(code, params) };
}

export function finding(code: string, params?: Record<string, string | number>): Finding {
  return params === undefined ? { code } : { code, params };
}

/** Several values of one cell; what could not be read is named beside what could. */
export type ParsedList<T> = { values: T[]; findings: Finding[] };

import type { ImportKind } from "@/db/values/imports";
import type { Day } from "@/server/kernel/days";
import type { Country, HomeCountry } from "@/server/kernel/locale";
import type { Currency } from "@/server/kernel/money";
import { type Finding, finding } from "@/server/kernel/parsed";
import { ASSEMBLERS } from "./assemble-row";
import { type ColumnKey, type ColumnType, columnSpec, REQUIRED_COLUMNS } from "./columns";
import { type ColumnMapping, headerKey, type MappingTarget } from "./mapping";
import {
  type FieldLookup,
  type ProcessLookup,
  type ProcessLookups,
  type ProcessNames,
  processLookups,
} from "./process-names";
import { isBlank, isError, type RawCell, rawText } from "./raw-cell";
import { type FilledCell, READERS, type ReadEnv } from "./read-cell";
import { extraText, isReadable, readField } from "./read-field";
import type { RowValues } from "./row-values";
import type { ConvertedRow, RowFinding, Severity, StagedFields } from "./staged-row";

export type ConvertOptions = {
  kind: ImportKind;
  /** Of the workbook: matters for bare numbers in columns of days. */
  date1904: boolean;
  today: Day;
  /** Where telephones and addresses belong that do not say it. */
  homeCountry: HomeCountry;
  currency: Currency;
  /** Definitions that rows may name, with their states, roles and fields. */
  processes: readonly ProcessNames[];
  /** Category of rows that name none. */
  category: string | null;
};

// Shared by all rows that have nothing to say, which are nearly all.
const NOTHING: readonly string[] = [];
const NONE_FAILED: ReadonlySet<ColumnKey> = new Set();
const VALUE_LENGTH_MAX = 200;
/** The reader's word for a formula that no program has computed. */
const NOT_COMPUTED = "#NOT_COMPUTED";

/** `category`: of the case that the row is about, where one is known; else that of the options. */
export type ConvertRow = (row: readonly RawCell[], category?: string | null) => ConvertedRow;

/**
 * Compiles a mapping into a function that turns one raw row into a typed record with findings. Made
 * once for an import and called for every row, so whatever can be decided beforehand is.
 */
export function compileConverter(
  mapping: readonly ColumnMapping[],
  options: ConvertOptions,
): ConvertRow {
  const lookups = processLookups(options.processes);
  const steps = mapping.flatMap((each) => stepOf(each)).sort((a, b) => a.phase - b.phase);
  return (row, category = options.category) =>
    new RowConversion({ steps, options, category }, lookups).convert(row);
}

type Step = {
  column: number;
  header: string;
  target: Exclude<MappingTarget, { to: "ignore" }>;
  type: ColumnType | null;
  phase: number;
  /** The header as names are compared. */
  nameKey: string;
};

/** The category rules the meaning of states and fields; country and currency that of the rest. */
const FIRST: readonly ColumnType[] = ["category", "country", "currency"];
const SECOND: readonly ColumnType[] = ["postalCode"];

function stepOf({ column, header, target }: ColumnMapping): Step[] {
  if (target.to === "ignore") return [];
  const type = target.to === "column" ? columnSpec(target.key).type : null;
  const phase = type === null ? 3 : FIRST.includes(type) ? 1 : SECOND.includes(type) ? 2 : 3;
  return [{ column, header, target, type, phase, nameKey: headerKey(header) }];
}

type RowPlan = { steps: readonly Step[]; options: ConvertOptions; category: string | null };

class RowConversion implements ReadEnv {
  readonly date1904: boolean;
  readonly today: Day;
  readonly homeCountry: Country;
  process: ProcessLookup | null;
  country: Country | null = null;
  currency: Currency | null = null;

  private readonly values: RowValues = {};
  private readonly fields: StagedFields = {};
  private readonly extraFields: [string, string][] = [];
  private kept: readonly string[] = NOTHING;
  private readonly findings: RowFinding[] = [];
  private failed: ReadonlySet<ColumnKey> = NONE_FAILED;
  private hasErrors = false;
  private step: Step | null = null;
  private cell: RawCell = null;
  private row: readonly RawCell[] = [];

  private readonly steps: readonly Step[];
  private readonly options: ConvertOptions;

  constructor(
    { steps, options, category }: RowPlan,
    readonly lookups: ProcessLookups,
  ) {
    this.steps = steps;
    this.options = options;
    this.date1904 = options.date1904;
    this.today = options.today;
    this.homeCountry = options.homeCountry;
    this.process = lookups.byCode.get(category ?? "") ?? null;
  }

  convert(row: readonly RawCell[]): ConvertedRow {
    this.row = row;
    for (const step of this.steps) {
      const cell = row[step.column];
      if (isBlank(cell) || cell === undefined || cell === null) continue;
      this.step = step;
      this.cell = cell;
      if (isError(cell)) this.reportFormula(cell.error);
      else this.read(step, cell);
    }
    this.step = null;
    this.requireColumns();
    const { fields, extraFields, kept, process, today, homeCountry, options } = this;
    const record = ASSEMBLERS[options.kind](this.values, {
      fields,
      extraFields,
      kept,
      failed: this.failed,
      process,
      today,
      homeCountry,
      currency: options.currency,
      reportAt: (key, severity, what) => this.reportAt(key, severity, what),
    });
    return { record, findings: this.findings, hasErrors: this.hasErrors };
  }

  report(severity: Severity, what: Finding): void {
    const { step } = this;
    if (step === null) {
      this.push({ column: null, header: null, value: "" }, severity, what);
      return;
    }
    if (severity === "error" && step.target.to === "column") {
      this.failed = new Set([...this.failed, step.target.key]);
    }
    // Birth numbers are protected data, and findings are stored and downloaded.
    const value = step.type === "birthNumber" ? "" : rawText(this.cell).slice(0, VALUE_LENGTH_MAX);
    this.push({ column: step.column, header: step.header, value }, severity, what);
  }

  keep(): void {
    if (this.step === null) return;
    this.kept = [...this.kept, `${this.step.header}: ${rawText(this.cell)}`];
  }

  private push(at: Place, severity: Severity, { code, params }: Finding): void {
    if (severity === "error") this.hasErrors = true;
    this.findings.push({ ...at, severity, code, ...(params === undefined ? {} : { params }) });
  }

  private reportAt(key: ColumnKey | null, severity: Severity, what: Finding): void {
    const step = this.steps.find(({ target }) => target.to === "column" && target.key === key);
    this.step = step ?? null;
    this.cell = step === undefined ? null : (this.row[step.column] ?? null);
    this.report(severity, what);
    this.step = null;
  }

  private reportFormula(error: string): void {
    if (error === NOT_COMPUTED) this.report("error", finding("imports.formula_not_computed"));
    else this.report("error", finding("imports.formula_error", { error }));
  }

  private read(step: Step, cell: FilledCell): void {
    const { target, header } = step;
    if (target.to === "column") {
      this.readColumn(target.key, cell);
      return;
    }
    const field = target.to === "field" ? this.fieldOf(step) : this.fieldNamed(step);
    // The field of another category, or one that points at a record: nothing is lost as text.
    if (field !== undefined && isReadable(field)) this.setField(field, cell);
    else this.readExtra(target.to === "extra" ? target.name : header, cell);
  }

  /** Two categories may call one thing the same and keep it under different keys. */
  private fieldOf({ target, nameKey }: Step): FieldLookup | undefined {
    const key = target.to === "field" ? target.key : "";
    return this.process?.fields.get(key) ?? this.process?.fieldsByName.get(nameKey);
  }

  /** Free data called like a field of this very category are that field, unless another fills it. */
  private fieldNamed({ nameKey }: Step): FieldLookup | undefined {
    const field = this.process?.fieldsByName.get(nameKey);
    if (field === undefined) return undefined;
    const isFilled = this.steps.some(
      (step) => step.target.to === "field" && this.fieldOf(step)?.key === field.key,
    );
    return isFilled ? undefined : field;
  }

  private setField(field: FieldLookup, cell: FilledCell): void {
    const value = readField(cell, field, this);
    if (value !== null) this.fields[field.key] = value;
  }

  private readColumn(key: ColumnKey, cell: FilledCell): void {
    const { type } = columnSpec(key);
    const value = READERS[type](cell, this);
    if (value === null) {
      if (type === "category") this.process = null;
      return;
    }
    const values: Record<string, unknown> = this.values;
    const before = values[key];
    values[key] = Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value;
    if (type === "category") this.process = this.lookups.byCode.get(String(value)) ?? null;
    else if (key === "country") this.country = this.values.country ?? null;
    else if (key === "currency") this.currency = this.values.currency ?? null;
    else if (key === "postalCode") this.country ??= this.values.postalCode?.country ?? null;
  }

  private readExtra(name: string, cell: FilledCell): void {
    const text = extraText(cell, this);
    if (text !== null) this.extraFields.push([name, text]);
  }

  private requireColumns(): void {
    for (const keys of REQUIRED_COLUMNS[this.options.kind]) {
      const isThere = keys.some((key) => this.values[key] !== undefined || this.failed.has(key));
      if (isThere) continue;
      const [only, ...others] = keys;
      if (only !== undefined && others.length === 0) {
        this.reportAt(only, "error", finding("imports.required_missing"));
      } else if (keys.includes("variableSymbol")) {
        this.report("error", finding("imports.case_or_symbol_missing"));
      }
      // A missing name is told by the one who builds the party.
    }
    if (this.options.kind === "cases" && this.process === null && !this.failed.has("category")) {
      this.reportAt("category", "error", finding("imports.required_missing"));
    }
  }
}

type Place = Pick<RowFinding, "column" | "header" | "value">;

import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type { Tx } from "@/db/client";
import { openWorkbook, type Workbook } from "@/server/connectors/workbook";
import { finding } from "@/server/kernel/parsed";
import type { Context } from "../../context";
import { fileContent } from "../../files";
import type { ProcessCatalogue } from "../../workflow";
import { type ConvertOptions, compileConverter } from "../convert-row";
import type { ImportRow } from "../load";
import { processNames } from "../process-fields";
import type { ImportScope } from "../scope";
import type { RowFinding, Severity } from "../staged-row";
import { caseCategories } from "./case-categories";
import { caseDefaults, dataFaults } from "./case-defaults";
import { readDirectory } from "./directory";
import { RowLines } from "./row-lines";
import {
  analyzeWorkTables,
  copyInto,
  makeWorkTables,
  STAGED_KINDS,
  type StagedKind,
} from "./tables";

/** Rows between two breaths: other requests of the process wait for so many, never longer. */
const BATCH_ROWS = 250;
const FLUSH_CHARS = 4_000_000;
const FLUSH_FINDINGS = 5_000;

interface StoredFinding {
  rowNo: number;
  header: string;
  value: string;
  severity: Severity;
  code: string;
  params: Record<string, string | number>;
}

export interface Staged {
  /** Filled rows below the header. */
  rows: number;
}

/**
 * Reads the whole workbook into the work tables and its faults into the findings. Memory is bounded:
 * rows leave for the database as they are read. Throws `workbook.<reason>` where the file is broken.
 */
export async function stageWorkbook(
  ctx: Context,
  tx: Tx,
  job: {
    row: ImportRow;
    scope: ImportScope;
    catalogue: ProcessCatalogue;
    told: (doneRows: number, share: number) => void;
  },
): Promise<Staged> {
  const { row, scope } = job;
  await makeWorkTables(tx);
  const sink = new Sink(tx, scope.importId);
  const lines = new RowLines({
    sealer: { keys: ctx.keys, tenantId: ctx.actor.tenantId },
    options: scope.options,
    today: ctx.today,
    directory: await readDirectory(tx),
    complete: caseDefaults(job.catalogue, scope.options),
    dataFaults: dataFaults(job.catalogue),
    put: (kind, line) => sink.put(kind, line),
    report: (rowNo, severity, { code, params = {} }) =>
      sink.report({ rowNo, header: "", value: "", severity, code, params }),
  });
  const bytes = await fileContent(tx, row.fileId);
  const workbook = await openWorkbook(
    { bytes },
    { fileName: row.fileName, limits: { batchRows: BATCH_ROWS } },
  );
  let rows = 0;
  try {
    const columns = row.mapping.columns ?? [];
    const options = convertOptions(ctx, job, workbook);
    const convert = compileConverter(columns, options);
    const categoriesOf = caseCategories(tx, scope, { columns, options });
    for await (const batch of workbook.rows(row.sheetIndex, { from: row.headerRow + 1 })) {
      // A connection that takes a COPY takes no question meanwhile.
      if (categoriesOf) await sink.settle();
      const categories = await categoriesOf?.(batch.rows);
      for (const [index, cells] of batch.rows.entries()) {
        const rowNo = batch.rowNumbers[index] ?? 0;
        const { record, findings, hasErrors } = convert(cells, categories?.[index]);
        for (const each of findings) sink.report(stored(rowNo, each));
        if (!hasErrors) lines.add(record, rowNo);
      }
      rows += batch.rows.length;
      job.told(rows, batch.progress);
      await sink.breathe();
    }
    await sink.end();
  } finally {
    await workbook.close();
  }
  if (rows === 0) await sink.reportWhole(finding("imports.no_rows"));
  await analyzeWorkTables(tx);
  return { rows };
}

function convertOptions(
  ctx: Context,
  { row, scope, catalogue }: { row: ImportRow; scope: ImportScope; catalogue: ProcessCatalogue },
  { date1904 }: Workbook,
): ConvertOptions {
  const { currency, role, category } = scope.options;
  return {
    ...{ kind: row.kind, date1904, today: ctx.today, homeCountry: row.homeCountry },
    ...{ currency, category, processes: processNames(catalogue, role) },
  };
}

function stored(
  rowNo: number,
  { header, value, severity, code, params }: RowFinding,
): StoredFinding {
  return { rowNo, header: header ?? "", value, severity, code, params: params ?? {} };
}

/** Collects lines and findings and writes them while the next rows are being read. */
class Sink {
  private readonly lines = new Map<StagedKind, string[]>();
  private chars = 0;
  private findings: StoredFinding[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly tx: Tx,
    private readonly importId: number,
  ) {}

  put(kind: StagedKind, line: string): void {
    const lines = this.lines.get(kind);
    if (lines) lines.push(line);
    else this.lines.set(kind, [line]);
    this.chars += line.length;
  }

  report(found: StoredFinding): void {
    this.findings.push(found);
  }

  /** Lets others have the processor; hands on what has gathered. */
  async breathe(): Promise<void> {
    if (this.chars >= FLUSH_CHARS || this.findings.length >= FLUSH_FINDINGS) await this.flush();
    else await new Promise((resolve) => setImmediate(resolve));
  }

  /** Waits until what left for the database has arrived. */
  async settle(): Promise<void> {
    await this.writing;
  }

  async end(): Promise<void> {
    await this.flush();
    await this.settle();
  }

  async reportWhole({ code, params = {} }: { code: string; params?: StoredFinding["params"] }) {
    await this.writeFindings([
      { rowNo: 0, header: "", value: "", severity: "error", code, params },
    ]);
  }

  private async flush(): Promise<void> {
    const lines = STAGED_KINDS.flatMap((kind) => {
      const text = this.lines.get(kind)?.join("");
      return text ? [{ kind, text }] : [];
    });
    const { findings } = this;
    this.lines.clear();
    this.chars = 0;
    this.findings = [];
    await this.writing;
    this.writing = this.write(lines, findings);
    // Told at the next flush; until then nobody waits for it.
    this.writing.catch(() => undefined);
  }

  private async write(
    parts: { kind: StagedKind; text: string }[],
    findings: StoredFinding[],
  ): Promise<void> {
    for (const { kind, text } of parts) {
      const copy: Writable = await copyInto(this.tx, kind);
      copy.end(text);
      await finished(copy);
    }
    await this.writeFindings(findings);
  }

  private async writeFindings(list: StoredFinding[]): Promise<void> {
    if (list.length === 0) return;
    await this.tx.sql`
      insert into import_findings (import_id, row_no, column_name, value, severity, code, params)
      select ${this.importId}::bigint, n.row_no, n.header, n.value, n.severity, n.code, n.params::jsonb
        from unnest(${list.map((f) => f.rowNo)}::integer[], ${list.map((f) => clean(f.header))}::text[],
                    ${list.map((f) => clean(f.value))}::text[], ${list.map((f) => f.severity)}::text[],
                    ${list.map((f) => f.code)}::text[],
                    ${list.map((f) => clean(JSON.stringify(f.params)))}::text[])
               as n (row_no, header, value, severity, code, params)`;
  }
}

const clean = (text: string) => text.replaceAll("\0", "").replaceAll("\\u0000", "");

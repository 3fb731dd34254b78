import { Writable } from "node:stream";
import { createWorkbookWriter, type WriteValue } from "@/server/connectors/workbook";
import type { OperatorContext } from "../../context";
import type { TestTenant } from "../../testing";
import {
  getImport,
  mapImport,
  requestCheck,
  requestPublish,
  requestUndo,
  runImportStep,
  uploadImport,
} from "..";
import type { ImportOptions } from "../inputs";
import type { ColumnMapping } from "../mapping";

/** Bytes of a workbook of one sheet; every cell is text unless it is a number. */
export async function workbookOf(rows: WriteValue[][]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      pieces.push(Buffer.from(chunk));
      done();
    },
  });
  const writer = createWorkbookWriter({ stream }, "xlsx");
  const [headers = [], ...body] = rows;
  const columns = headers.map((header) => ({ header: String(header), type: "cell" as const }));
  const sheet = await writer.addSheet({ name: "List1", columns });
  await sheet.writeRows(body);
  await writer.close();
  return Buffer.concat(pieces);
}

export async function* piecesOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

type Kind = Parameters<typeof uploadImport>[1]["kind"];

/** An operator's import in a test: the relay's part is played at once, on the same database. */
export function importer(tenant: TestTenant, ctx: OperatorContext) {
  const run = (importId: number, step: "check" | "publish" | "undo") =>
    runImportStep(tenant.system("relay:import.requested"), {
      importId,
      step,
      operatorId: ctx.actor.operatorId,
    });
  const upload = async (
    kind: Kind,
    rows: WriteValue[][] | Buffer,
    options?: Partial<ImportOptions>,
  ) => {
    const bytes = Buffer.isBuffer(rows) ? rows : await workbookOf(rows);
    const uploaded = await uploadImport(ctx, { kind, name: "sešit.xlsx" }, piecesOf(bytes));
    const mapping = uploaded.preview.columns.map(({ column, header, target }) => ({
      ...{ column, header, target },
    }));
    await mapImport(ctx, { importId: uploaded.importId, mapping, options: options ?? {} });
    return uploaded;
  };
  /** Another mapping than the one that was guessed. */
  const remap = async (
    importId: number,
    change: (columns: ColumnMapping[]) => ColumnMapping[],
  ): Promise<void> => {
    const { mapping } = await getImport(ctx, { importId });
    await mapImport(ctx, { importId, mapping: change(mapping) });
  };
  const check = async (importId: number) => {
    await requestCheck(ctx, { importId });
    await run(importId, "check");
  };
  const publish = async (importId: number) => {
    await requestPublish(ctx, { importId });
    await run(importId, "publish");
  };
  const undo = async (importId: number) => {
    await requestUndo(ctx, { importId });
    await run(importId, "undo");
  };
  return {
    upload,
    remap,
    check,
    publish,
    undo,
    run,
    /** Upload, check and publish in one go. */
    all: async (kind: Kind, rows: WriteValue[][] | Buffer, options?: Partial<ImportOptions>) => {
      const { importId } = await upload(kind, rows, options);
      await check(importId);
      await publish(importId);
      return importId;
    },
  };
}

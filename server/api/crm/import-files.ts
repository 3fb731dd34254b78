import { PassThrough, Readable, type Writable } from "node:stream";
import type { OperatorContext } from "@/server/domain/context";
import {
  annotatedFile,
  type FindingWords,
  templateFile,
  uploadImport,
  uploadImportInput,
  type WrittenFile,
} from "@/server/domain/imports";
import { annotatedFileInput, templateInput } from "@/server/domain/imports/inputs";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { refusal } from "./document-files";

/** Workbooks come and leave as bytes, outside tRPC; the verbs behind the doors are ordinary ones. */

const MEDIA_TYPES = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
};

/** Takes the body of the request as a workbook: `?kind=&name=`. Answers the import's id. */
export async function receiveWorkbook(ctx: OperatorContext, request: Request): Promise<Response> {
  const query = uploadImportInput.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  try {
    if (!query.success) throw new DomainError("invalid", "imports.upload_query");
    if (!request.body) throw new DomainError("invalid", "workbook.empty_file");
    const content = request.body as unknown as AsyncIterable<Uint8Array>;
    const { importId, sameFileImportId } = await uploadImport(ctx, query.data, content);
    return Response.json({ importId, sameFileImportId });
  } catch (error) {
    return refusal(error);
  }
}

/** The workbook with its reasons: `?rows=all|flagged`. */
export async function sendAnnotated(
  ctx: OperatorContext,
  wanted: { importId: unknown; rows: unknown; words: FindingWords },
): Promise<Response> {
  try {
    const input = annotatedFileInput.safeParse({
      importId: Number(wanted.importId),
      rows: wanted.rows ?? undefined,
    });
    if (!input.success) throw new DomainError("not_found", "imports.not_found");
    const file = await annotatedFile(ctx, input.data, wanted.words);
    const stem = file.name.replace(/\.[^.]{1,5}$/, "");
    return streamed(ctx, { ...file, name: `${stem}.xlsx` }, "xlsx");
  } catch (error) {
    return refusal(error);
  }
}

/** An empty workbook to fill in: `?kind=&format=`. */
export async function sendTemplate(
  ctx: OperatorContext,
  wanted: { query: Record<string, string>; locale: Locale; sheetName(kind: string): string },
): Promise<Response> {
  try {
    const input = templateInput.safeParse(wanted.query);
    if (!input.success) throw new DomainError("invalid", "imports.upload_query");
    const sheetName = wanted.sheetName(input.data.kind);
    const file = await templateFile(ctx, input.data, { locale: wanted.locale, sheetName });
    return streamed(ctx, file, input.data.format);
  } catch (error) {
    return refusal(error);
  }
}

function streamed(ctx: OperatorContext, file: WrittenFile, format: "xlsx" | "csv"): Response {
  const stream = new PassThrough();
  file.write(stream as Writable).catch((cause: unknown) => {
    ctx.log.error("download broke off", { cause });
    stream.destroy(cause instanceof Error ? cause : undefined);
  });
  return new Response(Readable.toWeb(stream) as unknown as ReadableStream, {
    headers: {
      "content-type": MEDIA_TYPES[format],
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      "cache-control": "private, no-store",
    },
  });
}

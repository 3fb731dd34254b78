import { PassThrough, Readable } from "node:stream";
import type { OperatorContext } from "@/server/domain/context";
import { exportList, type OutcomeWords, writeBulkOutcomes } from "@/server/domain/lists";
import { exportListInput } from "@/server/domain/lists/inputs";
import { DomainError } from "@/server/kernel/errors";
import { refusal } from "./document-files";

/** Lists leave as files outside tRPC, written while they are read. */

const MEDIA_TYPES = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
};
/** An export holds a connection to the database until its reader has taken the last byte. */
const AT_ONCE_MAX = 3;

let running = 0;

/** Before anything is asked or written down of an export that would not be made. */
function refuseWhenBusy(): void {
  if (running >= AT_ONCE_MAX) throw new DomainError("conflict", "lists.export_busy");
}

/** The body of a file that is being written; a fault breaks the download off. */
function streamed(
  ctx: OperatorContext,
  file: { name: string; format: "xlsx" | "csv" },
  write: (stream: PassThrough) => Promise<void>,
): Response {
  const stream = new PassThrough();
  running += 1;
  write(stream)
    .catch((error: unknown) => {
      ctx.log.error("export broke off", { cause: error });
      stream.destroy(error instanceof Error ? error : undefined);
    })
    .finally(() => {
      running -= 1;
    });
  return new Response(Readable.toWeb(stream) as unknown as ReadableStream, {
    headers: {
      "content-type": MEDIA_TYPES[file.format],
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      "cache-control": "private, no-store",
    },
  });
}

/** A list as a file: `request` of the form is JSON of `exportListInput`, `name` begins the file's name. */
export async function sendListExport(ctx: OperatorContext, form: FormData): Promise<Response> {
  try {
    const input = exportListInput.safeParse(jsonOf(form.get("request")));
    if (!input.success) throw new DomainError("invalid", "lists.export_query");
    refuseWhenBusy();
    const { format, write } = await exportList(ctx, input.data);
    const stem = String(form.get("name") ?? input.data.list).slice(0, 60);
    return streamed(ctx, { name: `${stem}-${ctx.today}.${format}`, format }, write);
  } catch (error) {
    return refusal(error);
  }
}

function jsonOf(value: unknown): unknown {
  try {
    return JSON.parse(String(value));
  } catch {
    return null;
  }
}

/** What became of the rows of a bulk action, as a workbook. */
export async function sendBulkOutcomes(
  ctx: OperatorContext,
  wanted: { bulkActionId: number; name: string; words: OutcomeWords },
): Promise<Response> {
  const { bulkActionId, name, words } = wanted;
  try {
    refuseWhenBusy();
    const file = { name: `${name}-${bulkActionId}.xlsx`, format: "xlsx" as const };
    return streamed(ctx, file, (stream) =>
      writeBulkOutcomes(ctx, { bulkActionId }, { stream, words }),
    );
  } catch (error) {
    return refusal(error);
  }
}

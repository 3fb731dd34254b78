import { PassThrough, Readable } from "node:stream";
import type { OperatorContext } from "@/server/domain/context";
import { exportList, type OutcomeWords, writeBulkOutcomes } from "@/server/domain/lists";
import { exportListInput } from "@/server/domain/lists/inputs";
import { DomainError } from "@/server/kernel/errors";
import { refusal } from "./document-files";
import { STALL_MS, takePlace, watchReader } from "./export-places";

/** Lists leave as files outside tRPC, written while they are read. */

const MEDIA_TYPES = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
  pdf: "application/pdf",
  zip: "application/zip",
};

interface Written {
  name: string;
  format: keyof typeof MEDIA_TYPES;
  write(stream: PassThrough): Promise<void>;
}

export interface SendOptions {
  /** How long a reader may take nothing before the file is broken off. */
  stallMs?: number;
}

/** A file that is written while it is read; `prepare` asks for rights before the first byte. */
export async function sendWritten(
  ctx: OperatorContext,
  prepare: () => Promise<Written>,
  { stallMs = STALL_MS }: SendOptions,
): Promise<Response> {
  try {
    const leave = takePlace(ctx.actor.tenantId);
    const file = await prepare().catch((error: unknown) => {
      leave();
      throw error;
    });
    return streamed(ctx, file, { leave, stallMs });
  } catch (error) {
    return refusal(error);
  }
}

/** The body of a file that is being written; a fault breaks the download off. */
function streamed(
  ctx: OperatorContext,
  { name, format, write }: Written,
  { leave, stallMs }: { leave: () => void; stallMs: number },
): Response {
  const stream = new PassThrough();
  // Before it is watched: whoever listens first to a stream sets it flowing.
  const body = Readable.toWeb(stream) as unknown as ReadableStream;
  const unwatch = watchReader(stream, stallMs);
  write(stream)
    .catch((error: unknown) => {
      ctx.log.error("export broke off", { cause: error });
      stream.destroy(error instanceof Error ? error : undefined);
    })
    .finally(() => {
      unwatch();
      leave();
    });
  return new Response(body, {
    headers: {
      "content-type": MEDIA_TYPES[format],
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      "cache-control": "private, no-store",
    },
  });
}

/** A list as a file: `request` of the form is JSON of `exportListInput`, `name` begins the file's name. */
export function sendListExport(
  ctx: OperatorContext,
  form: FormData,
  options: SendOptions = {},
): Promise<Response> {
  const prepare = async () => {
    const input = exportListInput.safeParse(jsonOf(form.get("request")));
    if (!input.success) throw new DomainError("invalid", "lists.export_query");
    const { format, write } = await exportList(ctx, input.data);
    const stem = String(form.get("name") ?? input.data.list).slice(0, 60);
    return { name: `${stem}-${ctx.today}.${format}`, format, write };
  };
  return sendWritten(ctx, prepare, options);
}

/** What a form sent as JSON; null where it is none. */
export function jsonOf(value: unknown): unknown {
  try {
    return JSON.parse(String(value));
  } catch {
    return null;
  }
}

/** What became of the rows of a bulk action, as a workbook. */
export function sendBulkOutcomes(
  ctx: OperatorContext,
  wanted: { bulkActionId: number; name: string; words: OutcomeWords },
): Promise<Response> {
  const { bulkActionId, name, words } = wanted;
  const file: Written = {
    name: `${name}-${bulkActionId}.xlsx`,
    format: "xlsx",
    write: (stream) => writeBulkOutcomes(ctx, { bulkActionId }, { stream, words }),
  };
  return sendWritten(ctx, async () => file, {});
}

import { z } from "zod";
import { noteShown } from "@/server/domain/audit";
import type { OperatorContext } from "@/server/domain/context";
import { FILE_BYTES_MAX } from "@/server/domain/files";
import { addDocument, readDocument } from "@/server/domain/timeline";
import { type DomainError, isDomainError } from "@/server/kernel/errors";

/** Files travel outside tRPC, as bytes; the verbs behind the two doors are ordinary ones. */

const STATUS: Record<DomainError["kind"], number> = {
  not_found: 404,
  forbidden: 403,
  invalid: 400,
  conflict: 409,
  precondition: 412,
  external: 502,
};

/** A refusal as JSON `{ code, params }`; what is not a refusal goes on as a fault. */
export function refusal(error: unknown): Response {
  if (!isDomainError(error)) throw error;
  const { code, params, kind } = error;
  return Response.json({ code, params }, { status: STATUS[kind] });
}

const query = z.object({
  caseId: z.coerce.number().int().positive(),
  name: z.string().min(1).max(300),
  text: z.string().max(20_000).optional(),
  replacesEventId: z.coerce.number().int().positive().optional(),
});

/** Takes the body of the request as a document of a case: `?caseId=&name=&text=&replacesEventId=`. */
export async function receiveDocument(ctx: OperatorContext, request: Request): Promise<Response> {
  if (Number(request.headers.get("content-length") ?? 0) > FILE_BYTES_MAX) {
    const params = { megabytes: FILE_BYTES_MAX / 1024 ** 2 };
    return Response.json({ code: "files.too_large", params }, { status: 400 });
  }
  const parsed = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success || !request.body) {
    return Response.json({ code: "files.empty", params: {} }, { status: 400 });
  }
  const { caseId, name, text, replacesEventId } = parsed.data;
  try {
    const added = await addDocument(ctx, {
      caseId,
      file: {
        name,
        mediaType: request.headers.get("content-type") ?? "",
        content: request.body as unknown as AsyncIterable<Uint8Array>,
      },
      ...(text === undefined ? {} : { text }),
      ...(replacesEventId === undefined ? {} : { replacesEventId }),
    });
    return Response.json(added);
  } catch (error) {
    return refusal(error);
  }
}

/** A document's bytes. Shown in the page only when the bytes themselves say PDF or image. */
export async function sendDocument(
  ctx: OperatorContext,
  wanted: { fileId: number; isDownload: boolean },
): Promise<Response> {
  try {
    const { caseId, ...file } = await readDocument(ctx, { fileId: wanted.fileId });
    const { name, content, shownType } = file;
    // Whose it is is written down before it is given.
    const seen = { caseId, partyId: null, caseIds: [caseId], partyIds: [] };
    await noteShown(ctx, "timeline.document", seen);
    const isShown = shownType !== null && !wanted.isDownload;
    return new Response(new Uint8Array(content), {
      headers: {
        "content-type": shownType ?? "application/octet-stream",
        "content-length": String(content.length),
        "content-disposition": `${isShown ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(name)}`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    return refusal(error);
  }
}

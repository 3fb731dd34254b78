import type { OperatorContext } from "@/server/domain/context";
import { attachFile, readAttachment } from "@/server/domain/templates";
import {
  ATTACHMENT_BYTES_MAX,
  attachFileInput,
  attachmentInput,
} from "@/server/domain/templates/inputs";
import { DomainError } from "@/server/kernel/errors";
import { refusal } from "./document-files";

/** Takes the body of the request as a file that goes with a template's letters: `?name=`. */
export async function receiveAttachment(
  ctx: OperatorContext,
  { templateId, request }: { templateId: string; request: Request },
): Promise<Response> {
  const fileName = new URL(request.url).searchParams.get("name") ?? "";
  const input = attachFileInput.safeParse({ templateId: Number(templateId), fileName });
  try {
    if (Number(request.headers.get("content-length") ?? 0) > ATTACHMENT_BYTES_MAX) {
      const megabytes = ATTACHMENT_BYTES_MAX / 1024 ** 2;
      throw new DomainError("invalid", "templates.attachment_too_large", { megabytes });
    }
    if (!input.success || !request.body) throw new DomainError("invalid", "files.empty");
    const content = request.body as unknown as AsyncIterable<Uint8Array>;
    return Response.json(await attachFile(ctx, input.data, content));
  } catch (error) {
    return refusal(error);
  }
}

/** A file beside a template. Shown in the page only when the bytes themselves say PDF or image. */
export async function sendAttachment(
  ctx: OperatorContext,
  wanted: { templateId: string; fileId: string },
): Promise<Response> {
  try {
    const { templateId, fileId } = wanted;
    const numbers = { templateId: Number(templateId), fileId: Number(fileId) };
    const input = attachmentInput.safeParse(numbers);
    if (!input.success) throw new DomainError("not_found", "templates.not_found");
    const { name, content, shownType } = await readAttachment(ctx, input.data);
    const disposition = shownType ? "inline" : "attachment";
    return new Response(new Uint8Array(content), {
      headers: {
        "content-type": shownType ?? "application/octet-stream",
        "content-length": String(content.length),
        "content-disposition": `${disposition}; filename*=UTF-8''${encodeURIComponent(name)}`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    return refusal(error);
  }
}

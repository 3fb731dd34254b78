import type { OperatorContext } from "@/server/domain/context";
import { shownTypeOf } from "@/server/domain/files";
import { previewLetter, readMessageFile, showMessageFile } from "@/server/domain/messages";
import { messageFileInput, previewLetterInput } from "@/server/domain/messages/inputs";
import { DomainError } from "@/server/kernel/errors";
import { refusal } from "./document-files";
import { shownDocument } from "./shown-document";

/**
 * A file of a message as it was sent or came. Shown in the page only when the bytes themselves say PDF
 * or image: HTML that others wrote never runs under our own address.
 */
export async function sendMessageFile(
  ctx: OperatorContext,
  wanted: { messageId: string; fileId: string; isDownload: boolean },
): Promise<Response> {
  try {
    const input = messageFileInput.safeParse({
      ...{ messageId: Number(wanted.messageId), fileId: Number(wanted.fileId) },
    });
    if (!input.success) throw new DomainError("not_found", "messages.not_found");
    const { name, content } = await readMessageFile(ctx, input.data);
    const shownType = wanted.isDownload ? null : shownTypeOf(content.subarray(0, 16));
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

/** The pages of a DOCX or ODT of a message, for a frame; `nearNote` stands above words alone. */
export async function sendMessagePages(
  ctx: OperatorContext,
  wanted: { messageId: string; fileId: string; nearNote: string },
): Promise<Response> {
  try {
    const { messageId, fileId, nearNote } = wanted;
    const numbers = { messageId: Number(messageId), fileId: Number(fileId) };
    const input = messageFileInput.safeParse(numbers);
    if (!input.success) throw new DomainError("not_found", "messages.not_found");
    return shownDocument(await showMessageFile(ctx, input.data), nearNote);
  } catch (error) {
    return refusal(error);
  }
}

/** The same of a message that is being written: `?caseId=&templateId=`. */
export async function sendLetterPages(
  ctx: OperatorContext,
  { query, nearNote }: { query: URLSearchParams; nearNote: string },
): Promise<Response> {
  try {
    const numbers = {
      ...{ caseId: Number(query.get("caseId")), templateId: Number(query.get("templateId")) },
    };
    const input = previewLetterInput.safeParse(numbers);
    if (!input.success) throw new DomainError("not_found", "cases.not_found");
    return shownDocument(await previewLetter(ctx, input.data), nearNote);
  } catch (error) {
    return refusal(error);
  }
}

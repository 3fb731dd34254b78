import type { OperatorContext } from "@/server/domain/context";
import { FILE_BYTES_MAX } from "@/server/domain/files";
import {
  previewTemplate,
  readTemplateFile,
  SAMPLE_TEMPLATES,
  showTemplate,
  uploadTemplate,
} from "@/server/domain/templates";
import {
  type PreviewTemplateInput,
  previewTemplateInput,
  templateVersionInput,
  uploadTemplateInput,
} from "@/server/domain/templates/inputs";
import { DomainError } from "@/server/kernel/errors";
import { refusal } from "./document-files";
import { letterPage, NO_CACHE, shownDocument } from "./shown-document";

/** Templates come, and letters leave, as bytes outside tRPC; the verbs behind are ordinary ones. */

/**
 * Takes the body of the request as a template: `?name=`, with `&templateId=` as its next version.
 * Answers what was read and what is wrong in it.
 */
export async function receiveTemplate(ctx: OperatorContext, request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const templateId = query.get("templateId");
  const input = uploadTemplateInput.safeParse({
    fileName: query.get("name") ?? "",
    ...(templateId === null ? {} : { templateId: Number(templateId) }),
  });
  try {
    if (Number(request.headers.get("content-length") ?? 0) > FILE_BYTES_MAX) {
      throw new DomainError("invalid", "files.too_large", {
        megabytes: FILE_BYTES_MAX / 1024 ** 2,
      });
    }
    if (!input.success || !request.body) throw new DomainError("invalid", "files.empty");
    const content = request.body as unknown as AsyncIterable<Uint8Array>;
    return Response.json(await uploadTemplate(ctx, input.data, content));
  } catch (error) {
    return refusal(error);
  }
}

/** The file of a version as it was uploaded, for download only: `?versionId=`. */
export async function sendTemplateFile(
  ctx: OperatorContext,
  wanted: { templateId: string; query: URLSearchParams },
): Promise<Response> {
  try {
    const input = templateVersionInput.safeParse({
      templateId: Number(wanted.templateId),
      ...numbersOf(wanted.query, ["versionId"]),
    });
    if (!input.success) throw new DomainError("not_found", "templates.not_found");
    const { name, content } = await readTemplateFile(ctx, input.data);
    return attachment(name, content, "application/octet-stream");
  } catch (error) {
    return refusal(error);
  }
}

/**
 * The letter of a real case: `?caseId=&versionId=`. With `&shown` it is answered for a frame: HTML as
 * a page that no script may run in, DOCX and ODT as their print or, under `nearNote`, their words;
 * anything else leaves as a download.
 */
export async function sendLetter(
  ctx: OperatorContext,
  wanted: { templateId: string; query: URLSearchParams; nearNote: string },
): Promise<Response> {
  try {
    const input = previewTemplateInput.safeParse({
      templateId: Number(wanted.templateId),
      ...numbersOf(wanted.query, ["caseId", "versionId"]),
    });
    if (!input.success) throw new DomainError("not_found", "templates.not_found");
    if (wanted.query.has("shown")) return await framed(ctx, input.data, wanted.nearNote);
    const { bytes, fileName, mediaType } = await previewTemplate(ctx, input.data);
    return attachment(fileName, bytes, mediaType);
  } catch (error) {
    return refusal(error);
  }
}

async function framed(
  ctx: OperatorContext,
  input: PreviewTemplateInput,
  nearNote: string,
): Promise<Response> {
  const { letter, shown } = await showTemplate(ctx, input);
  const { bytes, fileName, mediaType } = letter;
  if (shown) return shownDocument({ name: fileName, shown }, nearNote);
  const isPage = mediaType.startsWith("text/html");
  return isPage ? letterPage(bytes) : attachment(fileName, bytes, mediaType);
}

/** A template to begin with, by its code; it holds nobody's data. */
export async function sendSample(code: string): Promise<Response> {
  const known = Object.entries(SAMPLE_TEMPLATES).find(([name]) => name === code);
  if (!known) return refusal(new DomainError("not_found", "templates.not_found"));
  const [, { fileName, bytes }] = known;
  return attachment(fileName, bytes(), "application/octet-stream");
}

function attachment(name: string, content: Uint8Array, mediaType: string): Response {
  return new Response(new Uint8Array(content), {
    headers: {
      ...NO_CACHE,
      "content-type": mediaType,
      "content-length": String(content.length),
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
}

function numbersOf(query: URLSearchParams, names: readonly string[]): Record<string, number> {
  const given = names.filter((name) => query.has(name));
  return Object.fromEntries(given.map((name) => [name, Number(query.get(name))]));
}

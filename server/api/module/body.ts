import type { GivenFile } from "@/server/domain/module-api";
import { DomainError } from "@/server/kernel/errors";

/** As much as a file of ours may have; a statement of a million lines fits. */
export const BODY_BYTES_MAX = 64 * 1024 * 1024;

const tooLong = (bytesMax: number) =>
  new DomainError("invalid", "modules.body_length", {
    megabytes: Math.ceil(bytesMax / 1024 ** 2),
  });

/**
 * How many bytes a body may bring: those it announces, or as many as are allowed where it does not say.
 * Throws invalid `modules.body_length` for what announces too much.
 */
export function announcedBytes({ headers, body }: Request, bytesMax: number): number {
  if (!body) return 0;
  const said = headers.get("content-length");
  if (said === null) return bytesMax;
  // What is no number announces nothing.
  const bytes = Number(said);
  if (bytes > bytesMax) throw tooLong(bytesMax);
  return bytes >= 0 ? bytes : bytesMax;
}

/** Refuses what sends more than it announced before its end. */
async function readWhole(request: Request, bytesMax: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += piece.byteLength;
    if (length > bytesMax) throw tooLong(bytesMax);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/**
 * What a machine sent: the body itself, or the one file of a form (`multipart/form-data`), as curl
 * sends it with `--data-binary` and `-F` where a file is wanted. `bytesMax`: as `announcedBytes` has it. Throws invalid
 * `modules.one_file`, `modules.body_length`.
 */
export async function bodyOf(
  request: Request,
  bytesMax: number,
  isFile: boolean,
): Promise<GivenFile> {
  const bytes = await readWhole(request, bytesMax);
  const type = request.headers.get("content-type") ?? "";
  const isForm = type.toLowerCase().startsWith("multipart/form-data");
  if (!isFile || !isForm) return { name: "", bytes };
  const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": type } })
    .formData()
    .catch(() => null);
  const files = [...(form?.values() ?? [])].filter((value) => typeof value !== "string");
  const [file] = files;
  if (!file || files.length > 1) throw new DomainError("invalid", "modules.one_file");
  return { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) };
}

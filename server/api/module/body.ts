import { DomainError } from "@/server/kernel/errors";

/** As much as a file of ours may have; a statement of a million lines fits. */
export const BODY_BYTES_MAX = 64 * 1024 * 1024;

export interface GivenFile {
  /** Empty where the caller gave none. */
  name: string;
  bytes: Buffer;
}

const tooLong = () =>
  new DomainError("invalid", "modules.body_length", { megabytes: BODY_BYTES_MAX / 1024 ** 2 });

/** Refuses by the announced length, and what sends more than it announced before its end. */
async function readWhole(request: Request): Promise<Buffer> {
  if (Number(request.headers.get("content-length") ?? 0) > BODY_BYTES_MAX) throw tooLong();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += piece.byteLength;
    if (length > BODY_BYTES_MAX) throw tooLong();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/**
 * What a machine sent: the body itself, or the one file of a form (`multipart/form-data`), as curl
 * sends it with `--data-binary` and `-F`. Throws invalid `modules.one_file`.
 */
export async function bodyOf(request: Request): Promise<GivenFile> {
  const bytes = await readWhole(request);
  const type = request.headers.get("content-type") ?? "";
  if (!type.toLowerCase().startsWith("multipart/form-data")) return { name: "", bytes };
  const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": type } })
    .formData()
    .catch(() => null);
  const files = [...(form?.values() ?? [])].filter((value) => typeof value !== "string");
  const [file] = files;
  if (!file || files.length > 1) throw new DomainError("invalid", "modules.one_file");
  return { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) };
}

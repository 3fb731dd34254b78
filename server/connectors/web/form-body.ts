import { randomBytes } from "node:crypto";

export interface WebBody {
  /** With its `content-type`. */
  headers: Record<string, string>;
  body: Buffer;
}

export type FormField =
  | { name: string; value: string }
  | { name: string; fileName: string; mediaType: string; bytes: Uint8Array };

/** Fields as `application/x-www-form-urlencoded`, in UTF-8. */
export function urlEncodedBody(fields: Readonly<Record<string, string>>): WebBody {
  return {
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: Buffer.from(new URLSearchParams(fields).toString()),
  };
}

export function jsonBody(value: unknown): WebBody {
  return {
    headers: { "content-type": "application/json; charset=utf-8", accept: "application/json" },
    body: Buffer.from(JSON.stringify(value)),
  };
}

/** Fields and files as `multipart/form-data` (RFC 7578), between marks that no content holds. */
export function multipartBody(fields: readonly FormField[]): WebBody {
  // 24 random bytes: that a content holds them cannot happen by chance, nor be arranged.
  const mark = `saldo-${randomBytes(24).toString("hex")}`;
  const pieces = fields.flatMap((field) => [
    Buffer.from(`--${mark}\r\n${headOf(field)}\r\n\r\n`),
    "value" in field ? Buffer.from(field.value) : field.bytes,
    Buffer.from("\r\n"),
  ]);
  return {
    headers: { "content-type": `multipart/form-data; boundary=${mark}` },
    body: Buffer.concat([...pieces, Buffer.from(`--${mark}--\r\n`)]),
  };
}

function headOf(field: FormField): string {
  const start = `content-disposition: form-data; name="${quoted(field.name)}"`;
  if ("value" in field) return start;
  return `${start}; filename="${quoted(field.fileName)}"\r\ncontent-type: ${field.mediaType}`;
}

/** As browsers write it: a name can end neither its quotes nor its line. */
const quoted = (name: string): string =>
  name.replace(/["\r\n]/g, (char) => encodeURIComponent(char));

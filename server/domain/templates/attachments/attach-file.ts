import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, authorOf, type Context, inTransaction } from "../../context";
import { cleanName, type NewFile, receiveFile, storeFile } from "../../files";
import {
  ATTACHMENT_BYTES_MAX,
  ATTACHMENTS_BYTES_MAX,
  ATTACHMENTS_MAX,
  type AttachFileInput,
  attachFileInput,
} from "../inputs";
import { type KnownAttachment, knownAttachment } from "./attachment-kind";

const MEGABYTE = 1024 ** 2;

type Attachment = KnownAttachment & { bytes: Buffer; sha256: Buffer };

/**
 * Puts a file beside a template, behind those that are there: it goes with every letter from now on.
 * The same file under the same name is kept once, beside however many templates. Throws what
 * `knownAttachment` throws, `templates.attachment_too_large`, `.attachments_too_large`,
 * `.attachments_too_many`, conflict `.attachment_known`, not_found `templates.not_found`.
 */
export async function attachFile(
  ctx: Context,
  raw: AttachFileInput,
  content: NewFile["content"],
): Promise<{ fileId: number; name: string; version: number }> {
  authorize(ctx, "templates:edit");
  const { templateId, fileName } = attachFileInput.parse(raw);
  const pieces: Uint8Array[] = [];
  for await (const piece of await receiveFile(content)) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  if (bytes.length > ATTACHMENT_BYTES_MAX) {
    const megabytes = ATTACHMENT_BYTES_MAX / MEGABYTE;
    throw new DomainError("invalid", "templates.attachment_too_large", { megabytes });
  }
  const known = await knownAttachment(cleanName(fileName), bytes);
  const sha256 = createHash("sha256").update(bytes).digest();
  const file: Attachment = { ...known, bytes, sha256 };
  return inTransaction(ctx, async (inner, tx) => {
    await assertRoom(tx, templateId, file);
    const fileId = (await keptFile(tx, file)) ?? (await storeAttachment(inner, tx, file));
    const version = await putBeside(inner, tx, { templateId, fileId, kind: file.kind });
    await writeAudit(inner, {
      ...{ action: "templates.attach", entity: "template", entityId: templateId },
      after: {
        fileId,
        fileName: file.name,
        sizeBytes: bytes.length,
        sha256: sha256.toString("hex"),
      },
    });
    return { fileId, name: file.name, version };
  });
}

/** Locks the template: two people who attach at once fill the same room one after the other. */
async function assertRoom({ sql }: Tx, templateId: number, file: Attachment): Promise<void> {
  const [template] = await sql<{ fileIds: number[] }[]>`
    select attachment_file_ids as "fileIds" from templates where id = ${templateId} for update`;
  if (!template) throw new DomainError("not_found", "templates.not_found");
  if (template.fileIds.length >= ATTACHMENTS_MAX) {
    throw new DomainError("invalid", "templates.attachments_too_many", { count: ATTACHMENTS_MAX });
  }
  const there = await sql<{ name: string; sizeBytes: number; sha256: Buffer }[]>`
    select name, size_bytes as "sizeBytes", sha256 from files
     where id = any(${template.fileIds}::bigint[])`;
  const same = there.find(({ sha256 }) => sha256.equals(file.sha256));
  if (same) throw new DomainError("conflict", "templates.attachment_known", { name: same.name });
  const sum = there.reduce((all, { sizeBytes }) => all + sizeBytes, file.bytes.length);
  if (sum > ATTACHMENTS_BYTES_MAX) {
    const megabytes = ATTACHMENTS_BYTES_MAX / MEGABYTE;
    throw new DomainError("invalid", "templates.attachments_too_large", { megabytes });
  }
}

/** Only files of templates are shared: those of cases stand behind walls of their own. */
async function keptFile({ sql }: Tx, { name, sha256 }: Attachment): Promise<number | null> {
  const lock = sha256.toString("hex");
  await sql`select pg_advisory_xact_lock(hashtext('attachment:' || app_tenant()), hashtext(${lock}))`;
  const [row] = await sql<{ id: number }[]>`
    select f.id from template_attachments a join files f on f.id = a.file_id
     where f.sha256 = ${sha256} and f.name = ${name} order by f.id limit 1`;
  return row?.id ?? null;
}

async function storeAttachment(ctx: Context, tx: Tx, file: Attachment): Promise<number> {
  const { name, mediaType, bytes } = file;
  const content = (async function* () {
    yield bytes;
  })();
  return (await storeFile(ctx, tx, { name, mediaType, content })).fileId;
}

async function putBeside(
  ctx: Context,
  { sql }: Tx,
  { templateId, fileId, kind }: { templateId: number; fileId: number; kind: string },
): Promise<number> {
  // One that was taken away and comes again is known already.
  await sql`
    insert into template_attachments (template_id, file_id, kind, created_by, created_at)
    values (${templateId}, ${fileId}, ${kind}, ${authorOf(ctx.actor).id}, ${ctx.now})
    on conflict (tenant_id, template_id, file_id) do nothing`;
  const [row] = await sql<{ version: number }[]>`
    update templates set attachment_file_ids = attachment_file_ids || ${fileId}::bigint,
           updated_at = ${ctx.now}, version = version + 1
     where id = ${templateId} returning version`;
  if (!row) throw new Error("no row");
  return row.version;
}

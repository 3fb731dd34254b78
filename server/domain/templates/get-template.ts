import type { z } from "zod";
import type { AttachmentKind, TemplateFormat } from "@/db/values/templates";
import { DomainError } from "@/server/kernel/errors";
import { authorize, type Context, reading } from "../context";
import type { TemplateProblem } from "./documents/problem";
import { type TemplateSettings, templateIdInput } from "./inputs";

export interface TemplateVersion {
  id: number;
  number: number;
  fileId: number;
  fileName: string;
  sizeBytes: number;
  expressions: string[];
  problems: TemplateProblem[];
  createdByName: string | null;
  createdAt: Date;
}

export interface TemplateAttachment {
  fileId: number;
  name: string;
  kind: AttachmentKind;
  sizeBytes: number;
  /** In hexadecimal digits. */
  sha256: string;
  createdByName: string | null;
  createdAt: Date;
}

export type TemplateDetail = Required<TemplateSettings> & {
  id: number;
  format: TemplateFormat;
  version: number;
  isArchived: boolean;
  /** What goes with every letter, in its order. */
  attachments: TemplateAttachment[];
  /** The newest first. */
  versions: TemplateVersion[];
};

/** A template with its settings and all its versions. Throws not_found `templates.not_found`. */
export async function getTemplate(
  ctx: Context,
  raw: z.input<typeof templateIdInput>,
): Promise<TemplateDetail> {
  authorize(ctx, "templates:read");
  const { templateId } = templateIdInput.parse(raw);
  return reading(ctx, async ({ sql }) => {
    const [row] = await sql<Omit<TemplateDetail, "versions" | "attachments">[]>`
      select id, code, name, note, format, language, methods, subject, cover_text as "coverText",
             sender, delivery_mode as "deliveryMode", our_ref as "ourRef", your_ref as "yourRef",
             categories, version,
             archived_at is not null as "isArchived"
        from templates where id = ${templateId}`;
    if (!row) throw new DomainError("not_found", "templates.not_found");
    const versions = await sql<TemplateVersion[]>`
      select v.id, v.number, v.file_id as "fileId", f.name as "fileName",
             f.size_bytes as "sizeBytes", v.expressions, v.problems, o.name as "createdByName",
             v.created_at as "createdAt"
        from template_versions v join files f on f.id = v.file_id
        left join operators o on o.id = v.created_by
       where v.template_id = ${templateId} order by v.number desc`;
    const attachments = await sql<TemplateAttachment[]>`
      select f.id as "fileId", f.name, a.kind, f.size_bytes as "sizeBytes",
             encode(f.sha256, 'hex') as sha256, o.name as "createdByName",
             a.created_at as "createdAt"
        from templates t
        cross join unnest(t.attachment_file_ids) with ordinality as u(file_id, place)
        join files f on f.id = u.file_id
        join template_attachments a on a.template_id = t.id and a.file_id = f.id
        left join operators o on o.id = a.created_by
       where t.id = ${templateId} order by u.place`;
    return { ...row, attachments: [...attachments], versions: [...versions] };
  });
}

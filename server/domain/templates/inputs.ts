import { z } from "zod";
import { LANGUAGES } from "@/db/values/access";
import { CHANNELS, DELIVERY_MODES, SENDERS } from "@/db/values/messages";

const id = z.number().int().positive();
const line = (max: number) => z.string().trim().max(max);

/** How a template may be sent and what stands around the document. Braces are filled in everywhere. */
export const templateSettings = z.object({
  code: line(40).min(1),
  name: line(120).min(1),
  note: line(1_000).default(""),
  language: z.enum(LANGUAGES).default("cs"),
  methods: z
    .array(z.enum(CHANNELS))
    .min(1, "templates.no_method")
    .refine((methods) => new Set(methods).size === methods.length),
  subject: line(500).default(""),
  coverText: line(5_000).default(""),
  sender: z.enum(SENDERS).default("tenant"),
  deliveryMode: z.enum(DELIVERY_MODES).default("ordinary"),
  ourRef: line(200).default(""),
  yourRef: line(200).default(""),
  categories: z.array(line(60)).max(50).default([]),
});
export type TemplateSettings = z.input<typeof templateSettings>;

/** A new template, or the next version of a known one (then its settings stay). */
export const uploadTemplateInput = z.object({
  templateId: id.optional(),
  name: line(120).optional(),
  fileName: line(300).min(1),
});
export type UploadTemplateInput = z.input<typeof uploadTemplateInput>;

/** `version` is the one that the form was opened with. */
export const saveTemplateInput = templateSettings.extend({ templateId: id, version: id });
export type SaveTemplateInput = z.input<typeof saveTemplateInput>;

export const ATTACHMENTS_MAX = 10;
/** A picture that is printed may have no more. */
export const ATTACHMENT_BYTES_MAX = 8 * 1024 * 1024;
/** All of a template: coded for a mail they still pass, and leave room for the letter in a data box. */
export const ATTACHMENTS_BYTES_MAX = 15 * 1024 * 1024;
export const attachFileInput = z.object({ templateId: id, fileName: line(300).min(1) });
export type AttachFileInput = z.input<typeof attachFileInput>;
export const attachmentInput = z.object({ templateId: id, fileId: id });
/** `version` is the one that was seen; `fileIds` are those that stay, in their order. */
export const arrangeAttachmentsInput = z.object({
  ...{ templateId: id, version: id },
  fileIds: z
    .array(id)
    .max(ATTACHMENTS_MAX)
    .refine((ids) => new Set(ids).size === ids.length),
});
export type ArrangeAttachmentsInput = z.input<typeof arrangeAttachmentsInput>;

export const templateIdInput = z.object({ templateId: id });
export const templateVersionInput = z.object({ templateId: id, versionId: id.optional() });
export const archiveTemplateInput = z.object({ templateId: id, isArchived: z.boolean() });
export const listTemplatesInput = z.object({
  withArchived: z.boolean().default(false),
  /** Only those that may be offered for cases of this category. */
  category: line(60).optional(),
});
export const mergeFieldsInput = z.object({ caseId: id });
export const previewTemplateInput = z.object({
  templateId: id,
  versionId: id.optional(),
  caseId: id,
});
export type PreviewTemplateInput = z.input<typeof previewTemplateInput>;

export const TESTED_CASES_MAX = 1_000;
export const testTemplateInput = z.object({
  templateId: id,
  versionId: id.optional(),
  category: line(60).optional(),
  states: z.array(line(60)).max(50).default([]),
  groupId: id.optional(),
  casesMax: z.number().int().min(1).max(TESTED_CASES_MAX).default(TESTED_CASES_MAX),
});
export type TestTemplateInput = z.input<typeof testTemplateInput>;

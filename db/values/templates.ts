export const TEMPLATE_FORMATS = ["docx", "odt", "html", "txt"] as const;
export type TemplateFormat = (typeof TEMPLATE_FORMATS)[number];

/** What may go beside a letter: each goes by mail and by data box, and can be printed. */
export const ATTACHMENT_KINDS = ["pdf", "docx", "odt", "png", "jpeg"] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

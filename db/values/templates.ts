export const TEMPLATE_FORMATS = ["docx", "odt", "html", "txt"] as const;
export type TemplateFormat = (typeof TEMPLATE_FORMATS)[number];

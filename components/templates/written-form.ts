import type { TemplateFormat } from "@/db/values/templates";
import type { Problem } from "./template";

/** DOCX and ODT mark an expression by colour, so there it is written bare. */
export type WrittenForm = "package" | "html" | "txt";

export function formOf(format: TemplateFormat): WrittenForm {
  return format === "html" || format === "txt" ? format : "package";
}

/** An expression as a template of the format wants it: `{Dnes}`, `<mark>Dnes</mark>`, or bare. */
export function writtenIn(form: WrittenForm, expression: string): string {
  if (form === "txt") return `{${expression}}`;
  return form === "html" ? `<mark>${expression.replaceAll("&", "&amp;")}</mark>` : expression;
}

/** The whole faulty expression with the suggestion in place of what nobody knows. */
export function mended(
  { source, params }: Pick<Problem, "source" | "params">,
  suggestion: string,
): string {
  const wrong = typeof params.name === "string" ? params.name : "";
  if (source === null || wrong === "" || !source.includes(wrong)) return suggestion;
  return source.replace(wrong, () => suggestion);
}

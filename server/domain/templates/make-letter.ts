import type { Day } from "@/server/kernel/days";
import { renderTemplate } from "./documents/render-template";
import type { Group } from "./language";
import type { LetterTemplate, TemplateLine } from "./load";

export interface Letter {
  bytes: Buffer;
  mediaType: string;
  fileName: string;
  /** The whole of a text or HTML document as plain text; "" of others. */
  text: string;
  lines: Record<TemplateLine, string>;
  /** What has no value and no default: it must not be sent. */
  unresolved: string[];
}

/** One letter of a template: the document and the lines around it. Pure. */
export function makeLetter(
  template: LetterTemplate,
  data: Group,
  { today, name }: { today: Day; name: string },
): Letter {
  const options = { language: template.language, today };
  const {
    bytes,
    mediaType,
    text = "",
    unresolved,
  } = renderTemplate(template.document, data, options);
  const missing = new Set(unresolved);
  const lines = {} as Record<TemplateLine, string>;
  for (const [key, line] of Object.entries(template.lines) as [TemplateLine, never][]) {
    const made = renderTemplate(line, data, options);
    for (const path of made.unresolved) missing.add(path);
    lines[key] = (made.text ?? "").trim();
  }
  const extension = template.format;
  return {
    ...{ bytes, mediaType, text, lines, unresolved: [...missing] },
    fileName: `${fileStem(template.name)}-${fileStem(name)}.${extension}`,
  };
}

/** Letters, digits and hyphens only: the name travels through programs of other people. */
export function fileStem(name: string): string {
  const stem = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^A-Za-z0-9]+/g, "-");
  return stem.replaceAll(/^-+|-+$/g, "").slice(0, 60) || "dopis";
}

import type { Tx } from "@/db/client";
import type { Channel, DeliveryMode, SenderKind } from "@/db/values/messages";
import type { TemplateFormat } from "@/db/values/templates";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { fileContent, fileHead } from "../files";
import type { CompiledTemplate } from "./documents/compiled";
import { readTemplate } from "./documents/read-template";
import type { Vocabulary } from "./language";
import { tenantVocabulary } from "./tenant-vocabulary";

/** A version of a template with its settings, ready to make letters of. */
export interface LetterTemplate {
  templateId: number;
  versionId: number;
  code: string;
  name: string;
  format: TemplateFormat;
  language: Locale;
  methods: Channel[];
  sender: SenderKind;
  deliveryMode: DeliveryMode;
  attachmentFileIds: number[];
  fileName: string;
  document: CompiledTemplate;
  /** Lines around the document, with their own fields. */
  lines: Record<TemplateLine, CompiledTemplate>;
  /** Canonical paths that any of it reads. */
  paths: string[];
}

export const TEMPLATE_LINES = ["subject", "coverText", "ourRef", "yourRef"] as const;
export type TemplateLine = (typeof TEMPLATE_LINES)[number];

interface Row extends Record<TemplateLine, string> {
  templateId: number;
  versionId: number | null;
  fileId: number;
  code: string;
  name: string;
  format: TemplateFormat;
  language: Locale;
  methods: Channel[];
  sender: SenderKind;
  deliveryMode: DeliveryMode;
  attachmentFileIds: number[];
  categories: string[];
  isArchived: boolean;
  hasErrors: boolean;
}

/**
 * A template as it is sent now, or an earlier version of it. Throws not_found
 * `templates.not_found`, precondition `templates.no_version`.
 */
export async function loadTemplate(
  tx: Tx,
  { templateId, versionId }: { templateId: number; versionId?: number | undefined },
): Promise<LetterTemplate & { hasErrors: boolean; isArchived: boolean }> {
  const [row] = await tx.sql<Row[]>`
    select t.id as "templateId", v.id as "versionId", v.file_id as "fileId", t.code, t.name,
           t.format, t.language, t.methods, t.sender, t.delivery_mode as "deliveryMode",
           t.attachment_file_ids as "attachmentFileIds", t.categories, t.subject,
           t.cover_text as "coverText", t.our_ref as "ourRef", t.your_ref as "yourRef",
           t.archived_at is not null as "isArchived",
           v.problems @> '[{"weight": "error"}]' as "hasErrors"
      from templates t
      left join template_versions v
        on v.template_id = t.id and v.id = coalesce(${versionId ?? null}::bigint, t.current_version_id)
     where t.id = ${templateId}`;
  if (!row) throw new DomainError("not_found", "templates.not_found");
  if (row.versionId === null) throw new DomainError("precondition", "templates.no_version");
  const { fileId, categories, hasErrors, isArchived, ...head } = row;
  const document = await compiledFile(tx, fileId, categories);
  const { vocabulary } = await tenantVocabulary(tx, categories);
  const lines = Object.fromEntries(
    TEMPLATE_LINES.map((name) => [name, compiledLine(row[name], vocabulary)]),
  ) as LetterTemplate["lines"];
  const all = [document.compiled, ...Object.values(lines)];
  return {
    ...{ ...head, versionId: row.versionId, fileName: document.fileName },
    ...{
      document: document.compiled,
      lines,
      isArchived,
      hasErrors: hasErrors || document.hasErrors,
    },
    paths: [...new Set(all.flatMap(({ paths }) => paths))],
  };
}

interface CompiledFile {
  fileName: string;
  /** Of names that the customer's file no longer has, too. */
  hasErrors: boolean;
  compiled: CompiledTemplate;
}

// Files never change: what was compiled once stands for good. Few are in use at a time.
const compiledFiles = new Map<string, CompiledFile>();
const COMPILED_MAX = 50;

async function compiledFile(
  tx: Tx,
  fileId: number,
  categories: readonly string[],
): Promise<CompiledFile> {
  const [tenant] = await tx.sql<{ id: number }[]>`select app_tenant() as id`;
  const { hash, vocabulary } = await tenantVocabulary(tx, categories);
  const key = `${tenant?.id}:${fileId}:${[...categories].sort().join(",")}:${hash}`;
  const known = compiledFiles.get(key);
  if (known) return known;
  const { name } = await fileHead(tx, fileId);
  const bytes = await fileContent(tx, fileId);
  const { compiled, problems } = readTemplate(name, bytes, vocabulary);
  const hasErrors = problems.some(({ weight }) => weight === "error");
  const made = { fileName: name, compiled, hasErrors };
  const [oldest] = compiledFiles.keys();
  if (compiledFiles.size >= COMPILED_MAX && oldest) compiledFiles.delete(oldest);
  compiledFiles.set(key, made);
  return made;
}

/** A line of settings as the small template that it is. */
export function compiledLine(text: string, vocabulary: Vocabulary): CompiledTemplate {
  return readTemplate("line.txt", Buffer.from(text || " "), vocabulary).compiled;
}

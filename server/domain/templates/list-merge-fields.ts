import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { authorize, type Context, may, reading } from "../context";
import { mergeFieldsInput } from "./inputs";
import { type Group, parseTag, printTag, type Term, type Value, type Vocabulary } from "./language";
import { readMergeData } from "./merge-data/read-merge-data";
import { prefetchCustom } from "./prefetch-custom";
import { tenantVocabulary } from "./tenant-vocabulary";

export interface MergeField {
  /** As it is written into a template, "Povinný.CeléJméno". */
  expression: string;
  path: string;
  name: string;
  kind: Term["kind"];
  /** What it is of this case; null: nothing. Of lists that of their first item. */
  value: string | null;
  /** The list that a row is repeated for. */
  list: string | null;
}

/** How a debt came about is worked out for each row, which no list of expressions waits for. */
const NOT_SHOWN = "explanation";

/**
 * Every expression of a case with its value of today, in the order of the vocabulary. Birth numbers
 * are shown to nobody here. Throws not_found `cases.not_found`.
 */
export async function listMergeFields(
  ctx: Context,
  raw: z.input<typeof mergeFieldsInput>,
): Promise<MergeField[]> {
  authorize(ctx, "templates:read");
  const { caseId } = mergeFieldsInput.parse(raw);
  await prefetchCustom(ctx, { caseIds: [caseId], texts: ["{"] });
  return reading(ctx, async (tx) => {
    const [row] = await tx.sql<{ category: string }[]>`
      select category from cases where id = ${caseId}`;
    if (!row) throw new DomainError("not_found", "cases.not_found");
    const { language } = ctx.actor;
    const { vocabulary } = await tenantVocabulary(tx, [row.category]);
    const paths = vocabulary.map(({ key }) => key).filter((key) => key !== NOT_SHOWN);
    const author = ctx.actor.kind === "operator" ? { name: ctx.actor.name, email: "" } : null;
    const data = await readMergeData(ctx, tx, {
      subjects: [{ key: "case", caseIds: [caseId] }],
      question: { paths, language, author },
    });
    const root = data.get("case");
    if (!root) throw new DomainError("not_found", "cases.not_found");
    const canReveal = may(ctx.actor, "parties:reveal-birth-number");
    return fieldsOf(vocabulary, { root, language, canReveal, today: ctx.today });
  });
}

interface Shown {
  root: Group;
  language: Locale;
  canReveal: boolean;
  today: string;
}

function fieldsOf(vocabulary: Vocabulary, shown: Shown): MergeField[] {
  const fields: MergeField[] = [];
  const walk = (term: Term, at: { words: string[]; keys: string[]; list: string | null }): void => {
    const words = [...at.words, term.aliases[0] ?? term.key];
    const keys = [...at.keys, term.key];
    const expression = words.join(".");
    const list = term.kind === "list" ? expression : at.list;
    if (term.kind === "group" || term.kind === "list") {
      for (const inner of term.terms ?? []) walk(inner, { words, keys, list });
      return;
    }
    const path = keys.join(".");
    const value = valueAt(expression, vocabulary, shown);
    fields.push({
      expression,
      path,
      name: term.names[shown.language],
      kind: term.kind,
      value,
      list,
    });
  };
  for (const term of vocabulary) walk(term, { words: [], keys: [], list: null });
  return fields;
}

function valueAt(expression: string, vocabulary: Vocabulary, shown: Shown): string | null {
  const parsed = parseTag(expression, vocabulary);
  if (!("tag" in parsed)) return null;
  const items = new Map<string, Group>();
  for (const list of parsed.tag.lists) {
    const first = firstItem(shown.root, list);
    if (first) items.set(list, first);
  }
  const { root, language, today } = shown;
  const printed = printTag(parsed.tag, { root, items, language, today });
  if (printed.kind === "picture") return "QR";
  return printed.kind === "text" ? printed.text : null;
}

function firstItem(root: Group, list: string): Group | undefined {
  const value: Value | undefined = root.entries[list];
  return value?.kind === "list" ? value.items[0] : undefined;
}

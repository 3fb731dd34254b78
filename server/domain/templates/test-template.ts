import type { Tx } from "@/db/client";
import { countPages } from "@/server/connectors/pdf";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction, reading } from "../context";
import { type TestTemplateInput, testTemplateInput } from "./inputs";
import { smsLength } from "./language";
import { type LetterTemplate, loadTemplate } from "./load";
import { type Letter, makeLetter } from "./make-letter";
import { readMergeData } from "./merge-data/read-merge-data";
import { prefetchCustom } from "./prefetch-custom";
import { authorOfLetter } from "./preview-template";
import { printFiles } from "./print/print-files";
import { smsText } from "./sms-text";

export interface TestedTemplate {
  caseCount: number;
  /** Cases whose letter could be sent as it is. */
  goodCount: number;
  /** What stays empty, and on how many cases; some of them by name. */
  empty: { expression: string; count: number; examples: { caseId: number; refNo: string }[] }[];
  /** Of messages by SMS: how many of so many parts. */
  smsParts: { parts: number; count: number; isUnicode: boolean }[];
  /** The longest text, in characters. */
  longest: { caseId: number; refNo: string; length: number } | null;
  /** Of letters by post: pages of some of them, printed to be counted; null where nothing can print. */
  pages: { pages: number; count: number }[] | null;
  /** Text so long that carriers would not take it as one message. */
  tooLongCount: number;
}

/** What all four gateways take as one message: 12 parts of GSM 03.38 would be 1 836. */
const SMS_PARTS_MAX = 6;
const EXAMPLES_MAX = 3;
/** A word processor prints some ten a second. */
const PRINTED_MAX = 20;
const CHUNK = 200;

/**
 * Fills a template in for up to a thousand real cases and tells what stays empty or gets too long.
 * Nothing is sent and nothing kept; the audit knows that the data were read.
 */
export async function testTemplate(ctx: Context, raw: TestTemplateInput): Promise<TestedTemplate> {
  authorize(ctx, "templates:edit");
  const input = testTemplateInput.parse(raw);
  const asked = await reading(ctx, (tx) => someCases(tx, input));
  await prefetchCustom(ctx, { caseIds: asked.map(({ id }) => id), templates: [input] });
  const { result, letters, language } = await inTransaction(ctx, async (inner, tx) => {
    const template = await loadTemplate(tx, input);
    const cases = await someCases(tx, input);
    const tally = new Tally(template);
    for (let at = 0; at < cases.length; at += CHUNK) {
      const chunk = cases.slice(at, at + CHUNK);
      const data = await readMergeData(inner, tx, {
        subjects: chunk.map(({ id }) => ({ key: String(id), caseIds: [id] })),
        question: {
          paths: template.paths,
          language: template.language,
          author: authorOfLetter(inner),
        },
      });
      for (const { id, refNo } of chunk) {
        const root = data.get(String(id));
        if (!root) continue;
        const letter = makeLetter(template, root, { today: inner.today, name: refNo });
        tally.add({ caseId: id, refNo }, letter);
      }
    }
    await writeAudit(inner, {
      action: "templates.test",
      entity: "template",
      entityId: input.templateId,
      after: { cases: tally.result.caseCount },
    });
    return { result: tally.result, letters: tally.letters, language: template.language };
  });
  // Printing waits for another program: no transaction is open meanwhile.
  return { ...result, pages: await countedPages(ctx, letters, language) };
}

async function countedPages(
  ctx: Context,
  letters: readonly Letter[],
  language: LetterTemplate["language"],
): Promise<TestedTemplate["pages"]> {
  const files = letters.map(({ fileName: name, mediaType, bytes }) => {
    return { file: { name, mediaType, bytes }, language };
  });
  const counts = new Map<number, number>();
  for (const printed of await printFiles(ctx, files)) {
    if (!printed.ok) continue;
    const pages = await countPages(printed.pdf);
    counts.set(pages, (counts.get(pages) ?? 0) + 1);
  }
  if (counts.size === 0) return null;
  return [...counts].map(([pages, count]) => ({ pages, count })).sort((a, b) => a.pages - b.pages);
}

/** The newest open cases that the template would be sent to. */
async function someCases(
  { sql }: Tx,
  { category, states, groupId, casesMax }: ReturnType<typeof testTemplateInput.parse>,
): Promise<{ id: number; refNo: string }[]> {
  return sql<{ id: number; refNo: string }[]>`
    select id, ref_no as "refNo" from cases
     where closed_at is null and archived_at is null and voided_at is null
       ${category ? sql`and category = ${category}` : sql``}
       ${states.length > 0 ? sql`and state = any(${states})` : sql``}
       ${groupId ? sql`and group_id = ${groupId}` : sql``}
     order by ref_year desc, ref_number desc, id desc limit ${casesMax}`;
}

type Case = { caseId: number; refNo: string };

class Tally {
  readonly result: TestedTemplate = {
    ...{
      caseCount: 0,
      goodCount: 0,
      empty: [],
      smsParts: [],
      longest: null,
      tooLongCount: 0,
      pages: null,
    },
  };

  /** Some letters that go by post, to be printed. */
  readonly letters: Letter[] = [];

  constructor(private readonly template: LetterTemplate) {}

  add(of: Case, letter: Letter): void {
    const { result } = this;
    result.caseCount += 1;
    if (letter.unresolved.length === 0) result.goodCount += 1;
    for (const expression of letter.unresolved) this.addEmpty(of, expression);
    const isPosted = this.template.methods.includes("letter");
    if (isPosted && this.letters.length < PRINTED_MAX) this.letters.push(letter);
    const { length } = letter.text;
    if (length > (result.longest?.length ?? 0)) result.longest = { ...of, length };
    if (this.template.methods.includes("sms")) this.addSms(letter.text);
  }

  private addEmpty(of: Case, expression: string): void {
    const known = this.result.empty.find((each) => each.expression === expression);
    const entry = known ?? { expression, count: 0, examples: [] };
    if (!known) this.result.empty.push(entry);
    entry.count += 1;
    if (entry.examples.length < EXAMPLES_MAX) entry.examples.push(of);
  }

  private addSms(text: string): void {
    const { parts, encoding } = smsLength(smsText(text));
    const isUnicode = encoding === "ucs2";
    const known = this.result.smsParts.find(
      (each) => each.parts === parts && each.isUnicode === isUnicode,
    );
    if (known) known.count += 1;
    else this.result.smsParts.push({ parts, count: 1, isUnicode });
    if (parts > SMS_PARTS_MAX) this.result.tooLongCount += 1;
  }
}

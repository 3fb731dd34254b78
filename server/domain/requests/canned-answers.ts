import type { Tx } from "@/db/client";
import type { RequestKind } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { takenKeyOf } from "@/server/kernel/fault";
import { LOCALES, type Locale } from "@/server/kernel/locale";
import { jsonText } from "@/server/kernel/well-formed";
import { writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext, reading } from "../context";
import { fillTexts } from "../templates";
import { hasNumber } from "./about-case";
import { requestIdInput } from "./desk-inputs";
import { cannedIdInput, type SaveCannedInput, saveCannedInput } from "./setup-inputs";

export interface CannedAnswer {
  id: number;
  shortcut: string;
  kinds: RequestKind[];
  texts: Partial<Record<Locale, string>>;
  isActive: boolean;
  version: number;
}

const readCanned = ({ sql }: Tx) => sql<CannedAnswer[]>`
  select id, shortcut, kinds, texts, is_active as "isActive", version
    from canned_answers order by lower(shortcut)`;

/** All answers that are kept ready. */
export async function listCanned(ctx: OperatorContext): Promise<CannedAnswer[]> {
  authorize(ctx, "settings:requests");
  return reading(ctx, async (tx) => [...(await readCanned(tx))]);
}

/** Throws conflict `requests.shortcut_taken`, `requests.changed_meanwhile`; not_found. */
export async function saveCanned(
  ctx: OperatorContext,
  raw: SaveCannedInput,
): Promise<{ answerId: number }> {
  authorize(ctx, "settings:requests");
  const { answerId, version, ...answer } = saveCannedInput.parse(raw);
  const texts = jsonText(answer.texts);
  return inTransaction(ctx, async (inner, { sql }) => {
    const save = answerId
      ? sql<{ id: number }[]>`
          update canned_answers set shortcut = ${answer.shortcut}, kinds = ${answer.kinds},
                 texts = ${texts}::text::jsonb, is_active = ${answer.isActive},
                 version = version + 1
           where id = ${answerId} and version = ${version} returning id`
      : sql<{ id: number }[]>`
          insert into canned_answers (shortcut, kinds, texts, is_active)
          values (${answer.shortcut}, ${answer.kinds}, ${texts}::text::jsonb, ${answer.isActive})
          returning id`;
    const [row] = await save.catch((error: unknown) => {
      if (takenKeyOf(error) !== "canned_answers_shortcut") throw error;
      const taken = { kind: "conflict" as const, cause: error };
      throw new DomainError(taken, "requests.shortcut_taken");
    });
    if (!row) {
      const [there] = await sql`select 1 from canned_answers where id = ${answerId ?? 0}`;
      if (!there) throw new DomainError("not_found", "requests.canned_not_found");
      throw new DomainError("conflict", "requests.changed_meanwhile");
    }
    const audit = { action: "requests.save-canned", entity: "canned_answer", entityId: row.id };
    await writeAudit(inner, { ...audit, after: answer });
    return { answerId: row.id };
  });
}

/** Throws not_found `requests.canned_not_found`. */
export async function deleteCanned(ctx: OperatorContext, raw: { answerId: number }): Promise<void> {
  authorize(ctx, "settings:requests");
  const { answerId } = cannedIdInput.parse(raw);
  await inTransaction(ctx, async (inner, { sql }) => {
    const [row] = await sql<{ shortcut: string }[]>`
      delete from canned_answers where id = ${answerId} returning shortcut`;
    if (!row) throw new DomainError("not_found", "requests.canned_not_found");
    const audit = { action: "requests.delete-canned", entity: "canned_answer", entityId: answerId };
    await writeAudit(inner, { ...audit, before: row });
  });
}

/** An answer as it would stand in this request. */
export interface ReadyAnswer {
  id: number;
  shortcut: string;
  text: string;
  language: Locale;
  /** It has no text in the client's language: this is another one. */
  isFallback: boolean;
  /** Fields that have no value here. */
  unresolved: string[];
}

/**
 * The answers for one request, in its client's language and filled in from it and from the case that
 * it is about; those of its kind first. Throws not_found.
 */
export async function cannedFor(
  ctx: OperatorContext,
  raw: { caseId: number },
): Promise<{ language: Locale; answers: ReadyAnswer[] }> {
  authorize(ctx, "cases:edit");
  const { caseId } = requestIdInput.parse(raw);
  return reading(ctx, async (tx) => {
    const [[request], all] = await Promise.all([
      tx.sql<
        { language: Locale; kind: RequestKind | null; house: Locale; aboutId: number | null }[]
      >`
        select d.language, k.fields->>'requestKind' as kind, t.language as house,
               (select o.id from cases o
                 where ${hasNumber(tx.sql, tx.sql`(k.fields->>'aboutRefNo')`).is} limit 1) as "aboutId"
          from cases k join desk_requests d on d.case_id = k.id
          join tenants t on t.id = k.tenant_id where k.id = ${caseId}`,
      readCanned(tx),
    ]);
    if (!request) throw new DomainError("not_found", "requests.not_found");
    const { language, kind, house, aboutId } = request;
    const chosen = all
      .filter(({ isActive, kinds }) => isActive && (kinds.length === 0 || isOf(kinds, kind)))
      .sort((one, other) => Number(isOf(other.kinds, kind)) - Number(isOf(one.kinds, kind)))
      .map(({ id, shortcut, texts }) => ({ id, shortcut, ...textIn(texts, [language, house]) }));
    const caseIds = aboutId === null ? [caseId] : [caseId, aboutId];
    const answers: ReadyAnswer[] = [];
    // Months and sums are written as the answer's own language has them.
    for (const each of LOCALES) {
      const those = chosen.filter((answer) => answer.language === each);
      if (those.length === 0) continue;
      const actor = { ...ctx.actor, language: each };
      const texts = those.map(({ text }) => text);
      const filled = await fillTexts({ ...ctx, actor }, tx, {
        ...{ texts, caseIds: [caseId], beside: new Map([[caseId, caseIds]]) },
      });
      const made = filled?.get(caseId);
      answers.push(
        ...those.map((answer, at) => ({
          ...answer,
          text: made?.[at]?.text ?? answer.text,
          isFallback: each !== language,
          unresolved: made?.[at]?.unresolved ?? [],
        })),
      );
    }
    const place = new Map(chosen.map(({ id }, at) => [id, at]));
    answers.sort((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0));
    return { language, answers };
  });
}

const isOf = (kinds: readonly RequestKind[], kind: RequestKind | null): boolean =>
  kind !== null && kinds.includes(kind);

/** In the first of these languages that it is written in, else in any. */
function textIn(
  texts: CannedAnswer["texts"],
  wanted: readonly Locale[],
): { language: Locale; text: string } {
  const order = [...wanted, ...LOCALES];
  const language = order.find((each) => texts[each]?.trim()) ?? "cs";
  return { language, text: texts[language]?.trim() ?? "" };
}

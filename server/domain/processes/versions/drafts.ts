import type { z } from "zod";
import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, authorOf, type Context, inTransaction, reading } from "../../context";
import { deliveredProcesses, readProcesses } from "../../workflow";
import {
  categoryLanguageInput,
  draftRevisionInput,
  exportYamlInput,
  importDraftInput,
  openDraftInput,
  saveDraftInput,
} from "../inputs";
import { requireCategorySeen } from "../picture";
import { checkDraft } from "./check-draft";
import { type Difference, differenceOf } from "./difference";
import { stableHash } from "./hash";
import { fromYaml, type RawDefinition, rawOf, toYaml } from "./raw";

export interface DraftRow {
  id: number;
  number: number;
  revision: number;
  baseNumber: number;
  deliveredHash: string;
  definitions: RawDefinition[];
  updatedByName: string;
  updatedAt: Date;
}

/** The draft of a category, or null. */
export async function draftOf({ sql }: Tx, category: string): Promise<DraftRow | null> {
  const [row] = await sql<DraftRow[]>`
    select id, number, revision, base_number as "baseNumber", delivered_hash as "deliveredHash",
           definitions, updated_by_name as "updatedByName", updated_at as "updatedAt"
      from process_versions where category = ${category} and status = 'draft'`;
  return row ?? null;
}

/** The draft for a change, at the revision that the person has before them. */
export async function lockDraft(
  tx: Tx,
  { category, revision }: { category: string; revision: number },
): Promise<DraftRow> {
  await tx.sql`
    select from process_versions where category = ${category} and status = 'draft' for update`;
  const draft = await draftOf(tx, category);
  if (!draft) {
    const [last] = await tx.sql<{ number: number; name: string }[]>`
      select number, activated_by_name as name from process_versions
       where category = ${category} and status = 'active'`;
    if (!last) throw new DomainError("conflict", "processes.no_draft");
    throw new DomainError("conflict", "processes.activated_meanwhile", last as never);
  }
  if (draft.revision !== revision) {
    const params = { name: draft.updatedByName };
    throw new DomainError("conflict", "processes.saved_meanwhile", params);
  }
  return draft;
}

/**
 * Definitions of one version as the editor holds them; 0 = as delivered. One that no case goes by, or
 * that cannot be read any more, as it was stored.
 */
export async function rawsOf(tx: Tx, category: string, version: number): Promise<RawDefinition[]> {
  const definitions = (await readProcesses(tx)).definitionsOf(category, version);
  if (definitions.length > 0) return definitions.map(rawOf);
  const [stored] = await tx.sql<{ definitions: RawDefinition[] }[]>`
    select definitions from process_versions
     where category = ${category} and number = ${version} and status <> 'draft'`;
  if (!stored) throw new DomainError("not_found", "cases.unknown_category", { category });
  return stored.definitions;
}

/** Of what the program comes with; a version remembers what it was when its draft began. */
export const deliveredHash = (category: string): string =>
  stableHash(deliveredProcesses().definitionsOf(category, 0).map(rawOf));

/** Begins a draft from the version in force or another one; where there is one, it stays as it is. */
export async function openDraft(ctx: Context, raw: z.input<typeof openDraftInput>): Promise<void> {
  authorize(ctx, "settings:processes");
  const { category, from } = openDraftInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const processes = await readProcesses(tx);
    const base = from ?? processes.versionOf(category);
    const definitions = await rawsOf(tx, category, base);
    const [last] = await tx.sql<{ number: number | null }[]>`
      select max(number) as number from process_versions where category = ${category}`;
    const numbers = [
      last?.number ?? 0,
      ...processes.definitionsOf(category, 0).map(({ version }) => version),
    ];
    const author = authorOf(ctx.actor);
    const [made] = await tx.sql<{ id: number; number: number }[]>`
      insert into process_versions (category, number, definitions, base_number, delivered_hash,
             updated_at, updated_by, updated_by_name)
      values (${category}, ${Math.max(0, ...numbers) + 1}, ${JSON.stringify(definitions)}::text::jsonb,
              ${base}, ${deliveredHash(category)}, ${ctx.now}, ${author.id}, ${author.name})
      on conflict do nothing returning id, number`;
    if (!made) return;
    await writeAudit(inner, {
      ...{ action: "processes.open-draft", entity: "process", entityId: made.id },
      after: { category, number: made.number, from: base },
    });
  });
}

/** Keeps the draft as it stands, faults and all; tells what is wrong with it and what it changes. */
export async function saveDraft(ctx: Context, raw: z.input<typeof saveDraftInput>) {
  authorize(ctx, "settings:processes");
  const input = saveDraftInput.parse(raw);
  const { category, revision, definitions, language = ctx.actor.language } = input;
  return inTransaction(ctx, async (inner, tx) => {
    const draft = await lockDraft(tx, { category, revision });
    const kept = await keep(inner, tx, { category, draft, definitions });
    const inForce = await rawsOf(tx, category, (await readProcesses(tx)).versionOf(category));
    return { ...kept, difference: differenceOf(inForce, definitions, language) };
  });
}

/** A file's text in place of one definition of the draft. Refused where it is no definition at all. */
export async function importDraft(ctx: Context, raw: z.input<typeof importDraftInput>) {
  authorize(ctx, "settings:processes");
  const { category, revision, code, text } = importDraftInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const draft = await lockDraft(tx, { category, revision });
    const definition = readFile(text);
    const others = draft.definitions.filter((each) => codeOf(each) !== code);
    const definitions = [...others, { ...definition, code: definition.code ?? code }];
    const { problems, definitions: whole } = await checkDraft(tx, category, definitions);
    if (!whole) {
      const [first] = problems;
      const params = { path: first?.path ?? "", reason: String(first?.params?.reason ?? "") };
      throw new DomainError("invalid", first?.code ?? "processes.not_a_definition", {
        ...first?.params,
        ...params,
      });
    }
    return keep(inner, tx, { category, draft, definitions: whole.map(rawOf) });
  });
}

const codeOf = (raw: RawDefinition) => String(raw.code ?? raw.category);

function readFile(text: string): RawDefinition {
  try {
    const value = fromYaml(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value as RawDefinition;
    }
  } catch {
    // Told the same as a text that is something else.
  }
  throw new DomainError("invalid", "processes.not_a_definition");
}

async function keep(
  ctx: Context,
  tx: Tx,
  given: { category: string; draft: DraftRow; definitions: RawDefinition[] },
) {
  const { category, draft, definitions } = given;
  const author = authorOf(ctx.actor);
  const numbered = definitions.map((each) => ({ ...each, version: draft.number }));
  await tx.sql`
    update process_versions
       set definitions = ${JSON.stringify(numbered)}::text::jsonb, revision = revision + 1,
           updated_at = ${ctx.now}, updated_by = ${author.id}, updated_by_name = ${author.name}
     where id = ${draft.id}`;
  await writeAudit(ctx, {
    ...{ action: "processes.save-draft", entity: "process", entityId: draft.id },
    after: { category, number: draft.number, revision: draft.revision + 1 },
  });
  const { problems } = await checkDraft(tx, category, numbered);
  return { revision: draft.revision + 1, problems };
}

/** Throws the draft away; what is in force stays. */
export async function discardDraft(ctx: Context, raw: z.input<typeof draftRevisionInput>) {
  authorize(ctx, "settings:processes");
  const input = draftRevisionInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const draft = await lockDraft(tx, input);
    await tx.sql`delete from process_versions where id = ${draft.id}`;
    await writeAudit(inner, {
      ...{ action: "processes.discard-draft", entity: "process", entityId: draft.id },
      before: { category: input.category, number: draft.number },
    });
  });
}

export interface DraftView extends Omit<DraftRow, "id" | "deliveredHash"> {
  problems: Awaited<ReturnType<typeof checkDraft>>["problems"];
  difference: Difference[];
  /** The program came with newer definitions since; the tenant's own are not touched by them. */
  isDeliveredNewer: boolean;
}

/** The draft of a category with what is wrong with it and what it changes; null: there is none. */
export async function readDraft(
  ctx: Context,
  raw: z.input<typeof categoryLanguageInput>,
): Promise<DraftView | null> {
  authorize(ctx, "settings:processes");
  const { category, language } = categoryLanguageInput.parse(raw);
  return reading(ctx, async (tx) => {
    const draft = await draftOf(tx, category);
    if (!draft) return null;
    const processes = await readProcesses(tx);
    const inForce = await rawsOf(tx, category, processes.versionOf(category));
    const { problems } = await checkDraft(tx, category, draft.definitions);
    const { id: _, deliveredHash: hash, ...rest } = draft;
    return {
      ...rest,
      problems,
      difference: differenceOf(inForce, draft.definitions, language),
      isDeliveredNewer: hash !== deliveredHash(category),
    };
  });
}

/** In the order of the format where the draft holds together. */
async function draftRaws(tx: Tx, category: string): Promise<RawDefinition[]> {
  const draft = await draftOf(tx, category);
  if (!draft) return [];
  const { definitions } = await checkDraft(tx, category, draft.definitions);
  return definitions ? definitions.map(rawOf) : draft.definitions;
}

/** A definition of a version, or of the draft (version null), as the text of its file. */
export async function exportYaml(ctx: Context, raw: z.input<typeof exportYamlInput>) {
  authorize(ctx, "cases:read");
  const { category, code, version } = exportYamlInput.parse(raw);
  requireCategorySeen(ctx, category);
  if (version === null) authorize(ctx, "settings:processes");
  return reading(ctx, async (tx) => {
    const raws =
      version === null ? await draftRaws(tx, category) : await rawsOf(tx, category, version);
    const found = raws.find((each) => codeOf(each) === code);
    if (!found) throw new DomainError("not_found", "cases.unknown_category", { category });
    return { text: toYaml(found) };
  });
}

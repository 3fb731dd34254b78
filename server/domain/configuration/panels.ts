import type { VariableType } from "@/db/values/configuration";
import { DomainError } from "@/server/kernel/errors";
import { LOCALES, type Locale } from "@/server/kernel/locale";
import { authorize, type Context, reading } from "../context";
import { visibleParty } from "../parties";
import type { FileNames } from "./file-schema";
import { configInForce } from "./in-force";
import { type PanelInput, panelInput } from "./inputs";
import type { KeptValue } from "./values-of-answer";
import { prefetchVariables, readVariables } from "./variables";

/** In the reader's language, else in the first that the file has. */
export function nameIn(names: FileNames, language: Locale): string {
  return names[language] ?? LOCALES.map((each) => names[each]).find((each) => each) ?? "";
}

export interface PanelField {
  key: string;
  name: string;
  type: VariableType;
  value: KeptValue;
}

/** Values of one case, as the customer's program works them out. */
export interface Panel {
  variable: string;
  name: string;
  caseId: number;
  refNo: string;
  /** null: unavailable, and the file names no fallback. */
  fields: PanelField[] | null;
  /** null: the program has not said so; these are the file's fallback. */
  fetchedAt: Date | null;
  /** Why the last try brought nothing. */
  trouble: string | null;
}

const CASES_MAX = 20;

/**
 * The panels of a case, or of a party's open cases: asked for where they are not known or too old. May
 * call outside. Throws not_found `cases.not_found`, `parties.not_found`.
 */
export async function readPanels(ctx: Context, raw: PanelInput): Promise<Panel[]> {
  const { place, id, ask } = panelInput.parse(raw);
  authorize(ctx, place === "case" ? "cases:read" : "parties:read");
  const { together: _, ...alone } = ctx;
  const asked = await reading(alone, async (tx) => {
    const config = await configInForce(tx);
    const names = Object.entries(config.templateCustomVariables)
      .filter(([, { panels }]) => panels.includes(place))
      .map(([name]) => name);
    const cases = await casesOf(alone, { place, id });
    return { names, cases };
  });
  const { names, cases } = asked;
  if (names.length === 0) return [];
  const caseIds = cases.map((each) => each.id);
  if (ask !== "known") {
    await prefetchVariables(alone, { caseIds, names, isFresh: ask === "fresh" });
  }
  return reading(alone, async (tx) => {
    const config = await configInForce(tx);
    const known = await readVariables(tx, config, caseIds);
    return known.flatMap(({ variable, caseId, values, fetchedAt, trouble }): Panel[] => {
      const definition = config.templateCustomVariables[variable];
      const of = cases.find((each) => each.id === caseId);
      const { categories } = definition ?? {};
      if (!definition || !of || !names.includes(variable)) return [];
      if (categories && !categories.includes(of.category)) return [];
      const { language } = ctx.actor;
      const fields = Object.entries(definition.fields).map(([key, field]) => ({
        ...{ key, name: nameIn(field.names, language), type: field.type },
        value: values?.[key] ?? null,
      }));
      return [
        {
          ...{ variable, name: nameIn(definition.names, language), caseId, refNo: of.refNo },
          ...{ fields: values ? fields : null, fetchedAt, trouble },
        },
      ];
    });
  });
}

function casesOf(
  ctx: Context,
  { place, id }: { place: "case" | "party"; id: number },
): Promise<{ id: number; refNo: string; category: string }[]> {
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    if (place === "case") {
      const rows = await sql<{ id: number; refNo: string; category: string }[]>`
        select id, ref_no as "refNo", category from cases where id = ${id} and voided_at is null`;
      if (rows.length === 0) throw new DomainError("not_found", "cases.not_found");
      return [...rows];
    }
    const [party] = await sql`
      select 1 from parties p where p.id = ${id} and ${visibleParty(tx, ctx.actor)}`;
    if (!party) throw new DomainError("not_found", "parties.not_found");
    return [
      ...(await sql<{ id: number; refNo: string; category: string }[]>`
        select distinct c.id, c.ref_no as "refNo", c.category
          from case_parties cp join cases c on c.id = cp.case_id
         where cp.party_id = ${id} and c.voided_at is null and c.archived_at is null
         order by c.id desc limit ${CASES_MAX}`),
    ];
  });
}

import { ambiguousAliases } from "./alias";
import {
  type CataloguedRole,
  type DefinitionProblem,
  definitionSchema,
  type ParsedDefinition,
  type ProcessDefinition,
  type ProcessPartyRole,
} from "./definition";
import { definitionProblems } from "./definition-problems";
import { mergeDefinition } from "./merge";
import { isRecord, readablePath } from "./raw";

export type Compiled =
  | { ok: true; definitions: ProcessDefinition[] }
  | { ok: false; problems: DefinitionProblem[] };

/** One raw definition and the name by which its problems are reported (a file, a tenant). */
export type DefinitionSource = { source: string; raw: unknown };

/**
 * Raw definitions made ready: variants filled from their base, every entry checked, roles joined
 * with the role catalogue. All problems of all sources are reported at once, each with its path.
 */
export function compileDefinitions(
  sources: readonly DefinitionSource[],
  catalogue: readonly CataloguedRole[],
): Compiled {
  const outcomes = inheritVariants(sources).map((each) => compileOne(each, catalogue));
  const problems = outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.problems));
  const definitions = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.definition] : []));
  const all = [...problems, ...setProblems(definitions)];
  if (all.length > 0) return { ok: false, problems: all };
  return { ok: true, definitions: definitions.map((each) => withSelector(each, definitions)) };
}

function compileOne({ source, raw }: DefinitionSource, catalogue: readonly CataloguedRole[]) {
  if (raw instanceof LostVariant) {
    const reason = `there is no base definition "${raw.base}"`;
    return { ok: false as const, problems: [{ path: `${source}: variantOf`, reason }] };
  }
  const parsed = definitionSchema.safeParse(raw);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      path: `${source}: ${readablePath(raw, issue.path)}`,
      reason: issue.message,
    }));
    return { ok: false as const, problems };
  }
  const { problems: roleProblems, roles } = joinRoles(parsed.data, catalogue);
  const problems = [...definitionProblems(parsed.data), ...roleProblems];
  if (problems.length > 0) {
    return {
      ok: false as const,
      problems: problems.map((each) => ({ ...each, path: `${source}: ${each.path}` })),
    };
  }
  const code = parsed.data.code ?? parsed.data.category;
  const definition: ProcessDefinition = { ...parsed.data, code, roles, selector: null };
  return { ok: true as const, definition };
}

function joinRoles(definition: ParsedDefinition, catalogue: readonly CataloguedRole[]) {
  const problems: DefinitionProblem[] = [];
  const roles = definition.roles.flatMap((role): ProcessPartyRole[] => {
    const known = catalogue.find((each) => each.code === role.code);
    const names = role.names ?? known?.names;
    if (names === undefined) {
      problems.push({
        path: `roles[${role.code}].names`,
        reason: "the role catalogue does not know this role, so it needs names of its own",
      });
      return [];
    }
    const aliases = [...new Set([...(known?.aliases ?? []), ...role.aliases])];
    return [{ ...role, names, aliases }];
  });
  for (const { alias, codes } of ambiguousAliases(roles)) {
    const reason = `the name "${alias}" means both ${codes.join(" and ")}`;
    problems.push({ path: "roles", reason });
  }
  return { problems, roles };
}

/** Stands in for a variant whose base is not there: its gaps are no faults of their own. */
class LostVariant {
  constructor(readonly base: string) {}
}

/**
 * A variant takes from its base what it does not say: whole sections (states, transitions …) as
 * they are, fields and roles joined entry by entry. Names and aliases stay those of the base, for
 * both are the same category to everyone who imports or looks for a case.
 */
function inheritVariants(sources: readonly DefinitionSource[]): DefinitionSource[] {
  return sources.map(({ source, raw }) => {
    if (!isRecord(raw) || typeof raw.variantOf !== "string") return { source, raw };
    const base = sources.find((each) => codeOf(each.raw) === raw.variantOf)?.raw;
    if (!isRecord(base)) return { source, raw: new LostVariant(raw.variantOf) };
    const joined = {
      fields: mergeDefinition(base.fields, raw.fields),
      roles: mergeDefinition(base.roles, raw.roles),
    };
    return { source, raw: { ...base, ...raw, ...joined } };
  });
}

function withSelector(definition: ProcessDefinition, all: ProcessDefinition[]) {
  const variant = all.find(
    (each) => each.category === definition.category && each.selectBy !== undefined,
  );
  return { ...definition, selector: variant?.selectBy?.field ?? null };
}

function codeOf(raw: unknown): unknown {
  return isRecord(raw) ? (raw.code ?? raw.category) : undefined;
}

/** What one definition cannot know about another. */
function setProblems(definitions: ProcessDefinition[]): DefinitionProblem[] {
  const bases = definitions.filter((each) => each.variantOf === undefined);
  const categories = bases.map((each) => ({ ...each, code: each.category }));
  const problems = ambiguousAliases(categories).map(({ alias, codes }) => ({
    path: "categories",
    reason: `the name "${alias}" means both ${codes.join(" and ")}`,
  }));
  const codes = definitions.map((each) => each.code);
  for (const code of new Set(codes.filter((each, index) => codes.indexOf(each) !== index))) {
    problems.push({ path: code, reason: "two definitions have this code" });
  }
  const variants = definitions.filter((each) => each.variantOf !== undefined);
  return [...problems, ...variants.flatMap((variant) => variantSetProblems(variant, definitions))];
}

function variantSetProblems(
  variant: ProcessDefinition,
  definitions: ProcessDefinition[],
): DefinitionProblem[] {
  const base = definitions.find((each) => each.code === variant.variantOf);
  // A base with faults of its own has been reported already.
  if (base === undefined) return [];
  if (base.variantOf !== undefined) {
    const reason = `${base.code} is a variant itself`;
    return [{ path: `${variant.code}.variantOf`, reason }];
  }
  const problems: DefinitionProblem[] = [];
  const at = variant.code;
  if (base.category !== variant.category) {
    problems.push({ path: `${at}.category`, reason: `differs from ${base.category} of its base` });
  }
  // The field is chosen in the initial state, so that state must mean the same in every variant.
  if (base.initial !== variant.initial) {
    problems.push({ path: `${at}.initial`, reason: `differs from ${base.initial} of its base` });
  }
  const siblings = definitions.filter(
    (each) => each.code !== variant.code && each.variantOf === variant.variantOf,
  );
  for (const { code, selectBy } of siblings) {
    if (selectBy?.field !== variant.selectBy?.field) {
      problems.push({ path: `${at}.selectBy`, reason: `asks another field than ${code}` });
    } else if (selectBy?.value === variant.selectBy?.value) {
      problems.push({ path: `${at}.selectBy`, reason: `selects the same value as ${code}` });
    }
  }
  return problems;
}

import { type Document, isAlias, isCollection, isNode, isPair, visit } from "yaml";

const DEPTH_MAX = 24;
export const ALIASES_MAX = 100;
/** What aliases may unfold to; a file that is written by hand has some hundreds. */
const UNFOLDED_MAX = 10_000;

/** Where it stands in the text, in characters. */
export interface Knot {
  code: "too_deep" | "alias_cycle" | "alias_bomb";
  offset: number;
  params: Record<string, string>;
}

/** Aliases that hold themselves, that grow beyond measure, and nesting that nobody writes by hand. */
export function knotsOf(document: Document.Parsed): Knot[] {
  const found: Knot[] = [];
  const aliases: Parameters<typeof weigh>[0][] = [];
  visit(document, (_key, node, path) => {
    if (!isNode(node)) return undefined;
    const offset = node.range?.[0] ?? 0;
    // Pairs stand between the nodes.
    if (path.filter(isNode).length > DEPTH_MAX) {
      found.push({ code: "too_deep", offset, params: {} });
      return visit.BREAK;
    }
    if (!isAlias(node)) return undefined;
    aliases.push(node);
    const target = node.resolve(document);
    if (target && path.includes(target)) {
      found.push({ code: "alias_cycle", offset, params: { name: node.source } });
    }
    return aliases.length > ALIASES_MAX ? visit.BREAK : undefined;
  });
  if (found.length > 0) return found;
  const weights = new Map<unknown, number>();
  const heavy =
    aliases.find((alias) => weigh(alias, document, weights) > UNFOLDED_MAX) ??
    (aliases.length > ALIASES_MAX || !unfolds(document) ? aliases.at(-1) : undefined);
  if (!heavy) return [];
  return [{ code: "alias_bomb", offset: isNode(heavy) ? (heavy.range?.[0] ?? 0) : 0, params: {} }];
}

/** How many nodes it is once its aliases are unfolded; each anchor is weighed once. */
function weigh(node: unknown, document: Document.Parsed, weights: Map<unknown, number>): number {
  const known = weights.get(node);
  if (known !== undefined) return known;
  const parts = isAlias(node)
    ? [node.resolve(document)]
    : isPair(node)
      ? [node.key, node.value]
      : isCollection(node)
        ? node.items
        : [];
  const weight = parts.reduce<number>((sum, part) => sum + weigh(part, document, weights), 1);
  weights.set(node, weight);
  return weight;
}

function unfolds(document: Document.Parsed): boolean {
  try {
    document.toJS({ maxAliasCount: ALIASES_MAX });
    return true;
  } catch {
    return false;
  }
}

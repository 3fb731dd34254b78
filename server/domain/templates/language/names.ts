import { LOCALES } from "@/server/kernel/locale";
import { spellingOf } from "./spelling";
import type { Term, Vocabulary } from "./vocabulary";

/** A name in its place of the tree. */
export interface NameNode {
  term: Term;
  /** Canonical, "debtor.fullName". */
  path: string;
  /** Canonical keys from the root. */
  keys: readonly string[];
  /** How many of the first keys end in a list, ascending: [1] for "claims.principal". */
  listDepths: readonly number[];
  parent: NameNode | null;
  /** Spelling -> how the name is written. */
  spellings: ReadonlyMap<string, string>;
  children: NameLevel;
}

/** Names that may stand at one place, by spelling. */
export type NameLevel = ReadonlyMap<string, NameNode>;

export interface NameIndex {
  level: NameLevel;
  all: readonly NameNode[];
}

// Templates are parsed by the hundred against one vocabulary; the tree is built once.
const indexes = new WeakMap<Vocabulary, NameIndex>();

/** The vocabulary as a tree that is searched by spelling. */
export function indexNames(vocabulary: Vocabulary): NameIndex {
  const known = indexes.get(vocabulary);
  if (known !== undefined) return known;
  const all: NameNode[] = [];
  const index = { level: buildLevel(vocabulary, null, all), all };
  indexes.set(vocabulary, index);
  return index;
}

/** The node of a canonical path, or undefined. */
export function nodeAt(vocabulary: Vocabulary, path: string): NameNode | undefined {
  return indexNames(vocabulary).all.find((node) => node.path === path);
}

/** The term of a canonical path, or undefined. */
export function termAt(vocabulary: Vocabulary, path: string): Term | undefined {
  return nodeAt(vocabulary, path)?.term;
}

function buildLevel(terms: readonly Term[], parent: NameNode | null, all: NameNode[]): NameLevel {
  const nodes = terms.map((term) => buildNode(term, parent, all));
  const level = new Map<string, NameNode>();
  const claim = (text: string, node: NameNode) => {
    const key = spellingOf(text);
    if (key !== "" && !level.has(key)) level.set(key, node);
  };
  // A canonical key is never taken by somebody's alias, nor an alias by a translated name.
  for (const node of nodes) claim(node.term.key, node);
  for (const node of nodes) for (const alias of node.term.aliases) claim(alias, node);
  for (const node of nodes) for (const locale of LOCALES) claim(node.term.names[locale], node);
  return level;
}

function buildNode(term: Term, parent: NameNode | null, all: NameNode[]): NameNode {
  const keys = [...(parent?.keys ?? []), term.key];
  const inherited = parent?.listDepths ?? [];
  const spellings = new Map<string, string>();
  const texts = [...term.aliases, term.key, ...LOCALES.map((locale) => term.names[locale])];
  for (const text of texts) {
    const key = spellingOf(text);
    if (!spellings.has(key)) spellings.set(key, text);
  }
  const node: NameNode = {
    term,
    path: keys.join("."),
    keys,
    listDepths: term.kind === "list" ? [...inherited, keys.length] : inherited,
    parent,
    spellings,
    children: new Map(),
  };
  all.push(node);
  if (term.terms !== undefined) node.children = buildLevel(term.terms, node, all);
  return node;
}

/** Canonical paths of the lists that a path goes through, outermost first. */
export function listPathsOf(node: NameNode): string[] {
  return node.listDepths.map((depth) => node.keys.slice(0, depth).join("."));
}

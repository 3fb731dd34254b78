import type { Locale } from "@/server/kernel/locale";
import { indexNames, listPathsOf, type NameLevel, type NameNode } from "./names";
import { spellingOf } from "./spelling";
import { writtenPath } from "./suggest";
import type { TermKind } from "./value";
import type { Vocabulary } from "./vocabulary";

/** One expression that an author may use. */
export interface CatalogueEntry {
  /** Canonical, "debtor.fullName". */
  path: string;
  /** As it is written in a template, "Povinný.CeléJméno". */
  written: string;
  /** Of the group or the list that it stands in, and its own: "Povinný", "Celé jméno". */
  groupName: string | null;
  name: string;
  kind: TermKind;
  /** Canonical path of the list whose items have it; null for what a letter has once. */
  list: string | null;
  isSensitive: boolean;
}

/** Every expression of the vocabulary that prints something, in its order. */
export function catalogueOf(vocabulary: Vocabulary, language: Locale): CatalogueEntry[] {
  const { all, level: top } = indexNames(vocabulary);
  return all
    .filter(({ term }) => term.kind !== "group" && term.kind !== "list")
    .map((node) => ({
      path: node.path,
      written: language === "cs" ? writtenPath(node) : localPath(node, { language, top }),
      groupName: node.parent?.term.names[language] ?? null,
      name: node.term.names[language],
      kind: node.term.kind,
      list: listPathsOf(node).at(-1) ?? null,
      isSensitive: node.term.isSensitive === true,
    }));
}

/** The names of the language run together, where they mean this one; else the usual spelling. */
function localPath(node: NameNode, { language, top }: Tongue): string {
  const own = localName(node, { language, top });
  return node.parent === null ? own : `${localPath(node.parent, { language, top })}.${own}`;
}

type Tongue = { language: Locale; top: NameLevel };

function localName(node: NameNode, { language, top }: Tongue): string {
  const { term, parent } = node;
  const words = term.names[language].split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  const level = parent?.children ?? top;
  return level.get(spellingOf(name)) === node ? name : (term.aliases[0] ?? term.key);
}

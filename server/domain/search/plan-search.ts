import type { Tx } from "@/db/client";
import { isFragment, prefixQuery, searchTerms, wordsQuery } from "./terms";

/** How a list finds the rows of a text search. */
export type SearchPlan =
  /** No text: every row. */
  | { kind: "all" }
  /** Few enough to name: `id = any(ids)`. */
  | { kind: "ids"; ids: number[] }
  /** Many: walk the list in its order and test each row, the page fills soon. */
  | { kind: "scan"; query: string };

/** Above so many hits walking the ordered list is cheaper than sorting the hits. */
const IDS_MAX = 2_000;
const WORDS_MAX = 200;

type Kind = "cases" | "parties";

/** The ids of the hits; null when they are more than may be named, and then none is carried over. */
async function idsOf({ sql }: Tx, kind: Kind, query: string): Promise<number[] | null> {
  const [row] = await sql<{ ids: number[] | null }[]>`
    select search_ids(${kind}, ${query}::tsquery, ${IDS_MAX}) as ids`;
  return row?.ids ?? null;
}

/** Words of the tenant's names that hold the fragments; null when one of them stands nowhere. */
async function innerQuery(tx: Tx, prefixes: string[]): Promise<string | null> {
  if (!prefixes.every(isFragment)) return null;
  const lists = await Promise.all(
    prefixes.map(async (fragment) => {
      const rows = await tx.sql<{ word: string }[]>`
        select word from search_words_with(${fragment}, ${WORDS_MAX}) as word`;
      return rows.map((row) => row.word);
    }),
  );
  return lists.every((words) => words.length > 0) ? wordsQuery(lists) : null;
}

/**
 * Decides by counting up to 2 000 hits: beginnings of words first; when nothing begins so, words
 * that hold the fragment inside ("ovak" finds Novák); when nobody at all, without what may be a
 * title ("mgr novak").
 */
export async function planSearch(tx: Tx, kind: Kind, text: string): Promise<SearchPlan> {
  const { prefixes } = searchTerms(text);
  if (prefixes.length === 0) return text.trim() === "" ? { kind: "all" } : { kind: "ids", ids: [] };
  const plan = await planWords(tx, kind, prefixes);
  const bare = searchTerms(text, "all").prefixes;
  const isFound = plan.kind !== "ids" || plan.ids.length > 0;
  return isFound || bare.length === prefixes.length ? plan : planWords(tx, kind, bare);
}

async function planWords(tx: Tx, kind: Kind, prefixes: string[]): Promise<SearchPlan> {
  let query = prefixQuery(prefixes);
  let ids = await idsOf(tx, kind, query);
  if (ids?.length === 0) {
    const inner = await innerQuery(tx, prefixes);
    if (inner !== null) {
      query = inner;
      ids = await idsOf(tx, kind, query);
    }
  }
  return ids === null ? { kind: "scan", query } : { kind: "ids", ids };
}

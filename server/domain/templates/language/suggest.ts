import { editDistance } from "@/server/kernel/edit-distance";
import { indexNames, type NameNode } from "./names";
import { spellingOf } from "./spelling";
import type { Vocabulary } from "./vocabulary";

const SUGGESTIONS_MAX = 3;
const WRITTEN_LENGTH_MAX = 200;
const SEGMENTS_MAX = 6;
/** A name that stands in another group, or without any, is a little further than a typing error. */
const OTHER_GROUP_COST = 1.5;
/** A group alone prints nothing, so it is what the author meant only if nothing else is near. */
const GROUP_COST = 1;
/** What is so much further than the best is no longer a guess. */
const SPREAD = 1.5;

type Candidate = { node: NameNode; cost: number; written: string };

/**
 * Names that a wrong dotted path may have meant, at most three, best first, as they would be
 * written: typing errors, the right name in a wrong group, a group left out.
 */
export function suggest(source: string, vocabulary: Vocabulary): string[] {
  const written = source.slice(0, WRITTEN_LENGTH_MAX).split(".");
  const segments = written.map(spellingOf).filter((segment) => segment !== "");
  if (segments.length === 0 || segments.length > SEGMENTS_MAX) return [];
  const candidates: Candidate[] = [];
  for (const node of indexNames(vocabulary).all) {
    const found = judge(segments, node);
    if (found !== null) candidates.push(found);
  }
  candidates.sort((a, b) => a.cost - b.cost || a.node.keys.length - b.node.keys.length);
  const nearest = (candidates[0]?.cost ?? 0) + SPREAD;
  const near = candidates.filter(({ cost }) => cost <= nearest);
  return [...new Set(near.map((each) => each.written))].slice(0, SUGGESTIONS_MAX);
}

/** The closest of some words to a wrong one. */
export function suggestWord(word: string, among: readonly string[]): string[] {
  const wanted = spellingOf(word).slice(0, WRITTEN_LENGTH_MAX);
  const max = allowance(wanted);
  const found = among
    .map((text) => ({ text, cost: editDistance(wanted, spellingOf(text), max) }))
    .filter(({ cost }) => cost <= max)
    .sort((a, b) => a.cost - b.cost);
  return [...new Set(found.map(({ text }) => text))].slice(0, SUGGESTIONS_MAX);
}

function judge(segments: readonly string[], node: NameNode): Candidate | null {
  const chain = chainOf(node);
  const leaf = closest(segments.at(-1) ?? "", node);
  if (leaf === null) return null;
  const groups = chain.slice(0, -1);
  const asked = segments.slice(0, -1);
  const same = asked.length === groups.length ? matchGroups(asked, groups) : null;
  if (same !== null) return candidate(node, leaf.cost + same.cost, [...same.texts, leaf.text]);
  // In another group only a name that is right by itself is worth offering.
  if (leaf.cost > Math.min(1, allowance(segments.at(-1) ?? ""))) return null;
  const texts = groups.map(preferred);
  return candidate(node, leaf.cost + OTHER_GROUP_COST, [...texts, leaf.text]);
}

function matchGroups(asked: readonly string[], groups: readonly NameNode[]) {
  let cost = 0;
  const texts: string[] = [];
  for (const [i, group] of groups.entries()) {
    const found = closest(asked[i] ?? "", group);
    if (found === null) return null;
    cost += found.cost;
    texts.push(found.text);
  }
  return { cost, texts };
}

/** The spelling of a name that is nearest to a segment, if any is near enough. */
function closest(segment: string, node: NameNode): { cost: number; text: string } | null {
  let max = allowance(segment);
  let found: { cost: number; text: string } | null = null;
  for (const [spelling, text] of node.spellings) {
    const cost = editDistance(segment, spelling, max);
    if (cost > max) continue;
    found = { cost, text };
    if (cost === 0) return found;
    max = cost - 1;
  }
  return found;
}

function allowance(segment: string): number {
  if (segment.length <= 2) return 0;
  return segment.length <= 4 ? 1 : Math.min(4, Math.max(2, Math.floor(segment.length / 4)));
}

function candidate(node: NameNode, cost: number, texts: readonly string[]): Candidate {
  const isGroup = node.term.kind === "group" || node.term.kind === "list";
  return { node, cost: cost + (isGroup ? GROUP_COST : 0), written: texts.join(".") };
}

function chainOf(node: NameNode): NameNode[] {
  return node.parent === null ? [node] : [...chainOf(node.parent), node];
}

function preferred(node: NameNode): string {
  return node.term.aliases[0] ?? node.term.key;
}

/** The usual way to write a path: the first alias of every name. */
export function writtenPath(node: NameNode): string {
  return chainOf(node).map(preferred).join(".");
}

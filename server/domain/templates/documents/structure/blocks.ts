import type { Problems } from "../problem";
import {
  ancestors,
  type Choice,
  descendants,
  type Each,
  type Element,
  type Field,
  type Node,
  remove,
} from "../tree/node";
import type { Dialect } from "./dialect";
import { lift } from "./lift";

/** The words of one condition or repetition in the order of the file: first the opening, last the end. */
interface Block {
  tags: Field[];
}

/**
 * Puts conditions and repetitions together: finds which words belong to each other, brings them
 * to one level (rows, paragraphs, or within a paragraph) and folds what stands between them.
 * Words that belong nowhere are said and taken out.
 */
export function foldBlocks(root: Element, dialect: Dialect, problems: Problems): void {
  for (const story of storiesOf(root, dialect)) {
    // Inner blocks come first: their ends do.
    for (const block of pairUp(story, problems)) {
      if (lift(block.tags, dialect)) fold(block);
      else refuse(block, problems);
    }
  }
}

/** Words of control, text by text. */
function storiesOf(root: Element, dialect: Dialect): Field[][] {
  const stories = new Map<Element, Field[]>();
  for (const node of descendants(root)) {
    if (node.kind !== "field" || node.tag.kind === "print") continue;
    const story = ancestors(node).find(dialect.isStory) ?? root;
    stories.set(story, [...(stories.get(story) ?? []), node]);
  }
  return [...stories.values()];
}

function pairUp(tags: readonly Field[], problems: Problems): Block[] {
  const done: Block[] = [];
  const open: Block[] = [];
  const stray = (field: Field, code: string) => {
    problems.error(code, { source: field.source, place: field.place });
    remove(field);
  };
  for (const field of tags) {
    const { kind } = field.tag;
    const top = open.at(-1);
    if (kind === "if" || kind === "each") open.push({ tags: [field] });
    else if (top === undefined) stray(field, kind === "end" ? "end_alone" : "else_alone");
    else if (kind === "end") {
      top.tags.push(field);
      done.push(top);
      open.pop();
    } else if (mayFollow(top)) top.tags.push(field);
    else stray(field, "else_misplaced");
  }
  for (const block of open) for (const field of block.tags) stray(field, "end_missing");
  return done;
}

/** "Otherwise" belongs to a condition, and nothing but the end comes after it. */
function mayFollow({ tags }: Block): boolean {
  return tags[0]?.tag.kind === "if" && tags.at(-1)?.tag.kind !== "else";
}

function refuse({ tags }: Block, problems: Problems): void {
  const [first] = tags;
  if (first !== undefined) {
    problems.error("block_crosses", { source: first.source, place: first.place });
  }
  for (const tag of tags) remove(tag);
}

/** Folds the siblings between the words of a block into one node in their place. */
function fold({ tags }: Block): void {
  const parent = tags[0]?.parent;
  if (parent === null || parent === undefined) return;
  const at = tags.map((tag) => parent.children.indexOf(tag));
  const [start = 0, end = 0] = [at[0], at.at(-1)];
  const bodies = at
    .slice(0, -1)
    .map((from, index) => parent.children.slice(from + 1, at[index + 1]));
  const folded = foldedBlock(tags, bodies);
  folded.parent = parent;
  parent.children.splice(start, end - start + 1, folded);
}

function foldedBlock(tags: readonly Field[], bodies: Node[][]): Choice | Each {
  const [field] = tags;
  if (field?.tag.kind === "each") {
    const { list } = field.tag;
    return { kind: "each", list, field, children: bodies[0] ?? [], parent: null };
  }
  const branches = bodies.map((children, index) => {
    const test = tags[index];
    return { test: test === undefined || test.tag.kind === "else" ? null : test, children };
  });
  return { kind: "choice", branches, parent: null };
}

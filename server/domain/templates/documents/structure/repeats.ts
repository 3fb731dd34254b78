import { listsOf } from "../../language";
import type { Problems } from "../problem";
import {
  bodiesOf,
  type Choice,
  type Each,
  type Element,
  type Field,
  type Node,
} from "../tree/node";
import type { Dialect } from "./dialect";

interface Walk {
  dialect: Dialect;
  problems: Problems;
  /** Lists of which one item is meant here, by canonical path. */
  bound: ReadonlySet<string>;
}

/**
 * Repeats what holds a path through a list: the row of a table, or else the item of a list. The
 * outer row binds first, so the rows of a table inside it repeat within one item. A path through
 * a list that nothing repeats is said.
 */
export function repeatLists(root: Element, dialect: Dialect, problems: Problems): void {
  root.children = visitAll(root.children, { dialect, problems, bound: new Set() });
  dialect.finish(root);
}

function visitAll(nodes: readonly Node[], walk: Walk): Node[] {
  return nodes.flatMap((node) => visit(node, walk));
}

function visit(node: Node, walk: Walk): Node[] {
  switch (node.kind) {
    case "element":
      return visitElement(node, walk);
    case "field":
      sayUnbound(node, walk);
      return [node];
    case "choice":
      return [visitChoice(node, walk)];
    case "each":
      return [visitEach(node, walk)];
    default:
      return [node];
  }
}

function visitChoice(choice: Choice, walk: Walk): Node {
  for (const branch of choice.branches) {
    if (branch.test !== null) sayUnbound(branch.test, walk);
    branch.children = visitAll(branch.children, walk);
  }
  return choice;
}

function visitEach(each: Each, walk: Walk): Node {
  if (each.field !== null) sayUnbound(each.field, walk);
  each.children = visitAll(each.children, binding(walk, [each.list]));
  return each;
}

function visitElement(of: Element, walk: Walk): Node[] {
  const lists = repeatsItself(of, walk.dialect) ? unboundIn(of, walk) : [];
  if (lists.length === 0) return [inside(of, walk)];
  const odd = lists.find((list, index) => index > 0 && !isWithin(list, lists[index - 1] ?? ""));
  if (odd !== undefined) {
    const field = fieldsIn(of, walk.dialect).find((each) => listsOf(each.tag).includes(odd));
    walk.problems.error("lists_in_one_row", {
      source: field?.source ?? null,
      place: field?.place ?? null,
    });
    return [];
  }
  const body = inside(of, binding(walk, lists));
  return [lists.reduceRight<Node>((node, list) => eachOf(list, node), body)];
}

function inside(of: Element, walk: Walk): Node {
  of.children = visitAll(of.children, walk);
  return walk.dialect.guard(of);
}

function eachOf(list: string, node: Node): Each {
  return { kind: "each", list, field: null, children: [node], parent: null };
}

function binding(walk: Walk, lists: readonly string[]): Walk {
  return { ...walk, bound: new Set([...walk.bound, ...lists]) };
}

/**
 * Whether an element is what repeats. In a table the row does; but where a whole list stands in
 * one cell, as in a table that only lays the page out, its items do.
 */
function repeatsItself(of: Element, dialect: Dialect): boolean {
  if (dialect.isRow(of)) return !hasListInOneCell(of, dialect);
  return dialect.isListItem(of);
}

function hasListInOneCell(row: Element, dialect: Dialect): boolean {
  const items = listItemsIn(row, dialect).filter((item) =>
    fieldsIn(item, dialect).some((field) => listsOf(field.tag).length > 0),
  );
  if (items.length === 0) return false;
  const listed = new Set(items.flatMap((item) => fieldsIn(item, dialect)));
  const others = fieldsIn(row, dialect).filter((field) => !listed.has(field));
  if (others.some((field) => listsOf(field.tag).length > 0)) return false;
  const cells = row.children.filter(
    (node): node is Element => node.kind === "element" && dialect.isCell(node),
  );
  const holding = cells.filter((cell) =>
    listItemsIn(cell, dialect).some((each) => items.includes(each)),
  );
  const [cell] = holding;
  if (cell === undefined || holding.length > 1) return false;
  // One number or bullet alone among other cells belongs to the row.
  return cells.length === 1 || hasMoreThan(items, cell, dialect);
}

/** Whether a cell shows anything beside those items. */
function hasMoreThan(items: readonly Element[], cell: Element, dialect: Dialect): boolean {
  const hasWords = (node: Node): boolean => {
    if (node.kind === "text") return dialect.isText(node) && node.text.trim() !== "";
    if (node.kind === "field") return true;
    if (node.kind === "element" && items.includes(node)) return false;
    return bodiesOf(node).some((body) => body.some(hasWords));
  };
  return items.length > 1 || hasWords(cell);
}

function listItemsIn(of: Element, dialect: Dialect): Element[] {
  const found: Element[] = [];
  walkElements(of.children, (each) => {
    if (dialect.isRow(each)) return false;
    if (dialect.isListItem(each)) found.push(each);
    return true;
  });
  return found;
}

function walkElements(nodes: readonly Node[], enter: (of: Element) => boolean): void {
  for (const node of nodes) {
    if (node.kind === "element" && !enter(node)) continue;
    for (const body of bodiesOf(node)) walkElements(body, enter);
  }
}

/** Lists that fields of an element go through and nothing around repeats; outer ones first. */
function unboundIn(of: Element, { dialect, bound }: Walk): string[] {
  const found = new Set<string>();
  const isOwn = ownership(of, dialect);
  const collect = (nodes: readonly Node[], known: ReadonlySet<string>): void => {
    for (const node of nodes) {
      for (const field of fieldsOf(node)) {
        for (const list of listsOf(field.tag)) if (!known.has(list)) found.add(list);
      }
      if (!isOwn(node)) continue;
      const inner = node.kind === "each" ? new Set([...known, node.list]) : known;
      for (const body of bodiesOf(node)) collect(body, inner);
    }
  };
  collect(of.children, bound);
  return [...found].sort((a, b) => a.length - b.length);
}

/** Rows inside a row, and items inside an item, repeat by themselves. */
function ownership(of: Element, dialect: Dialect): (node: Node) => boolean {
  const isItem = dialect.isListItem(of);
  return (node) =>
    node.kind !== "element" || !(dialect.isRow(node) || (isItem && dialect.isListItem(node)));
}

/** Fields that stand at a node itself. */
function fieldsOf(node: Node): Field[] {
  if (node.kind === "field") return [node];
  if (node.kind === "each") return node.field === null ? [] : [node.field];
  if (node.kind !== "choice") return [];
  return node.branches.flatMap(({ test }) => (test === null ? [] : [test]));
}

/** Fields of an element, without those that repeat by themselves inside it. */
function fieldsIn(of: Element, dialect: Dialect): Field[] {
  const found: Field[] = [];
  const isOwn = ownership(of, dialect);
  const gather = (nodes: readonly Node[]) => {
    for (const node of nodes) {
      found.push(...fieldsOf(node));
      if (isOwn(node)) for (const body of bodiesOf(node)) gather(body);
    }
  };
  gather(of.children);
  return found;
}

function isWithin(list: string, outer: string): boolean {
  return list.startsWith(`${outer}.`);
}

/** Printed where nothing repeats, the values of all items stand in a row, parted by commas. */
function sayUnbound(field: Field, { bound, problems }: Walk): void {
  const { source, place, tag } = field;
  if (listsOf(tag).every((list) => bound.has(list))) return;
  if (tag.kind === "print") problems.note("list_joined", { source, place });
  else problems.error("list_not_repeated", { source, place });
}

import type { Place } from "../place";
import type { Element, Field, Node, Text } from "../tree/node";

/**
 * What an element is to the text that runs through a paragraph: "through" is crossed, "nothing" is
 * not there, "frame" holds paragraphs of its own, "wall" is something to see; `text` is a
 * character that the format writes as an element (a tab, a line break).
 */
export type Role = "through" | "nothing" | "frame" | "wall" | { text: string };

/** What the reading of templates must know about one format. */
export interface Dialect {
  roleOf(of: Element): Role;
  isParagraph(of: Element): boolean;
  isRow(of: Element): boolean;
  isCell(of: Element): boolean;
  isListItem(of: Element): boolean;
  /** A text of its own, in which conditions begin and end: a text box, a footnote. */
  isStory(of: Element): boolean;
  /** False for white space that only lays out the source. */
  isText(of: Text): boolean;
  /** The highlighting a piece of text stands in, one object for one marking; null for none. */
  markOf(of: Text | Element): object | null;
  /** Takes the highlighting off, all other formatting stays. */
  unmark(of: Text | Element): void;
  /** Whether an element that nothing is left in may go. */
  isEmpty(of: Element): boolean;
  /** Children that both halves of an element keep when it is cut in two. */
  carried(of: Element): Node[];
  placeOf(of: Node): Place;
  /** Called once for every field after it took its place. */
  settle(field: Field): void;
  /** An element whose contents may vanish at rendering, made safe for its readers. */
  guard(of: Element): Node;
  /** The last look at the whole tree, when everything that repeats is known. */
  finish(root: Element): void;
}

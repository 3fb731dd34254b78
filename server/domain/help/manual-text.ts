/** A piece of a line: words, a label of the interface by its key, a key of the keyboard, a way to a page. */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "label"; key: string }
  | { kind: "key"; text: string }
  | { kind: "link"; href: string; inner: Inline[] };

export type Block =
  | { kind: "paragraph"; inner: Inline[] }
  | { kind: "list"; isOrdered: boolean; items: Inline[][] }
  | { kind: "picture"; file: string; alt: string };

export interface ManualTask {
  id: string;
  title: string;
  blocks: Block[];
}

export interface Manual {
  title: string;
  lead: Block[];
  tasks: ManualTask[];
}

const PIECE = /\{([\w.-]+)\}|`([^`]+)`|\[([^\]]+)\]\((\/[\w/-]*)\)/g;

/** "Press `g`, then {shell.nav.tasks}" and [ways](/tasks). */
export function readInline(line: string): Inline[] {
  const pieces: Inline[] = [];
  let at = 0;
  const words = (until: number) => {
    if (until > at) pieces.push({ kind: "text", text: line.slice(at, until) });
  };
  for (const found of line.matchAll(PIECE)) {
    const [whole, label, key, link, href] = found;
    words(found.index);
    if (label) pieces.push({ kind: "label", key: label });
    else if (key) pieces.push({ kind: "key", text: key });
    else if (link && href) pieces.push({ kind: "link", href, inner: readInline(link) });
    at = found.index + whole.length;
  }
  words(line.length);
  return pieces;
}

const PICTURE = /^!\[([^\]]+)\]\(([\w-]+\.png)\)$/;
const ITEM = /^(?:(\d+)\.|-) (.+)$/;

function addLine(blocks: Block[], line: string): void {
  const [, alt, file] = PICTURE.exec(line) ?? [];
  if (alt && file) {
    blocks.push({ kind: "picture", file, alt });
    return;
  }
  const [, number, item] = ITEM.exec(line) ?? [];
  if (item === undefined) {
    blocks.push({ kind: "paragraph", inner: readInline(line) });
    return;
  }
  const isOrdered = number !== undefined;
  const last = blocks.at(-1);
  if (last?.kind === "list" && last.isOrdered === isOrdered) last.items.push(readInline(item));
  else blocks.push({ kind: "list", isOrdered, items: [readInline(item)] });
}

/**
 * Reads a manual: one title, a lead, tasks under headings of the second level, each of paragraphs,
 * lists and pictures. No more of Markdown than manuals use, so nothing of theirs is markup.
 */
export function readManual(markdown: string): Manual {
  const manual: Manual = { title: "", lead: [], tasks: [] };
  for (const raw of markdown.split("\n")) {
    const line = raw.trim();
    if (line === "") continue;
    if (line.startsWith("## ")) {
      const id = `task-${manual.tasks.length + 1}`;
      manual.tasks.push({ id, title: line.slice(3), blocks: [] });
    } else if (line.startsWith("# ")) manual.title = line.slice(2);
    else addLine(manual.tasks.at(-1)?.blocks ?? manual.lead, line);
  }
  return manual;
}

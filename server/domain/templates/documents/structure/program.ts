import type { Tag } from "../../language";
import type { Piece } from "../package/deflate-sink";
import type { Element, Kept, Node } from "../tree/node";

/**
 * A template part ready to be written: what is always the same, and where values go. Constants of
 * packages carry their packed form, but for those that repeat.
 */
export type Step =
  | { kind: "constant"; text: string; piece?: Piece }
  | { kind: "print"; tag: Tag; source: string }
  | { kind: "choice"; branches: { test: Tag | null; steps: Step[] }[] }
  | { kind: "each"; list: string; steps: Step[] }
  | { kind: "kept"; before: Step[]; steps: Step[]; after: Step[]; otherwise: Step[] };

/** How a format writes its tree. */
export interface Script {
  open(of: Element): string;
  close(of: Element): string;
  text(text: string, of: Element | null): string;
  raw(source: string): string;
}

/** The steps that write nodes; neighbouring constants are one. */
export function stepsOf(nodes: readonly Node[], script: Script): Step[] {
  const steps: Step[] = [];
  for (const node of nodes) add(node, script, steps);
  return steps;
}

function add(node: Node, script: Script, steps: Step[]): void {
  switch (node.kind) {
    case "element":
      push(steps, script.open(node));
      for (const each of node.children) add(each, script, steps);
      push(steps, script.close(node));
      return;
    case "text":
      push(steps, script.text(node.text, node.parent));
      return;
    case "raw":
      push(steps, script.raw(node.source));
      return;
    case "field":
      if (node.tag.kind === "print") {
        steps.push({ kind: "print", tag: node.tag, source: node.source });
      }
      return;
    case "each":
      steps.push({ kind: "each", list: node.list, steps: stepsOf(node.children, script) });
      return;
    case "choice":
      steps.push({
        kind: "choice",
        branches: node.branches.map(({ test, children }) => ({
          test: test?.tag ?? null,
          steps: stepsOf(children, script),
        })),
      });
      return;
    case "kept":
      steps.push(keptStep(node, script));
  }
}

function keptStep({ shell, children, otherwise }: Kept, script: Script): Step {
  const before: Step[] = [];
  const after: Step[] = [];
  if (shell !== null) {
    push(before, script.open({ ...shell, children }));
    before.push(...stepsOf(shell.children, script));
    push(after, script.close({ ...shell, children }));
  }
  return {
    kind: "kept",
    before,
    steps: stepsOf(children, script),
    after,
    otherwise: stepsOf(otherwise, script),
  };
}

function push(steps: Step[], text: string): void {
  if (text === "") return;
  const last = steps.at(-1);
  if (last?.kind === "constant") last.text += text;
  else steps.push({ kind: "constant", text });
}

import type { ComponentKind } from "@/db/values/claims";

type Order = readonly (readonly ComponentKind[])[];
type Line = { kind: ComponentKind; isJoined: boolean };

const linesOf = (order: Order): Line[] =>
  order.flatMap((kinds) => kinds.map((kind, at) => ({ kind, isJoined: at > 0 })));

function orderOf(lines: Line[]): ComponentKind[][] {
  const order: ComponentKind[][] = [];
  for (const { kind, isJoined } of lines) {
    const last = order.at(-1);
    if (isJoined && last) last.push(kind);
    else order.push([kind]);
  }
  return order;
}

/** The kind one line up or down; who was equal with whom stays with the places. */
export function moveKind(order: Order, { kind, by }: { kind: ComponentKind; by: 1 | -1 }) {
  const lines = linesOf(order);
  const from = lines.findIndex((line) => line.kind === kind);
  const [here, there] = [lines[from], lines[from + by]];
  if (here && there) [here.kind, there.kind] = [there.kind, here.kind];
  return orderOf(lines);
}

/** The kind paid together with the one above it, or after it. */
export function joinWithPrevious(
  order: Order,
  { kind, isOn }: { kind: ComponentKind; isOn: boolean },
) {
  return orderOf(
    linesOf(order).map((line) => (line.kind === kind ? { ...line, isJoined: isOn } : line)),
  );
}

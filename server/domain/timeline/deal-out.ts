/**
 * Deals tasks out so that loads end as even as they can: each task goes to whoever has the fewest
 * then; of equals, to the one named first. Answers the person of each task, in order.
 */
export function dealOut(
  taskCount: number,
  people: readonly { operatorId: number; openCount: number }[],
): number[] {
  const loads = people.map((person) => ({ ...person }));
  const dealt: number[] = [];
  for (let i = 0; i < taskCount; i += 1) {
    let least = loads[0];
    for (const load of loads) if (least && load.openCount < least.openCount) least = load;
    if (!least) return [];
    least.openCount += 1;
    dealt.push(least.operatorId);
  }
  return dealt;
}

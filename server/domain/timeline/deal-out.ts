/** Somebody who can take tasks now. */
export interface Dealee {
  operatorId: number;
  openCount: number;
  /** Access groups whose cases they see, or all. */
  groupIds: readonly number[] | "all";
}

const sees = ({ groupIds }: Dealee, accessGroupId: number | null) =>
  accessGroupId === null || groupIds === "all" || groupIds.includes(accessGroupId);

/**
 * Deals tasks out so that loads end as even as they can: each task goes to whoever, of those who see
 * its case, has the fewest then; of equals, to the one named first. Answers the person of each task
 * in order; null where nobody present sees the case.
 */
export function dealOut(
  tasks: readonly { accessGroupId: number | null }[],
  people: readonly Dealee[],
): (number | null)[] {
  const loads = people.map((person) => ({ ...person }));
  return tasks.map(({ accessGroupId }) => {
    const able = loads.filter((load) => sees(load, accessGroupId));
    let least = able[0];
    for (const load of able) if (least && load.openCount < least.openCount) least = load;
    if (!least) return null;
    least.openCount += 1;
    return least.operatorId;
  });
}

import type { Fragment, Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { takenKeyOf } from "@/server/kernel/fault";

export interface Carried {
  /** Of `cases c`: those that are taken over. */
  which: Fragment;
  /** Of `cases c`: what chooses the variant. */
  choice: Fragment;
  /** The state that another one becomes for cases of this choice; undefined: there is none. */
  targetOf: (choice: string | null, state: string) => string | undefined;
}

/**
 * What colleagues were asked for and have decided goes along with the cases: its state gets the name
 * that it has in the new version. Refused where there is none, or where two would become one; the
 * database lets it through in the transaction of a migration alone.
 */
export async function carryCollegial(
  { sql }: Tx,
  { which, choice, targetOf }: Carried,
): Promise<void> {
  const asked = await sql<{ choice: string | null; state: string; count: number }[]>`
    select ${choice} as choice, a.state, count(*)::int as count
      from collegial_actions a join cases c on c.id = a.case_id
     where ${which} and a.state is not null and a.withdrawn_at is null
     group by 1, 2 order by 1, 2`;
  const ways = asked.map(({ count, ...each }) => {
    const target = targetOf(each.choice, each.state);
    if (target !== undefined) return { ...each, target };
    const params = { state: each.state, count };
    throw new DomainError("precondition", "processes.collegial_unplaced", params);
  });
  const renamed = ways.filter(({ state, target }) => state !== target);
  if (renamed.length === 0) return;
  const [choices, states, targets] = [
    renamed.map((each) => each.choice) as string[],
    renamed.map(({ state }) => state),
    renamed.map(({ target }) => target),
  ];
  try {
    await sql`
      update collegial_actions a set state = w.target
        from cases c, unnest(${choices}::text[], ${states}::text[], ${targets}::text[])
                        as w(choice, state, target)
       where c.id = a.case_id and ${which} and a.withdrawn_at is null
         and w.state = a.state and w.choice is not distinct from ${choice}`;
  } catch (error) {
    const key = takenKeyOf(error);
    if (key !== "collegial_actions_person" && key !== "collegial_actions_role") throw error;
    throw new DomainError({ kind: "precondition", cause: error }, "processes.collegial_clash");
  }
}

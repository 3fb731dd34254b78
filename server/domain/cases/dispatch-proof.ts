import type { Fragment, Tx } from "@/db/client";
import { type ProcessDefinition, readProcesses, statesFrom } from "../workflow";

/** A way that asks for the proof of dispatch: whence it leads, and the field people call that day. */
export interface ProofWay {
  field: string;
  from: readonly string[];
}

/** § 142a o. s. ř.: ways to court that a case may take only with the notice's dispatch proven. */
export function proofWaysOf(definition: ProcessDefinition): ProofWay[] {
  return definition.transitions.flatMap((transition) => {
    const guard = transition.guards.find(({ name }) => name === "preActionProven");
    const field = guard?.params.field;
    return typeof field === "string" ? [{ field, from: statesFrom(definition, transition) }] : [];
  });
}

/**
 * The day on which a pre-action notice of `cases c` was dispatched, as it can be shown; null: it
 * cannot.
 */
export const preActionPostedOn = (sql: Tx["sql"]): Fragment => sql`
  least((select min(m.posted_on) from dunning_notices n
     join dunning_steps s on s.id = n.step_id and s.is_pre_action
     cross join lateral (
       -- The letter itself, or what stood in for it by another channel.
       select o.posted_on, o.state from messages o where o.id = n.message_id
       union all
       select r.posted_on, r.state from messages r where r.replaces_id = n.message_id
       union all
       select t.posted_on, t.state from messages r join messages t on t.replaces_id = r.id
        where r.replaces_id = n.message_id) m
    where n.case_id = c.id and m.state in ('sent', 'delivered', 'returned')),
    -- Sent by somebody else: the document that was marked as its proof, in its newest version.
    (select min(e.pre_action_posted_on) from case_events e
      where e.case_id = c.id and e.kind = 'document' and e.deleted_at is null
        and not exists (select from case_events v where v.case_id = e.case_id
              and v.replaces_event_id = e.id and v.deleted_at is null)))`;

/**
 * Of `cases c`: the day stands in its field, the next way leads to court, and nothing proves that the
 * notice went out on it. Nobody but a person can say which document does.
 */
export async function lacksDispatchProof(tx: Tx): Promise<{ where: Fragment }> {
  const { sql } = tx;
  const processes = await readProcesses(tx);
  const categories = processes.inForce.categories.map(({ category }) => category);
  const ways = categories.flatMap((category) =>
    [0, ...processes.versionsOf(category)].flatMap((version) =>
      processes
        .definitionsOf(category, version)
        .flatMap((definition) =>
          proofWaysOf(definition).flatMap(({ field, from }) =>
            from.map((state) => ({ category, version, state, field })),
          ),
        ),
    ),
  );
  const where = sql`
    exists (select from json_to_recordset(${JSON.stringify(ways)}::text::json)
                     as w(category text, version integer, state text, field text)
             where w.category = c.category and w.version = c.process_version and w.state = c.state
               and coalesce(c.fields ->> w.field, '') <> '')
    and ${preActionPostedOn(sql)} is null`;
  // A bare fragment is thenable: answered by a promise it would run as a query.
  return { where };
}

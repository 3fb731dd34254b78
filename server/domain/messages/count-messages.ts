import type { MessageState } from "@/db/values/messages";
import { authorize, type Context, reading } from "../context";
import { needsPerson } from "./needs-person";
import { visibleMessage } from "./visible-message";

export interface MessageCounts {
  uncertain: number;
  refused: number;
  unfiled: number;
  /** This install keeps messages and shows them instead of sending them. */
  isCatching: boolean;
}

/** How many messages wait for a person's word, of those that the actor sees. */
export async function countMessages(ctx: Context): Promise<MessageCounts> {
  authorize(ctx, "messages:read");
  const rows = await reading(
    ctx,
    ({ sql }) => sql<{ state: MessageState; count: number }[]>`
      select m.state, count(*)::int as count from messages m left join cases c on c.id = m.case_id
       where ${visibleMessage(sql)} and ${needsPerson(sql)} group by m.state`,
  );
  const of = (state: MessageState) => rows.find((row) => row.state === state)?.count ?? 0;
  return {
    ...{ uncertain: of("uncertain"), refused: of("refused"), unfiled: of("unfiled") },
    isCatching: ctx.outside?.isCatching ?? false,
  };
}

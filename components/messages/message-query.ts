import { CHANNELS, DIRECTIONS, MESSAGE_STATES } from "@/db/values/messages";
import type { RouterInput } from "../api/crm";
import { choicesOf, type ListQuery } from "../table/list-query";

export type MessageListInput = Pick<RouterInput["messages"]["list"], "filter">;

/** Keys of the list's filters in the URL. */
export const messageFilterKeys = ["state", "channel", "direction", "open"];

/** What the server is asked for by what stands in the URL. */
export function messageListInput({
  q,
  filters,
}: Pick<ListQuery, "q" | "filters">): MessageListInput {
  const one = (key: string) => choicesOf(filters[key])[0];
  return {
    filter: {
      text: q || undefined,
      state: MESSAGE_STATES.find((each) => each === one("state")),
      channel: CHANNELS.find((each) => each === one("channel")),
      direction: DIRECTIONS.find((each) => each === one("direction")),
      isOpen: filters.open ? true : undefined,
    },
  };
}

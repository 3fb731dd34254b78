import { REQUEST_KINDS } from "@/db/values/portal";
import { REQUEST_PRIORITIES } from "@/db/values/requests";
import { DESK_VIEWS, type DeskView } from "@/server/domain/requests/inputs";
import type { RouterInput } from "../api/crm";
import { choicesOf, type ListQuery } from "../table/list-query";

export type DeskFilterInput = NonNullable<RouterInput["requests"]["list"]["filter"]>;

/** Keys of the desk's filters in the URL. */
export const deskFilterKeys = ["show", "kind", "priority", "owner"];

export const viewOf = ({ filters }: Pick<ListQuery, "filters">): DeskView =>
  DESK_VIEWS.find((view) => view === filters.show) ?? "all";

const among = <T extends string>(all: readonly T[], text: string | undefined): T[] => {
  const chosen = choicesOf(text);
  return all.filter((each) => chosen.includes(each));
};

const idOf = (text: string | undefined): number | undefined => {
  const id = Number(choicesOf(text)[0]);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
};

/** What the server is asked for by what stands in the URL. */
export function deskFilterOf(query: Pick<ListQuery, "q" | "filters">): DeskFilterInput {
  const kinds = among(REQUEST_KINDS, query.filters.kind);
  const priorities = among(REQUEST_PRIORITIES, query.filters.priority);
  return {
    view: viewOf(query),
    text: query.q || undefined,
    ...(kinds.length > 0 ? { kinds } : {}),
    ...(priorities.length > 0 ? { priorities } : {}),
    ownerId: idOf(query.filters.owner),
  };
}

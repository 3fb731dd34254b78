import { PARTY_KINDS } from "@/db/values/parties";
import type { RouterInput } from "../api/crm";
import type { ListQuery } from "../table/list-query";

export const partyFilterKeys = ["kind", "city", "country", "email", "phone", "dataBox", "group"];

type ListInput = RouterInput["parties"]["list"];

const SORTS: Readonly<Record<string, ListInput["sort"]>> = {
  "-name": "-name",
  createdAt: "oldest",
  "-createdAt": "newest",
};

/** What the server is asked for, read from the list's query in the URL. */
export function partyListInput({ q, sort, filters }: ListQuery): ListInput {
  const groupId = Number(filters.group);
  return {
    sort: SORTS[sort ?? ""] ?? "name",
    filter: {
      text: q || undefined,
      kind: PARTY_KINDS.find((kind) => kind === filters.kind),
      city: filters.city || undefined,
      country: filters.country?.length === 2 ? filters.country.toUpperCase() : undefined,
      hasEmail: presence(filters.email),
      hasPhone: presence(filters.phone),
      hasDataBox: presence(filters.dataBox),
      groupId: Number.isInteger(groupId) && groupId > 0 ? groupId : undefined,
    },
  };
}

function presence(value: string | undefined): boolean | undefined {
  if (value === "yes") return true;
  return value === "no" ? false : undefined;
}

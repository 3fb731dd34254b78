import { CANDIDATE_REASONS, MOVEMENT_REASONS, type MovementReason } from "@/db/values/bank";
import type { RouterInput } from "../api/crm";
import { choicesOf, type ListQuery, rangeOf } from "../table/list-query";

export type MovementListInput = Pick<RouterInput["bank"]["movements"], "filter" | "order">;

export const QUEUES = ["all", "candidates", "unmatched", "parked", "matched", "ignored"] as const;
export type Queue = (typeof QUEUES)[number];

/** Keys of the list's filters in the URL. */
export const movementFilterKeys = ["queue", "reason", "account", "booked", "statement"];

export const queueOf = ({ filters }: Pick<ListQuery, "filters">): Queue =>
  QUEUES.find((queue) => queue === filters.queue) ?? "all";

/** Why movements of a part of the queue stand there. */
export function reasonsOf(queue: "candidates" | "unmatched"): MovementReason[] {
  return queue === "candidates"
    ? [...CANDIDATE_REASONS]
    : MOVEMENT_REASONS.filter((reason) => !CANDIDATE_REASONS.includes(reason));
}

function standingOf(queue: Queue): Pick<NonNullable<MovementListInput["filter"]>, "state"> & {
  reasons?: MovementReason[];
} {
  if (queue === "all") return {};
  if (queue === "candidates" || queue === "unmatched") {
    return { state: "open", reasons: reasonsOf(queue) };
  }
  return { state: queue };
}

const idOf = (text: string | undefined): number | undefined => {
  const id = Number(choicesOf(text)[0]);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
};

/** What the server is asked for by what stands in the URL; the queue is what one comes for. */
export function movementListInput(
  query: Pick<ListQuery, "q" | "sort" | "filters">,
): MovementListInput {
  const standing = standingOf(queueOf(query));
  const [chosen] = choicesOf(query.filters.reason);
  const reason = MOVEMENT_REASONS.find((each) => each === chosen);
  const booked = rangeOf(query.filters.booked);
  return {
    filter: {
      text: query.q || undefined,
      ...standing,
      reasons: reason ? [reason] : standing.reasons,
      accountId: idOf(query.filters.account),
      statementId: idOf(query.filters.statement),
      bookedFrom: booked.from ?? undefined,
      bookedTo: booked.to ?? undefined,
    },
    order: query.sort === "bookedOn" ? "asc" : "desc",
  };
}

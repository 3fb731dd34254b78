import type { Context, SystemActor } from "@/server/domain/context";
import type { FactName, Facts } from "@/server/domain/events";

/** What a subscriber may tell the relay while it works. */
export interface Delivery {
  /** Says "still at it"; long work that falls silent is taken over by another process. */
  beat(): Promise<void>;
  /** 1 for the first try. */
  attempt: number;
}

export type Subscriber<N extends FactName = FactName> = (
  ctx: Context<SystemActor>,
  payload: Facts[N],
  delivery: Delivery,
) => Promise<void>;

/** Who acts on which fact. A fact nobody waits for leaves the outbox unread. */
export type Subscribers = { [N in FactName]?: Subscriber<N> };

import type { Context, SystemActor } from "@/server/domain/context";
import type { FactName, Facts } from "@/server/domain/events";

/** What a subscriber may tell whoever runs it while it works. */
export interface Delivery {
  /** A breath between two pieces of long work: lets others have the process for a moment. */
  beat(): Promise<void>;
  /** 1 for the first try. */
  attempt: number;
}

export type Subscriber<N extends FactName = FactName> = (
  ctx: Context<SystemActor>,
  payload: Facts[N],
  delivery: Delivery,
) => Promise<void>;

/** A subscriber that may act on several facts of a tenant at a time; left out: one after the other. */
export interface WideSubscriber<N extends FactName = FactName> {
  act: Subscriber<N>;
  atOnce: number;
  /** Counted apart for each value of this field, as each is worked off by a pace of its own. */
  by?: keyof Facts[N] & string;
}

export type AnySubscriber<N extends FactName = FactName> = Subscriber<N> | WideSubscriber<N>;

/**
 * Who acts on which fact: one subscriber, or several by name. Each is a function of its own, so one
 * that fails is tried again alone. A fact nobody waits for leaves the outbox unread.
 */
export type Subscribers = {
  [N in FactName]?: AnySubscriber<N> | Readonly<Record<string, AnySubscriber<N>>>;
};

/** One function to be: its id stays the same for good, runs are stored under it. */
export interface Subscription {
  id: string;
  fact: FactName;
  act: Subscriber;
  atOnce: number;
  by?: string;
}

const isWide = (value: object): value is WideSubscriber => "act" in value && "atOnce" in value;

/** The table as a list. */
export function subscriptionsOf(subscribers: Subscribers): Subscription[] {
  return (Object.keys(subscribers) as FactName[]).flatMap((fact) => {
    const value = subscribers[fact] as AnySubscriber | Record<string, AnySubscriber> | undefined;
    if (!value) return [];
    const isOne = typeof value === "function" || isWide(value);
    const named = isOne
      ? { [fact.replaceAll(/[._]/g, "-")]: value as AnySubscriber }
      : (value as Record<string, AnySubscriber>);
    return Object.entries(named).map(([id, each]) =>
      typeof each === "function" ? { id, fact, act: each, atOnce: 1 } : { id, fact, ...each },
    );
  });
}

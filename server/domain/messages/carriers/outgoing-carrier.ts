import type { PostageCode } from "@/server/connectors/post";
import type { Carrier, Handed, Progress } from "@/server/kernel/delivery";
import type { Outgoing } from "../outgoing";

export interface Checked {
  credit: string | null;
  /** When the password stops to work. */
  expiresAt: Date | null;
  /** Of the contract with the post. */
  services?: PostageCode[];
}

/** A way for messages to leave, with what else its carrier can be asked. */
export interface OutgoingCarrier extends Carrier<Outgoing> {
  /** What a person is told when they try the account: credit, or that the sign-in is right. */
  check?(): Promise<Checked>;
  /** Proof of posting of one letter. */
  sheet?(postingNo: string): Promise<NonNullable<Progress["proof"]>>;
}

/** A message in the carrier's own shape, or why it cannot have one. */
export type Shaped<M> = { ok: true; message: M } | { ok: false; handed: Handed };

/** Short, the same at every try, and no other tenant's at an account that several share. */
export const carrierKey = (tenantId: number, messageId: number): string =>
  `saldo-${tenantId}-${messageId}`;

/** The message of a key of ours that came back, if it is this tenant's. */
export function messageOfKey(tenantId: number, text: string | null): number | null {
  const found = /^\s*saldo-(\d+)-(\d{1,15})\s*$/i.exec(text ?? "");
  return found && Number(found[1]) === tenantId ? Number(found[2]) : null;
}

/** A carrier of messages in its own shape as one of ours. */
export function adaptCarrier<M>(
  inner: Carrier<M>,
  { tenantId, shape }: { tenantId: number; shape(message: Outgoing): Shaped<M> },
): OutgoingCarrier {
  const { code, isRepeatable, follow, receive, repliesTo } = inner;
  return {
    code,
    ...(isRepeatable ? { isRepeatable } : {}),
    async hand(message) {
      const shaped = shape(message);
      if (!shaped.ok) return shaped.handed;
      return inner.hand(shaped.message, carrierKey(tenantId, message.id));
    },
    async find(message, _, triedAt) {
      const shaped = shape(message);
      // What has no shape was never handed over.
      if (!shaped.ok) return { outcome: "missing" };
      return inner.find(shaped.message, carrierKey(tenantId, message.id), triedAt);
    },
    ...(follow ? { follow: (ids) => follow.call(inner, ids) } : {}),
    ...(receive ? { receive: (since) => receive.call(inner, since) } : {}),
    ...(repliesTo ? { repliesTo: (ids) => repliesTo.call(inner, ids) } : {}),
  };
}

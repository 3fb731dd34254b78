import type { Carrier, Found, Handed } from "@/server/kernel/delivery";
import type { Outgoing } from "../outgoing";

/** A carrier that keeps what it takes and can be told how to behave with the next messages. */
export function scriptedCarrier() {
  const taken: string[] = [];
  const script: ("accept" | "accept-silently" | Exclude<Handed, { outcome: "accepted" }>)[] = [];
  let isMute = false;
  const carrier: Carrier<Outgoing> = {
    code: "scripted",
    async hand(_, key): Promise<Handed> {
      const next = script.shift() ?? "accept";
      if (typeof next !== "string") return next;
      taken.push(key);
      if (next === "accept-silently") return { outcome: "uncertain", reason: "timeout" };
      return { outcome: "accepted", providerId: `p-${taken.length}`, parts: 1 };
    },
    async find(_, key): Promise<Found> {
      if (isMute) return { outcome: "unclear", reason: "cannot_say" };
      const at = taken.indexOf(key);
      return at < 0 ? { outcome: "missing" } : { outcome: "accepted", providerId: `p-${at + 1}` };
    },
  };
  const mute = () => {
    isMute = true;
  };
  return { carrier, taken, script, mute };
}

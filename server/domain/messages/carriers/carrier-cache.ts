import { keepLastUsed } from "@/server/kernel/last-used";
import { type Context, clockFrom } from "../../context";
import type { OutgoingCarrier } from "./outgoing-carrier";

interface Kept {
  version: string;
  carrier: Promise<OutgoingCarrier>;
  /** Goes on from the moment of whoever asked last. */
  clock: () => Date;
}

const CARRIERS_MAX = 2_000;
const kept = keepLastUsed<Kept>(CARRIERS_MAX);

/**
 * One carrier for each account of this process: it holds a token or open connections. Another
 * version of the account has another carrier; the old one lets go of its lines by itself.
 */
export function keptCarrier(
  ctx: Context,
  at: { name: string; version: string },
  open: (now: () => Date) => Promise<OutgoingCarrier>,
): Promise<OutgoingCarrier> {
  const key = `${ctx.actor.tenantId} ${at.name}`;
  const known = kept.get(key);
  if (known?.version === at.version) {
    known.clock = clockFrom(ctx.now);
    return known.carrier;
  }
  const entry: Kept = {
    version: at.version,
    clock: clockFrom(ctx.now),
    carrier: open(() => entry.clock()),
  };
  kept.set(key, entry);
  entry.carrier.catch(() => kept.drop(key, entry));
  return entry.carrier;
}

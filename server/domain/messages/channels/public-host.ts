import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { isPrivateAddress } from "@/server/connectors/web";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import type { Context } from "../../context";

/**
 * Whether Resend may be another machine than Resend. Its library asks without judging where an
 * address leads or is led on to, so that only a twin of tests and demos may stand there.
 */
export const takesOtherAddress = ({ outside }: Context): boolean =>
  outside?.isPrivateAllowed ?? false;

type AddressOf = (host: string) => Promise<string>;
/** As node:dns/promises answers; rejects for a name that cannot be found. */
type LookUp = (host: string, options: { all: true }) => Promise<{ address: string }[]>;

/**
 * How a connector finds the machine of a mail server: what was judged is what is connected to, since
 * a name that is looked up twice may lead elsewhere the second time. undefined where any machine will
 * do. It rejects with precondition `channels.host_private` for one of our own network, and as the
 * look-up does.
 */
export function publicAddress(
  { outside }: Context,
  lookUp: LookUp = lookup,
): AddressOf | undefined {
  if (outside?.isPrivateAllowed) return undefined;
  return async (host) => {
    const refused = new DomainError("precondition", "channels.host_private", { host });
    if (/(^|\.)localhost\.?$/i.test(host)) throw refused;
    const found = isIP(host) ? [{ address: host }] : await lookUp(host, { all: true });
    const addresses = found.map(({ address }) => address);
    if (addresses.some(isPrivateAddress)) throw refused;
    // Not every install reaches the newer addresses, and the connector tries but one.
    return addresses.find((address) => isIP(address) === 4) ?? addresses[0] ?? host;
  };
}

/**
 * Refuses a mail server inside our own network: whoever types addresses must not look around there.
 * Throws precondition `channels.host_private`. A name that cannot be found is left to the connector.
 */
export async function assertPublicHost(ctx: Context, host: string): Promise<void> {
  try {
    await publicAddress(ctx)?.(host);
  } catch (cause) {
    if (isDomainError(cause)) throw cause;
  }
}

import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { isPrivateAddress } from "@/server/connectors/web";
import { DomainError } from "@/server/kernel/errors";
import type { Context } from "../../context";

/**
 * Whether Resend may be another machine than Resend. Its library asks without judging where an
 * address leads or is led on to, so that only a twin of tests and demos may stand there.
 */
export const takesOtherAddress = ({ outside }: Context): boolean =>
  outside?.isPrivateAllowed ?? false;

/**
 * Refuses a mail server inside our own network: whoever types addresses must not look around there.
 * Throws precondition `channels.host_private`. A name that cannot be found is left to the connector.
 */
export async function assertPublicHost(ctx: Context, host: string): Promise<void> {
  if (ctx.outside?.isPrivateAllowed) return;
  const addresses = isIP(host)
    ? [host]
    : await lookup(host, { all: true }).then(
        (found) => found.map(({ address }) => address),
        () => [],
      );
  const isInner = /(^|\.)localhost\.?$/i.test(host) || addresses.some(isPrivateAddress);
  if (isInner) throw new DomainError("precondition", "channels.host_private", { host });
}

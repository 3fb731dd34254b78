import { DomainError } from "@/server/kernel/errors";
import type { TokenSource } from "./open-tokens";

/**
 * Enters by a token; one that is refused is renewed once, since it may have been taken back before
 * its end. Throws external `channels.oauth_not_admitted` where a fresh one is refused as well, and
 * what `enter` throws of anything else.
 */
export async function enterByToken<T>(
  token: TokenSource,
  enter: (value: string) => Promise<T>,
  isRefusal: (error: unknown) => boolean,
): Promise<T> {
  const first = await token.get();
  try {
    return await enter(first);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    token.drop(first);
  }
  const fresh = await token.get();
  try {
    return await enter(fresh);
  } catch (cause) {
    if (!isRefusal(cause)) throw cause;
    token.drop(fresh);
    const origin = { kind: "external", retryable: false, cause } as const;
    throw new DomainError(origin, "channels.oauth_not_admitted");
  }
}

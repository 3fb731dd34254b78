import type { RegisterAccess } from "@/server/connectors/registers";
import type { Context } from "../context";
import type { RegisterService } from "./services";

/** Long enough for a register on a slow day, short enough for a person who waits. */
const TIMEOUT_MS = 20_000;

/** As connectors are asked with a tenant's service. The install's own sandbox may stand inside. */
export function accessOf({ outside }: Context, { url }: RegisterService): RegisterAccess {
  const sandbox = outside?.registersUrl;
  const isSandbox = sandbox !== undefined && url.startsWith(sandbox);
  const isPrivateAllowed = isSandbox || (outside?.isPrivateAllowed ?? false);
  return { url, timeoutMs: TIMEOUT_MS, isPrivateAllowed };
}

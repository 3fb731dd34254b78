import type { RegisterAccess } from "@/server/connectors/registers";
import type { Context } from "../context";
import type { RegisterService } from "./services";

/** Long enough for a register on a slow day, short enough for a person who waits. */
const TIMEOUT_MS = 20_000;

/** As connectors are asked with a tenant's service; a mirror may stand inside where tests do. */
export const accessOf = ({ outside }: Context, { url }: RegisterService): RegisterAccess => ({
  ...{ url, timeoutMs: TIMEOUT_MS, isPrivateAllowed: outside?.isPrivateAllowed ?? false },
});

import { createTRPCClient, httpLink } from "@trpc/client";
import type { CrmRouter } from "@/server/api/crm/root";
import { wire } from "@/server/kernel/wire";

/** A network that is there by name only is none: what is held is shown as of when it was read. */
const ANSWER_MAX_MS = 15_000;

/** The operators' procedures without a cache: what a telephone keeps stands in its own store. */
export const pocketClient = createTRPCClient<CrmRouter>({
  links: [
    httpLink({
      ...{ url: "/api/trpc/crm", transformer: wire, methodOverride: "POST" },
      fetch: (input, init) =>
        fetch(input, { ...init, signal: AbortSignal.timeout(ANSWER_MAX_MS) } as RequestInit),
    }),
  ],
});

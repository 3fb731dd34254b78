import { createTRPCClient, httpLink } from "@trpc/client";
import type { CrmRouter } from "@/server/api/crm/root";
import { wire } from "@/server/kernel/wire";

/** The operators' procedures without a cache: what a telephone keeps stands in its own store. */
export const pocketClient = createTRPCClient<CrmRouter>({
  links: [httpLink({ url: "/api/trpc/crm", transformer: wire, methodOverride: "POST" })],
});

import { createTRPCClient, httpLink } from "@trpc/client";
import type { inferRouterOutputs } from "@trpc/server";
import type { PortalRouter } from "@/server/api/portal/root";
import { wire } from "@/server/kernel/wire";
import { isFramed } from "../portal/framed";

export type PortalOutput = inferRouterOutputs<PortalRouter>;

/** Calls of a client's browser, without a cache: a phone loads little and shows what is true now. */
export const portalClient = (slug: string) =>
  createTRPCClient<PortalRouter>({
    links: [
      httpLink({
        url: `/api/trpc/portal/${slug}`,
        transformer: wire,
        methodOverride: "POST",
        // A frame of another site has a session of its own.
        headers: () => (isFramed() ? { "x-saldo-frame": "1" } : {}),
      }),
    ],
  });

"use client";

import { MutationCache, QueryCache } from "@tanstack/react-query";
import { httpBatchLink, httpLink, splitLink, TRPCClientError } from "@trpc/client";
import { createTRPCNext } from "@trpc/next";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { ComponentType, ReactNode } from "react";
import type { CrmRouter } from "@/server/api/crm/root";
import { wire } from "@/server/kernel/wire";

/** What procedures take and answer, e.g. `RouterOutput["claims"]["list"]["items"][number]`. */
export type RouterInput = inferRouterInputs<CrmRouter>;
export type RouterOutput = inferRouterOutputs<CrmRouter>;

const STALE_AFTER_MS = 5_000;
const RETRIES_MAX = 2;
const BATCH_MAX = 20;

const ROAD = {
  url: "/api/trpc/crm",
  transformer: wire,
  // What people search for is often a birth number: it travels in the body, not in addresses that
  // proxies keep.
  methodOverride: "POST",
} as const;

function httpStatusOf(error: unknown): number | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = error.data;
  const status = data && typeof data === "object" && "httpStatus" in data ? data.httpStatus : null;
  return typeof status === "number" ? status : null;
}

/** A session that ended elsewhere sends the person to sign in, and back to the same page. */
function leaveWhenSignedOut(error: unknown): void {
  if (httpStatusOf(error) !== 401) return;
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?from=${encodeURIComponent(pathname + search)}`);
}

/** Typed hooks of the CRM's procedures, e.g. `trpc.cases.list.useInfiniteQuery`. */
export const trpc = createTRPCNext<CrmRouter>({
  transformer: wire,
  ssr: false,
  config: () => ({
    links: [
      splitLink({
        // A batch is answered when its slowest part is.
        condition: ({ context }) => context.isAlone === true,
        true: httpLink(ROAD),
        false: httpBatchLink({ ...ROAD, maxItems: BATCH_MAX }),
      }),
    ],
    queryClientConfig: {
      queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
      mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
      defaultOptions: {
        queries: {
          staleTime: STALE_AFTER_MS,
          // A refusal stays a refusal; only a server or a line that failed is asked again.
          retry: (count, error) => count < RETRIES_MAX && (httpStatusOf(error) ?? 500) >= 500,
        },
      },
    },
  }),
});

const WithClient = trpc.withTRPC(
  ({ children }: { children?: ReactNode }) => children,
) as ComponentType<{ children: ReactNode }>;

/** Hands the procedures' client to everything inside; stands once in the operators' layout. */
export function CrmApiProvider({ children }: { children: ReactNode }) {
  return <WithClient>{children}</WithClient>;
}

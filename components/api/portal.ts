import type { Operation, TRPCClient, TRPCClientRuntime } from "@trpc/client";
import { httpLink } from "@trpc/client/links/httpLink";
import type { inferRouterOutputs } from "@trpc/server";
import { observableToPromise } from "@trpc/server/observable";
import type { PortalRouter } from "@/server/api/portal/root";
import { wire } from "@/server/kernel/wire";
import { isFramed } from "../portal/framed";

export type PortalOutput = inferRouterOutputs<PortalRouter>;

const RUNTIME: TRPCClientRuntime = {};

const linkTo = (slug: string) =>
  httpLink<PortalRouter>({
    url: `/api/trpc/portal/${slug}`,
    transformer: wire,
    methodOverride: "POST",
    // A frame of another site has a session of its own.
    headers: () => (isFramed() ? { "x-saldo-frame": "1" } : {}),
  })(RUNTIME);

/**
 * Calls of a client's browser, without a cache: a phone loads little and shows what is true now. The
 * library's own maker of clients brings sockets and streams along, a third of a first page's own
 * scripts; all procedures here stand in one row and are asked one at a time.
 */
export function portalClient(slug: string): TRPCClient<PortalRouter> {
  const link = linkTo(slug);
  const ask = (type: "query" | "mutation", path: string) => async (input: unknown) => {
    const op: Operation = { id: 1, type, path, input, context: {}, signal: null };
    const answer = await observableToPromise(link({ op, next: notReached }));
    return "data" in answer.result ? answer.result.data : undefined;
  };
  const procedures = new Proxy(
    {},
    {
      get: (_, path) => ({
        query: ask("query", String(path)),
        mutate: ask("mutation", String(path)),
      }),
    },
  );
  return procedures as TRPCClient<PortalRouter>;
}

function notReached(): never {
  throw new Error("a call ends at its only link");
}

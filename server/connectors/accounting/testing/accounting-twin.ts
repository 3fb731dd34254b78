import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface AccountingTwin {
  url: string;
  /** Items in the order in which they were put out, as they travel. */
  items: Record<string, unknown>[];
  asked: string[];
  /** The next answer is this instead. */
  say(answer: (reply: ServerResponse) => void): void;
  close(): Promise<void>;
}

/** An accounting system's feed over real HTTP; its cursor is how many items were given. */
export async function openAccountingTwin(
  options: { token?: string; port?: number } = {},
): Promise<AccountingTwin> {
  const { token, port = 0 } = options;
  const items: Record<string, unknown>[] = [];
  const asked: string[] = [];
  const sayings: ((reply: ServerResponse) => void)[] = [];
  const server = createServer((request, reply) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://twin");
    asked.push(`${pathname}?${searchParams}`);
    const saying = sayings.shift();
    if (saying) return saying(reply);
    if (token && request.headers.authorization !== `Bearer ${token}`) {
      return void reply.writeHead(401).end();
    }
    if (pathname !== "/ucto/payments") return void reply.writeHead(404).end();
    const from = Number(searchParams.get("after") ?? 0);
    const page = items.slice(from, from + Number(searchParams.get("limit")));
    const nextCursor = String(from + page.length);
    reply.writeHead(200, { "content-type": "application/json" });
    reply.end(JSON.stringify({ items: page, nextCursor }));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}/ucto/`,
    ...{ items, asked },
    say: (answer) => void sayings.push(answer),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerPush } from "@/server/api/push/door";

/** One of the two servers of the bench: the door as it ships, or a bare one with a map in memory. */
const [kind = ""] = process.argv.slice(2);
const open = new Map<string, ServerResponse>();

const floor = createServer((request, reply) => {
  const id = (request.url ?? "").split("/").at(-1) ?? "";
  if (request.method === "POST") {
    open.get(id)?.write(`event: look\ndata: {"requests":["${id}/2026"]}\n\n`);
    reply.writeHead(204).end();
    return;
  }
  reply.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  reply.write("event: hello\ndata: {}\n\n");
  open.set(id, reply);
  reply.once("close", () => open.delete(id));
});
const ours = createServer((request, reply) => {
  answerPush(request, reply).catch((cause: unknown) => {
    console.error(cause);
    reply.destroy();
  });
});

const server = kind === "floor" ? floor : ours;
server.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on("message", () => {
  // Twice: what the first leaves half freed, the second frees.
  for (let time = 0; time < 2; time += 1) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ bytes: heapUsed + external, resident: process.memoryUsage().rss });
});

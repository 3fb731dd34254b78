import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

// A customer's program of the bench, in a process of its own: it answers at once, counts, and notes
// whether a case ever heard an earlier fact after a later one.

let count = 0;
let disorder = 0;
const last = new Map<number, number>();
const ids = new Set<string>();

const server = createServer((request, reply) => {
  let body = "";
  request.on("data", (piece: Buffer) => {
    body += piece.toString("utf8");
  });
  request.on("end", () => {
    reply.writeHead(200, { "content-type": "application/json" });
    reply.end('{"ok":true}');
    count += 1;
    ids.add(String(request.headers["webhook-id"]));
    const { data } = JSON.parse(body) as { data: { partyId: number; screeningId: number } };
    if ((last.get(data.partyId) ?? -1) > data.screeningId) disorder += 1;
    last.set(data.partyId, data.screeningId);
  });
});
server.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on("message", () => {
  process.send?.({ count, distinct: ids.size, disorder });
  count = 0;
  disorder = 0;
  last.clear();
  ids.clear();
});

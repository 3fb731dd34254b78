import { SMTPServer } from "smtp-server";

/** An SMTP server in a process of its own that takes everything and counts it: what both sides are measured against. */
let count = 0;
const ids = new Set<string>();
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  onData(stream, _session, callback) {
    let head = "";
    stream.on("data", (piece: Buffer) => {
      if (head.length < 4_096) head += piece.toString("latin1");
    });
    stream.on("end", () => {
      count += 1;
      const id = /^Message-ID: (.*)$/im.exec(head)?.[1];
      if (id) ids.add(id.trim());
      callback();
    });
  },
});
server.on("error", () => undefined);
const listening = server.listen(0, "127.0.0.1", () => {
  const address = listening.address();
  process.send?.({ port: typeof address === "object" && address ? address.port : 0 });
});
process.on("message", (message) => {
  if (message === "count") process.send?.({ count, distinct: ids.size });
  if (message === "reset") {
    count = 0;
    ids.clear();
    process.send?.({ count, distinct: 0 });
  }
});

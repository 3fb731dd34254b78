import { type ClientRequest, request } from "node:http";

export interface Told {
  event: string;
  data: unknown;
}

export interface Reader {
  status: number;
  /** Everything told so far, the beats left out. */
  told: Told[];
  /** Waits for an event of this name beyond those that were taken before. */
  next(event: string): Promise<Told>;
  isOver(): boolean;
  close(): void;
}

/** Reads a stream of ours as a browser does. */
export function openReader(url: string, cookie: string | null): Promise<Reader> {
  return new Promise((resolve, reject) => {
    const headers = cookie === null ? {} : { cookie };
    const asked: ClientRequest = request(url, { headers, agent: false }, (reply) => {
      const at = { isOver: false, rest: "", taken: 0 };
      const told: Told[] = [];
      let wake: () => void = () => undefined;
      reply.setEncoding("utf8");
      reply.on("data", (text: string) => {
        const parts = (at.rest + text).split("\n\n");
        at.rest = parts.pop() ?? "";
        for (const part of parts) if (part.startsWith("event: ")) told.push(readEvent(part));
        wake();
      });
      for (const end of ["end", "close", "error"]) {
        reply.on(end, () => {
          at.isOver = true;
          wake();
        });
      }
      const next = async (event: string): Promise<Told> => {
        for (;;) {
          while (at.taken < told.length) {
            const found = told[at.taken++];
            if (found?.event === event) return found;
          }
          if (at.isOver) throw new Error(`the stream ended before ${event}`);
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      };
      const { statusCode: status = 0 } = reply;
      resolve({ status, told, next, isOver: () => at.isOver, close: () => asked.destroy() });
    });
    asked.on("error", reject);
    asked.end();
  });
}

function readEvent(part: string): Told {
  const [event = "", data = ""] = part.split("\n");
  return { event: event.slice("event: ".length), data: JSON.parse(data.slice("data: ".length)) };
}

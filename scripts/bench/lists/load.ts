import { Agent, request } from "node:http";

/** Latencies of one scenario, milliseconds. */
export interface Figures {
  requests: number;
  p50: number;
  p95: number;
  perSecond: number;
}

/** Left idle, a connection ends here before the server's own end could meet the next request. */
const agent = new Agent({ keepAlive: true, maxSockets: 64, timeout: 4_000 });

export interface Reply {
  status: number;
  body: string;
  cookies: string[];
}

/** One request on a kept connection. */
export function send(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { method = "GET", headers, body } = options;
    const call = request(url, { agent, method, headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(pieces).toString("utf8"),
          cookies: response.headers["set-cookie"] ?? [],
        }),
      );
      response.on("error", reject);
    });
    call.on("error", reject);
    call.end(body);
  });
}

const quantile = (sorted: readonly number[], q: number) =>
  Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0).toFixed(2));

/** Runs `work` by so many users at once, each one after its own last answer. */
export async function measure(
  work: (serial: number) => Promise<unknown>,
  { users = 8, rounds = 60, warmUp = 5 }: { users?: number; rounds?: number; warmUp?: number } = {},
): Promise<Figures> {
  let serial = 0;
  const latencies: number[] = [];
  const user = async (count: number, isCounted: boolean) => {
    for (let i = 0; i < count; i += 1) {
      const startedAt = performance.now();
      await work(serial++);
      if (isCounted) latencies.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: users }, () => user(warmUp, false)));
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: users }, () => user(rounds, true)));
  const seconds = (performance.now() - startedAt) / 1000;
  latencies.sort((a, b) => a - b);
  return {
    requests: latencies.length,
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
    perSecond: Number((latencies.length / seconds).toFixed(1)),
  };
}

import type { ChildProcess } from "node:child_process";
import { createWriteStream } from "node:fs";
import { createServer } from "node:net";
import { tailOf } from "../embedded-postgres/server";
import { noteServer, serverProgram } from "./build";
import { atEnd, checkInterrupted, startChild, stopChild } from "./lifecycle";
import { type Environment, nextProgram, root } from "./paths";
import { logFile, StageError } from "./progress";

export type WebServer = { url: string; child: ChildProcess; ended: Promise<number> };

export type WebServerOptions = {
  mode: "production" | "development";
  port: number;
  env: Environment;
  /** Name of the log file. */
  log: string;
};

const READY_LIMIT_MS = 90_000;

/** Is the port free on the loopback addresses? 0 asks for any. Answers the number, or null. */
export async function claimPort(port: number): Promise<number | null> {
  return await new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(null));
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      const found = typeof address === "object" && address ? address.port : null;
      probe.close(() => resolve(found));
    });
  });
}

async function answers(url: string): Promise<number> {
  try {
    const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(20_000) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

/**
 * Starts Next on the loopback address and waits until /api/health answers 200. Its output goes to a
 * log file (in development also to the terminal). Throws StageError with the log's tail.
 */
export async function startServer(options: WebServerOptions): Promise<WebServer> {
  const log = logFile(options.log);
  const isProduction = options.mode === "production";
  const host = process.env.SALDO_HOST || "127.0.0.1";
  const args = isProduction
    ? ["--enable-source-maps", serverProgram()]
    : [nextProgram, "dev", "-H", host, "-p", String(options.port)];
  const child = startChild(process.execPath, args, {
    cwd: root,
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: "1",
      ...options.env,
      NODE_ENV: options.mode,
      HOSTNAME: host,
      PORT: String(options.port),
    },
    stdio: "pipe",
  });
  const output = createWriteStream(log);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.pipe(output, { end: false });
    if (!isProduction) stream?.pipe(process.stdout, { end: false });
  }
  const ended = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  atEnd(() => stopChild(child));
  if (isProduction && child.pid) noteServer(child.pid);
  const local = `http://127.0.0.1:${options.port}`;
  const end = performance.now() + READY_LIMIT_MS;
  let status = 0;
  while (status !== 200) {
    checkInterrupted();
    if (hasEnded || performance.now() > end) {
      const state = hasEnded ? "ended" : `answers ${status || "nothing"} at /api/health`;
      throw new StageError(`The server ${state}; its log: ${log}`, tailOf(log, 30));
    }
    await new Promise((resolve) => setTimeout(resolve, 60));
    status = await answers(local);
  }
  return { url: `http://localhost:${options.port}`, child, ended };
}

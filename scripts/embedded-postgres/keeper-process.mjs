/*
 * Ends what its parent started, when the parent can no longer do so itself: killed with -9, or
 * crashed. The parent holds the other end of our standard input; when that closes, it is gone.
 *
 * Input, a JSON object a line: { kill: { pid, startedAs, group } } adds a process (a whole process
 * group when `group`), { remove: path } adds a folder, { done: true } says that all is cleaned.
 */
import { readFileSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";

/** @type {{ pid: number, startedAs: string, group: boolean }[]} */
const processes = [];
/** @type {string[]} */
const folders = [];

// A terminal's Ctrl-C and a closing window are for the parent; we outlive it by a moment.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

/** State letter and start time by /proc, where there is one. @param {number} pid */
function look(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0], startedAs: fields[19] };
  } catch {
    return null;
  }
}

/** @param {{ pid: number, startedAs: string }} wanted */
function isRunning({ pid, startedAs }) {
  if (process.platform === "linux") {
    const found = look(pid);
    return found !== null && found.state !== "Z" && found.startedAs === startedAs;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** @param {(typeof processes)[number]} wanted */
async function end(wanted) {
  // SIGINT is PostgreSQL's fast shutdown, and what a terminal would send to a server.
  for (const [signal, limitMs] of /** @type {const} */ ([
    ["SIGINT", 8000],
    ["SIGKILL", 2000],
  ])) {
    if (!isRunning(wanted)) return;
    try {
      process.kill(wanted.group ? -wanted.pid : wanted.pid, signal);
    } catch {
      return;
    }
    const limit = Date.now() + limitMs;
    while (isRunning(wanted) && Date.now() < limit) {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  if (order.done) process.exit(0);
  if (order.kill) processes.push(order.kill);
  if (order.remove) folders.push(order.remove);
}
for (const wanted of processes.reverse()) await end(wanted);
for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

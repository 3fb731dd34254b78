import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withLock } from "./lock";
import { identify } from "./processes";

let folder = "";
let path = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "saldo-lock-"));
  path = join(folder, "it.lock");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the lock", () => {
  it("lets one in at a time, and leaves nothing behind", async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };
    await Promise.all([1, 2, 3, 4, 5].map(() => withLock(path, work)));
    expect(most).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is freed when the work fails", async () => {
    await expect(withLock(path, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await withLock(path, async () => "in")).toBe("in");
  });

  it("is taken over from a process that is gone, by one of several waiters at a time", async () => {
    const dead = { pid: 4_000_001, startedAs: "1", token: "dead" };
    writeFileSync(path, JSON.stringify(dead));
    const order: string[] = [];
    const enter = (name: string) =>
      withLock(path, async () => {
        order.push(`${name} in`);
        await new Promise((resolve) => setImmediate(resolve));
        order.push(`${name} out`);
      });
    await Promise.all([enter("a"), enter("b")]);
    const [first = ""] = order;
    const other = first.startsWith("a") ? "b" : "a";
    expect(order).toEqual([first, first.replace("in", "out"), `${other} in`, `${other} out`]);
  });

  it("is taken over when the holder's number was given to another process", async () => {
    const me = identify(process.pid);
    writeFileSync(path, JSON.stringify({ ...me, startedAs: "another time", token: "old" }));
    expect(await withLock(path, async () => "in")).toBe("in");
  });
});

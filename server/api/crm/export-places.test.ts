import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PLACES_MAX, PLACES_OF_TENANT_MAX, takePlace, watchReader } from "./export-places";

const BUSY = "lists.export_busy";

describe("places of exports", () => {
  it("are few for each company and altogether, and are given back once", () => {
    const leave = Array.from({ length: PLACES_OF_TENANT_MAX }, () => takePlace(1));
    expect(() => takePlace(1)).toThrow(BUSY);
    for (let tenantId = 2; leave.length < PLACES_MAX; tenantId += 1) {
      leave.push(takePlace(tenantId), takePlace(tenantId));
    }
    expect(() => takePlace(99)).toThrow(BUSY);
    leave.pop()?.();
    leave.push(takePlace(99));
    expect(() => takePlace(98)).toThrow(BUSY);
    for (const each of leave) each();
    const [first, second] = [takePlace(1), takePlace(1)];
    first();
    first();
    const third = takePlace(1);
    expect(() => takePlace(1)).toThrow(BUSY);
    second();
    third();
  });
});

describe("the watch over a reader", () => {
  const STALL_MS = 6_000;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function watched(): { stream: PassThrough; unwatch: () => void } {
    const stream = new PassThrough({ highWaterMark: 4 });
    stream.on("error", () => undefined);
    stream.pause();
    return { stream, unwatch: watchReader(stream, STALL_MS) };
  }
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  it("breaks off what nobody takes, after that time and not before", async () => {
    const { stream } = watched();
    stream.write("more than fits");
    await pass(STALL_MS - 1);
    expect(stream.destroyed).toBe(false);
    await pass(1);
    expect(stream.destroyed).toBe(true);
  });

  it("breaks off the end that nobody takes, too", async () => {
    const { stream } = watched();
    stream.write("1234");
    stream.end("5678");
    expect(stream.writableNeedDrain).toBe(false);
    await pass(STALL_MS);
    expect(stream.destroyed).toBe(true);
  });

  it("leaves a slow reader alone, who takes a little now and then", async () => {
    const { stream } = watched();
    for (let n = 0; n < 5; n += 1) {
      stream.write("1234");
      stream.write("5678");
      await pass(STALL_MS * 0.8);
      expect(stream.writableNeedDrain).toBe(true);
      stream.once("data", () => stream.pause());
      stream.resume();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(stream.destroyed).toBe(false);
    await pass(STALL_MS * 1.2);
    expect(stream.destroyed).toBe(true);
  });

  it("leaves a slow query alone: then the reader waits, not the writer", async () => {
    const { stream } = watched();
    stream.write("1");
    await pass(STALL_MS * 10);
    expect(stream.destroyed).toBe(false);
  });

  it("looks no more once the file is written", async () => {
    const { stream, unwatch } = watched();
    stream.write("more than fits");
    unwatch();
    await pass(STALL_MS * 10);
    expect(stream.destroyed).toBe(false);
  });
});

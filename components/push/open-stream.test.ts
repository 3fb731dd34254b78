import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Look, openStream } from "./open-stream";

class Source extends EventTarget {
  static readonly CLOSED = 2;
  static all: Source[] = [];
  readyState = 1;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    super();
    Source.all.push(this);
  }
  close() {
    this.readyState = Source.CLOSED;
  }
  say(event: string, data: object = {}) {
    this.dispatchEvent(Object.assign(new Event(event), { data: JSON.stringify(data) }));
  }
  fail(readyState: number) {
    this.readyState = readyState;
    this.onerror?.();
  }
}

const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
const see = (visibilityState: string) => {
  Object.assign(page, { visibilityState });
  page.dispatchEvent(new Event("visibilitychange"));
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Source);
  vi.stubGlobal("document", page);
  Source.all = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function listen() {
  const looks: (Look | null)[] = [];
  const lives: boolean[] = [];
  const stop = openStream("/api/push/crm", {
    look: (what) => looks.push(what),
    live: (isLive) => lives.push(isLive),
  });
  const last = () => {
    const source = Source.all.at(-1);
    if (!source) throw new Error("nothing was opened");
    return source;
  };
  return { looks, lives, stop, last };
}

describe("a page's stream", () => {
  it("looks at everything once it stands, then at what it is told", () => {
    const at = listen();
    at.last().say("hello");
    at.last().say("look", { cases: [7] });
    at.last().say("beat");
    expect(at.looks).toEqual([null, { cases: [7] }]);
    expect(at.lives.at(-1)).toBe(true);
    at.stop();
    expect(at.lives.at(-1)).toBe(false);
  });

  it("is shut while nobody sees the page, and looks when it is seen again", () => {
    const at = listen();
    at.last().say("hello");
    see("hidden");
    expect(at.last().readyState).toBe(Source.CLOSED);
    see("visible");
    expect(Source.all).toHaveLength(2);
    at.last().say("hello");
    expect(at.looks).toEqual([null, null]);
    at.stop();
  });

  it("that was refused, or is silent for too long, lets the page ask, and is tried again", () => {
    const at = listen();
    at.last().fail(Source.CLOSED);
    expect(at.lives.at(-1)).toBe(false);
    vi.advanceTimersByTime(30_000);
    expect(Source.all).toHaveLength(2);
    at.last().say("hello");
    vi.advanceTimersByTime(50_000);
    expect(Source.all).toHaveLength(3);
    expect(at.lives.at(-1)).toBe(false);
    at.stop();
    vi.advanceTimersByTime(200_000);
    expect(Source.all).toHaveLength(3);
  });

  it("looks when the session is over: that tells the page", () => {
    const at = listen();
    at.last().say("hello");
    at.last().say("over");
    expect(at.looks).toEqual([null, null]);
    expect(at.lives.at(-1)).toBe(false);
    expect(at.last().readyState).toBe(Source.CLOSED);
    at.stop();
  });
});

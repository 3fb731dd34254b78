import { describe, expect, it } from "vitest";
import { type Outlet, Stream } from "./stream";

function outlet(backlog = 0) {
  const told: string[] = [];
  const made = {
    told,
    writableLength: backlog,
    destroyed: false,
    write: (text: string) => told.push(text) > 0,
    end: (text?: string) => void told.push(text ?? ""),
    destroy() {
      made.destroyed = true;
    },
  };
  return made satisfies Outlet;
}

describe("a stream", () => {
  it("tells an event in the form that browsers read", () => {
    const at = outlet();
    new Stream(at).send("look", { requests: ["1/2026"] });
    expect(at.told).toEqual(['event: look\ndata: {"requests":["1/2026"]}\n\n']);
  });

  it("that is not read any more is cut, and told nothing more", () => {
    const at = outlet(20_000);
    const stream = new Stream(at);
    stream.send("look", { requests: ["1/2026"] });
    stream.send("beat");
    stream.end("again");
    expect(at.told).toEqual([]);
    expect(stream.isOver).toBe(true);
  });
});

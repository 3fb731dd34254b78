import { describe, expect, it } from "vitest";
import type { RegisterAnswer } from "@/server/kernel/register-answer";
import type { WebOutcome, WebReason } from "../web";
import {
  callRegister,
  type RegisterAccess,
  type RegisterReply,
  troubleOfBody,
  troubleOfStatus,
  unavailable,
} from ".";
import { connectedTwice } from "./call-register";
import { registerContract } from "./testing/register-contract";
import { openRegisterTwin } from "./testing/register-twin";

function read({ status, body }: RegisterReply): RegisterAnswer<string> {
  if (status !== 200) return troubleOfStatus(status);
  try {
    const said: unknown = JSON.parse(body.toString());
    if (!Array.isArray(said)) return unavailable("garbage");
    const asOf = null;
    if (said.length === 0) return { outcome: "clear", asOf };
    return { outcome: "found", records: said, quality: "identifier", asOf, isCut: false };
  } catch {
    return troubleOfBody(body);
  }
}

const ask = (access: RegisterAccess, path: string) =>
  callRegister(access, { method: "GET", path, headers: {}, bytesMax: 100_000 }, read);

// The smallest register there can be: that the contract can be kept, and what it takes.
registerContract("A register of names", {
  open: () =>
    openRegisterTwin({
      path: "/names",
      answer: ({ path }) => ({
        ...{ status: 200, mediaType: "application/json" },
        body: path === "/names/jana" ? '["Jana"]' : "[]",
      }),
    }),
  askKnown: (access) => ask(access, "jana"),
  askUnknown: (access) => ask(access, "petr"),
  secrets: ["jana", "petr"],
});

describe("a question is asked a second time", () => {
  const unsent = (reason: WebReason): WebOutcome => ({ kind: "unsent", reason });
  const answer: WebOutcome = { kind: "answer", status: 200, headers: {}, body: Buffer.from("") };

  it.each<[string, WebOutcome[], number]>([
    ["where no connection came to be", [unsent("web_unreachable"), answer], 2],
    ["but not a third time", [unsent("web_unreachable"), unsent("web_unreachable"), answer], 2],
    ["not where it may have arrived", [{ kind: "unknown", reason: "web_unreachable" }, answer], 1],
    ["not where it was waited for", [unsent("web_timeout"), answer], 1],
    ["not where nobody may be called", [unsent("web_private"), answer], 1],
    ["not where it was answered", [answer], 1],
  ])("%s", async (_, outcomes, calls) => {
    const left = [...outcomes];
    const last = await connectedTwice(async () => left.shift() ?? answer);
    expect(outcomes.length - left.length).toBe(calls);
    expect(last).toBe(outcomes[calls - 1]);
  });
});

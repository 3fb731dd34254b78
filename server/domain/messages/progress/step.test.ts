import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MessageState } from "@/db/values/messages";
import { PROGRESS_STATES, type ProgressState } from "@/server/kernel/delivery";
import { followAfterSeconds, stepOf } from "./step";

const sent = { state: "sent" as MessageState, isRead: false, channel: "sms" };

describe("a report", () => {
  it.each<[string, Parameters<typeof stepOf>, MessageState | null]>([
    ["of what is sent already says nothing", [sent, "sent"], null],
    ["settles an uncertain one", [{ ...sent, state: "uncertain" }, "sent"], "sent"],
    ["delivers", [sent, "delivered"], "delivered"],
    ["returns", [sent, "returned"], "returned"],
    ["does not return an SMS that arrived", [{ ...sent, state: "delivered" }, "undelivered"], null],
    [
      "returns a mail that a server took first",
      [{ ...sent, state: "delivered", channel: "email" }, "undelivered"],
      "returned",
    ],
    ["changes nothing that came back", [{ ...sent, state: "returned" }, "delivered"], null],
    ["changes nothing that was cancelled", [{ ...sent, state: "cancelled" }, "delivered"], null],
  ])("%s", (_, given, state) => {
    expect(stepOf(...given)?.state ?? null).toBe(state);
  });

  it("in any order and number leads to one end, by each step once", () => {
    const reports = fc.array(fc.constantFrom<ProgressState>(...PROGRESS_STATES), { maxLength: 12 });
    fc.assert(
      fc.property(reports, fc.constantFrom("sms", "email", "letter"), (all, channel) => {
        let now = { ...sent, channel };
        const seen = { delivered: 0, read: 0, returned: 0 };
        for (const report of all) {
          const step = stepOf(now, report);
          if (!step) continue;
          seen.delivered += step.isDelivered ? 1 : 0;
          seen.read += step.isRead ? 1 : 0;
          seen.returned += step.isReturned ? 1 : 0;
          now = { ...now, state: step.state, isRead: now.isRead || step.isRead };
        }
        expect(Math.max(...Object.values(seen))).toBeLessThanOrEqual(1);
        expect(["sent", "delivered", "returned"]).toContain(now.state);
        expect(now.state === "returned").toBe(seen.returned === 1);
      }),
    );
  });
});

describe("following", () => {
  it("asks ever more rarely and ends after thirty days", () => {
    let age = 0;
    let questions = 0;
    let last = 0;
    for (let wait = followAfterSeconds(age); wait !== null; wait = followAfterSeconds(age)) {
      expect(wait).toBeGreaterThanOrEqual(last);
      last = wait;
      age += wait;
      questions += 1;
    }
    expect(age).toBeGreaterThan(30 * 86_400);
    expect(questions).toBeLessThan(120);
  });
});

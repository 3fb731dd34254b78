import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type Asked,
  REGISTER_TROUBLES,
  type RegisterTrouble,
} from "@/server/kernel/register-answer";
import type { RegisterAccess } from "../register-access";
import { ELSEWHERE, REGISTER_MOODS, type RegisterMood, type RegisterTwin } from "./register-twin";

/** A connector of a register with its twin, as the contract wants them. */
export interface RegisterSubject {
  /** Opens a twin that knows somebody. */
  open(): Promise<RegisterTwin>;
  /** Asks for the one whom the twin knows, and for one whom it does not. */
  askKnown(access: RegisterAccess): Promise<Asked<unknown>>;
  askUnknown(access: RegisterAccess): Promise<Asked<unknown>>;
  /** What is asked for, letter by letter: it may stand in no reason of trouble. */
  secrets: readonly string[];
  /** Where an answer's troubles are told otherwise than the contract's table has it. */
  otherwise?: Partial<Record<RegisterMood, readonly RegisterTrouble[]>>;
}

/** What each mood may be told as. */
const TOLD: Readonly<Record<RegisterMood, readonly RegisterTrouble[]>> = {
  outage_page: ["outage"],
  http_403: ["refused"],
  http_429: ["busy"],
  http_500: ["outage"],
  http_503: ["outage", "busy"],
  redirect: ["outage"],
  empty: ["garbage"],
  garbage: ["garbage"],
  torn: ["garbage"],
  broken_off: ["unreachable"],
  reset: ["unreachable"],
  hang: ["timeout"],
  drip: ["timeout"],
  huge: ["too_large"],
  bomb: ["garbage"],
};

/** So little is waited only for what never comes. */
const IMPATIENT_MS = 400;
const PATIENT_MS = 20_000;
const isEndless = (mood: RegisterMood) => mood === "hang" || mood === "drip";

/** What is promised of every register: it was found, it is clear, or nothing can be said. */
export function registerContract(name: string, subject: RegisterSubject): void {
  describe(`${name} keeps the contract of registers`, () => {
    let twin: RegisterTwin;
    beforeEach(async () => {
      twin = await subject.open();
    });
    afterEach(() => twin.close());
    const access = (more: Partial<RegisterAccess> = {}): RegisterAccess => ({
      ...{ url: twin.url, timeoutMs: PATIENT_MS, isPrivateAllowed: true, ...more },
    });
    const both = { known: subject.askKnown, unknown: subject.askUnknown } as const;

    it("finds whom the register has, and keeps what was asked and answered", async () => {
      const asked = await subject.askKnown(access());
      expect(asked).toMatchObject({ answer: { outcome: "found" }, status: 200 });
      expect(asked.answer.outcome === "found" && asked.answer.records.length).toBeGreaterThan(0);
      expect(asked.sent?.length).toBeGreaterThan(0);
      expect(asked.mediaType).not.toBe("");
      const received = Buffer.from(asked.received ?? []);
      const answers = twin.asked.flatMap(({ answer }) => (answer === null ? [] : [answer]));
      expect(answers.some((answer) => received.includes(answer))).toBe(true);
    });

    it("is clear where the register says in its own words that it has nobody", async () => {
      const { answer, received } = await subject.askUnknown(access());
      expect(answer.outcome).toBe("clear");
      expect(received?.length).toBeGreaterThan(0);
    });

    describe.each(["known", "unknown"] as const)("asked for one who is %s there", (who) => {
      it.each(REGISTER_MOODS)("says that nothing can be said: %s", async (mood) => {
        twin.meet(mood);
        const timeoutMs = isEndless(mood) ? IMPATIENT_MS : PATIENT_MS;
        const { answer } = await both[who](access({ timeoutMs }));
        expect(answer.outcome).toBe("unavailable");
        if (answer.outcome !== "unavailable") return;
        expect(subject.otherwise?.[mood] ?? TOLD[mood]).toContain(answer.reason);
        expect(answer.detail ?? "").toMatch(/^[\w.:-]{0,60}$/);
        for (const secret of subject.secrets) expect(answer.detail ?? "").not.toContain(secret);
        expect(twin.asked.map(({ path }) => path)).not.toContain(ELSEWHERE);
      });
    });

    it("answers again when the trouble is over", async () => {
      twin.meet("outage_page");
      await subject.askKnown(access());
      twin.meet(null);
      expect((await subject.askKnown(access())).answer.outcome).toBe("found");
    });

    it.each([
      ["plain HTTP", (url: string) => url],
      ["an inner address", (url: string) => url.replace("http:", "https:")],
      [
        "a name of this machine",
        (url: string) => url.replace("http://127.0.0.1", "https://localhost"),
      ],
    ])("calls nobody inside: %s", async (_, turn) => {
      const open = access({ url: turn(twin.url), isPrivateAllowed: false });
      const { answer, sent } = await subject.askKnown(open);
      expect(answer).toMatchObject({ outcome: "unavailable", reason: "unconfigured" });
      expect(sent).toBeNull();
      expect(twin.asked).toEqual([]);
    });

    it("says so where its address is none, or nobody is there", async () => {
      const { answer } = await subject.askKnown(access({ url: "registr" }));
      expect(answer).toMatchObject({ outcome: "unavailable", reason: "unconfigured" });
      const url = twin.url.replace(/:\d+/, `:${await freePort()}`);
      const silent = await subject.askKnown(access({ url }));
      expect(silent.answer).toMatchObject({ outcome: "unavailable", reason: "unreachable" });
      expect(silent.sent).toBeNull();
    });

    it("knows every trouble by a name of the kernel", () => {
      const told = Object.values({ ...TOLD, ...subject.otherwise }).flat();
      expect(told.filter((each) => !REGISTER_TROUBLES.includes(each))).toEqual([]);
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

import { describe, expect, it } from "vitest";
import { type DeskParts, PocketDesk } from "./pocket-desk";
import { leaveStore, memoryStore, OVERVIEW, type Queued, waitingReplies } from "./store";

const AT = new Date("2026-11-29T10:00:00Z");
const overview = (operatorKey: string) => ({ operatorKey, at: AT, requests: [], tasks: [] });
const talk = (caseId: number) => ({ caseId, refNo: `${caseId}/2026`, at: AT, posts: [] });
const reply = (key: string, operatorKey: string): Queued => ({
  ...{ key, operatorKey, caseId: 7, refNo: "7/2026", text: "Dobrý den" },
  ...{ writtenAt: AT, lastPostId: 5, attempts: 0, held: null },
});

/** A desk whose server answers what the test says, and tells what it was asked. */
function scene(answer: () => Promise<unknown>) {
  const store = memoryStore();
  const asked: string[] = [];
  const client = {
    pocket: {
      overview: { query: () => answer() },
      open: {
        mutate: async ({ caseId }: { caseId: number }) => {
          asked.push(`talk ${caseId}`);
          return talk(caseId);
        },
      },
    },
    portal: {
      answer: {
        mutate: async ({ idempotencyKey }: { idempotencyKey: string }) => {
          asked.push(`answer ${idempotencyKey}`);
        },
      },
    },
  } as unknown as DeskParts["client"];
  const parts = { client, openStore: async () => store, leave() {}, errorText: String };
  return { desk: new PocketDesk(parts), store, asked };
}

describe("a telephone's desk", () => {
  it("shows what it holds while the network keeps silent", async () => {
    const { desk, store } = scene(() => new Promise(() => undefined));
    await store.keep(OVERVIEW, overview("1:2"), AT);
    await store.keep("talk:7", talk(7), AT);
    await desk.begin();
    void desk.refresh();
    void desk.open(7);
    await expect.poll(() => desk.snapshot().talk?.value.caseId).toBe(7);
    expect(desk.snapshot().overview?.value.operatorKey).toBe("1:2");
  });

  it("keeps what another operator wrote for them, and neither shows nor sends it", async () => {
    const { desk, store, asked } = scene(async () => overview("1:3"));
    await store.keep(OVERVIEW, overview("1:2"), AT);
    await store.keep("talk:7", talk(7), AT);
    await store.put(reply("theirs", "1:2"));
    await store.put(reply("mine", "1:3"));
    await desk.refresh();
    expect(asked).toEqual(["answer mine"]);
    expect(desk.snapshot().queue).toEqual([]);
    expect(await store.kept("talk:7")).toBeNull();
    expect((await store.queue()).map(({ key }) => key)).toEqual(["theirs"]);
  });

  it("reads the open conversation again only when it is told of it", async () => {
    const { desk, asked } = scene(async () => overview("1:2"));
    await desk.begin();
    await desk.open(7);
    await desk.refresh([8]);
    expect(asked).toEqual(["talk 7"]);
    await desk.refresh([8, 7]);
    await desk.refresh();
    expect(asked).toEqual(["talk 7", "talk 7", "talk 7"]);
  });
});

describe("leaving a shared telephone", () => {
  it("takes one's own replies along and leaves those of others", async () => {
    const { store } = scene(async () => null);
    await store.keep(OVERVIEW, overview("1:2"), AT);
    await store.put(reply("mine", "1:2"));
    await store.put(reply("theirs", "1:3"));
    expect((await waitingReplies(store)).map(({ key }) => key)).toEqual(["mine"]);
    await leaveStore(store);
    expect((await store.queue()).map(({ key }) => key)).toEqual(["theirs"]);
    expect(await store.kept(OVERVIEW)).toBeNull();
  });
});

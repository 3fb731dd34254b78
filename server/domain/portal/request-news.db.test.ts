import { describe, expect, it } from "vitest";
import { inTransaction, type PortalContext, reading } from "../context";
import {
  answerRequest,
  countNews,
  mergeRequests,
  myRequest,
  myRequests,
  openRequest,
  readRequest,
  replyToRequest,
} from "../requests";
import { openDesk } from "../testing";
import { type PortalScene, portalScene } from "./testing/portal-scene";
import { registered } from "./testing/registered";

const desk = await openDesk();
let serial = 0;
const key = () => `request-news-${++serial}`;

const ask = async (scene: PortalScene, client: PortalContext) => {
  const question = { subject: "Kolik zbývá?", kind: "payment" as const, text: "Prosím." };
  const { refNo } = await openRequest(client, { ...question, idempotencyKey: key() });
  const [row] = await reading(
    scene.admin,
    ({ sql }) => sql<{ id: number }[]>`select id from cases where ref_no = ${refNo}`,
  );
  return { refNo, caseId: row?.id ?? 0 };
};
const newsOf = async (client: PortalContext) => {
  const { items } = await myRequests(client);
  const marked = items.filter(({ hasNews }) => hasNews).map(({ refNo }) => refNo);
  expect(await countNews(client)).toEqual({ count: marked.length });
  return marked;
};
const lastOf = async (client: PortalContext, refNo: string) =>
  (await myRequest(client, { refNo })).posts.at(-1)?.id ?? 0;

describe("an answer", () => {
  it("is news to its client until it is opened, and so is each that comes after", async () => {
    const scene = await portalScene(desk);
    const client = await registered(desk, scene, scene.first);
    const { refNo, caseId } = await ask(scene, client);
    expect(await newsOf(client)).toEqual([]);
    await answerRequest(scene.admin, { caseId, text: "900 Kč.", idempotencyKey: key() });
    expect(await newsOf(client)).toEqual([refNo]);
    const shown = await lastOf(client, refNo);
    // It came while the page was being read: only what was shown is read.
    await answerRequest(scene.admin, { caseId, text: "A úrok.", idempotencyKey: key() });
    await readRequest(client, { refNo, postId: shown });
    expect(await newsOf(client)).toEqual([refNo]);
    const last = await lastOf(client, refNo);
    await readRequest(client, { refNo, postId: last });
    // An older page that says so later takes nothing back.
    await readRequest(client, { refNo, postId: shown });
    expect(await newsOf(client)).toEqual([]);
    await replyToRequest(client, { refNo, text: "Díky", idempotencyKey: key() });
    expect(await newsOf(client)).toEqual([]);
    // Nobody reads ahead.
    await readRequest(client, { refNo, postId: last + 1_000_000 });
    await answerRequest(scene.admin, { caseId, text: "Rádo se stalo.", idempotencyKey: key() });
    expect(await newsOf(client)).toEqual([refNo]);
  });

  it("is read by each account for itself, and another's request by nobody", async () => {
    const scene = await portalScene(desk);
    const client = await registered(desk, scene, scene.first);
    const stranger = await registered(desk, scene, scene.second);
    const { refNo, caseId } = await ask(scene, client);
    await answerRequest(scene.admin, { caseId, text: "900 Kč.", idempotencyKey: key() });
    const postId = await lastOf(client, refNo);
    await expect(readRequest(stranger, { refNo, postId })).rejects.toMatchObject({
      code: "requests.not_found",
    });
    const colleague = await secondAccount(scene, client);
    await readRequest(colleague, { refNo, postId });
    expect(await newsOf(colleague)).toEqual([]);
    expect(await newsOf(client)).toEqual([refNo]);
    expect(await newsOf(stranger)).toEqual([]);
  });

  it("of a request that was merged is news in the one that it went into", async () => {
    const scene = await portalScene(desk);
    const client = await registered(desk, scene, scene.first);
    const [one, other] = [await ask(scene, client), await ask(scene, client)];
    await answerRequest(scene.admin, { caseId: other.caseId, text: "Ano.", idempotencyKey: key() });
    await mergeRequests(scene.admin, { caseId: one.caseId, otherId: other.caseId });
    expect(await newsOf(client)).toEqual([one.refNo]);
    const postId = await lastOf(client, one.refNo);
    await readRequest(client, { refNo: other.refNo, postId });
    expect(await newsOf(client)).toEqual([]);
  });

  it("of a request that was merged is news also where more was read of the other", async () => {
    const scene = await portalScene(desk);
    const client = await registered(desk, scene, scene.first);
    const [one, other] = [await ask(scene, client), await ask(scene, client)];
    await answerRequest(scene.admin, { caseId: other.caseId, text: "Ano.", idempotencyKey: key() });
    await answerRequest(scene.admin, { caseId: one.caseId, text: "Ne.", idempotencyKey: key() });
    await readRequest(client, { refNo: one.refNo, postId: await lastOf(client, one.refNo) });
    await mergeRequests(scene.admin, { caseId: one.caseId, otherId: other.caseId });
    expect(await newsOf(client)).toEqual([one.refNo]);
    await readRequest(client, { refNo: one.refNo, postId: await lastOf(client, one.refNo) });
    expect(await newsOf(client)).toEqual([]);
  });
});

/** Another account of the same card, as a colleague of one company has. */
async function secondAccount(scene: PortalScene, client: PortalContext): Promise<PortalContext> {
  const [row] = await inTransaction(
    scene.admin,
    (_, { sql }) => sql<{ id: number }[]>`
      insert into portal_users (party_id, email, name, password_hash)
      values (${client.actor.partyId}, 'kolega@c.example', 'Kolega', '!') returning id`,
  );
  return { ...client, actor: { ...client.actor, portalUserId: row?.id ?? 0 } };
}

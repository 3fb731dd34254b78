import { describe, expect, it } from "vitest";
import { moveCase } from "../cases";
import { inTransaction, reading } from "../context";
import {
  answerRequest,
  closeMyRequest,
  myRequest,
  myRequests,
  openRequest,
  postsOfRequest,
  rateRequest,
  replyToRequest,
} from "../requests";
import { openDesk } from "../testing";
import { myCases } from ".";
import { type PortalScene, portalScene } from "./testing/portal-scene";
import { registered } from "./testing/registered";

const desk = await openDesk();
let serial = 0;
const key = () => `request-test-${++serial}`;
const question = (more: object = {}) => ({
  ...{ subject: "Kolik zbývá?", kind: "payment" as const, text: "Prosím o vyčíslení." },
  ...{ idempotencyKey: key(), ...more },
});

const caseIdOf = async (scene: PortalScene, refNo: string) => {
  const [row] = await reading(
    scene.admin,
    ({ sql }) => sql<{ id: number }[]>`select id from cases where ref_no = ${refNo}`,
  );
  return row?.id ?? 0;
};

describe("a request", () => {
  it("goes from the client to the people and back, until it is resolved and rated", async () => {
    const scene = await portalScene(desk);
    const client = await registered(desk, scene, scene.first);
    const asked = question({ aboutRefNo: scene.first.refNo });
    const { refNo } = await openRequest(client, asked);
    expect((await openRequest(client, asked)).refNo).toBe(refNo);
    const caseId = await caseIdOf(scene, refNo);
    const answer = { caseId, text: "Zbývá 900 Kč.", idempotencyKey: key() };
    await answerRequest(scene.admin, answer);
    await answerRequest(scene.admin, answer);
    expect(await myRequest(client, { refNo })).toMatchObject({
      standing: "answered",
      aboutRefNo: scene.first.refNo,
      posts: [
        { author: "client", text: "Prosím o vyčíslení." },
        { author: "operator", text: "Zbývá 900 Kč.", authorName: scene.admin.actor.name },
      ],
    });
    await replyToRequest(client, { refNo, text: "Díky!", idempotencyKey: key() });
    expect((await myRequest(client, { refNo })).standing).toBe("open");
    await expect(rateRequest(client, { refNo, rating: "good" })).rejects.toMatchObject({
      code: "requests.not_answered",
    });
    await moveCase(scene.admin, { caseId, transition: "resolve" });
    await rateRequest(client, { refNo, rating: "good" });
    await closeMyRequest(client, { refNo });
    await closeMyRequest(client, { refNo });
    expect((await myRequests(client)).items).toMatchObject([
      { refNo, standing: "closed", rating: "good" },
    ]);
    await replyToRequest(client, { refNo, text: "Ještě něco", idempotencyKey: key() });
    expect((await myRequest(client, { refNo })).standing).toBe("open");
    expect((await postsOfRequest(scene.admin, { caseId })).length).toBe(4);
    // What is asked is no debt.
    expect((await myCases(client)).items.map((each) => each.refNo)).toEqual([scene.first.refNo]);
    const mails = await inTransaction(scene.admin, (_, { sql }) => {
      return sql`select to_address as to, data->>'path' as path from mails
                  where kind = 'request_answered'`;
    });
    const path = `/portal/${scene.slug}/requests/${refNo}`;
    expect(mails).toEqual([{ to: client.actor.email, path }]);
    const facts = await inTransaction(scene.admin, (_, { sql }) => {
      return sql`select payload->>'by' as by from outbox_facts
                  where name = 'request.posted' order by id`;
    });
    expect(facts.map(({ by }) => by)).toEqual(["client", "operator", "client", "client"]);
  });

  it("is nobody else's: not to read, not to write into, not to ask about", async () => {
    const scene = await portalScene(desk);
    const one = await registered(desk, scene, scene.first);
    const other = await registered(desk, scene, scene.second);
    const { refNo } = await openRequest(one, question());
    const gone = { code: "requests.not_found" };
    await expect(myRequest(other, { refNo })).rejects.toMatchObject(gone);
    await expect(closeMyRequest(other, { refNo })).rejects.toMatchObject(gone);
    await expect(rateRequest(other, { refNo, rating: "bad" })).rejects.toMatchObject(gone);
    const reply = { refNo, text: "X", idempotencyKey: key() };
    await expect(replyToRequest(other, reply)).rejects.toMatchObject(gone);
    const foreign = question({ aboutRefNo: scene.first.refNo });
    await expect(openRequest(other, foreign)).rejects.toMatchObject(gone);
    expect((await myRequests(other)).items).toEqual([]);
  });

  it("is answered by those who may, while it is open", async () => {
    const scene = await portalScene(desk);
    const client = await registered(desk, scene, scene.first);
    const { refNo } = await openRequest(client, question());
    const caseId = await caseIdOf(scene, refNo);
    const answer = { caseId, text: "Ano.", idempotencyKey: key() };
    const { caseId: debtId } = scene.first;
    await expect(answerRequest(scene.admin, { ...answer, caseId: debtId })).rejects.toMatchObject({
      code: "requests.no_request",
    });
    // A canned answer's field without a value never reaches the client; braces of people's own do.
    const raw = { ...answer, text: "Zbývá {Dluh.Celkem}." };
    await expect(answerRequest(scene.admin, raw)).rejects.toMatchObject({
      ...{ code: "requests.unfilled", params: { name: "{Dluh.Celkem}" } },
    });
    await moveCase(scene.admin, { caseId, transition: "close" });
    await expect(
      answerRequest(scene.admin, { ...answer, text: "Ano {viz příloha}." }),
    ).rejects.toMatchObject({
      code: "requests.closed",
    });
  });
});

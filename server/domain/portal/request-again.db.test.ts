import { describe, expect, it } from "vitest";
import { moveCase } from "../cases";
import { inTransaction, reading } from "../context";
import {
  answerRequest,
  mergeRequests,
  postsOfRequest,
  replyToRequest,
  stepRequest,
} from "../requests";
import { openDesk } from "../testing";
import { addTask } from "../timeline";
import { type RequestScene, requestKey, requestScene } from "./testing/request-scene";

const desk = await openDesk();

const openTasks = ({ admin }: RequestScene, caseId: number) =>
  reading(admin, async ({ sql }) => [
    ...(await sql<{ text: string }[]>`
      select text from case_events where case_id = ${caseId} and kind = 'task'
         and resolved_at is null and deleted_at is null order by id`),
  ]);

describe("what was sent before", () => {
  it("is known again after the request was closed or merged, and at the day's limit", async () => {
    const scene = await requestScene(desk);
    const { admin, client } = scene;
    const { caseId, refNo } = await scene.ask();
    const answer = { caseId, text: "Ano", idempotencyKey: requestKey() };
    await answerRequest(admin, answer);
    const reply = { refNo, text: "Díky", idempotencyKey: requestKey() };
    await replyToRequest(client, reply);
    await inTransaction(admin, async (_, { sql }) => {
      await sql`insert into request_posts (case_id, author, author_id, author_name, text, at, source_key)
                select ${caseId}, 'client', ${client.actor.portalUserId}, 'x', 'x', ${admin.now},
                       'full:' || n from generate_series(1, 60) n`;
    });
    const count = async () => (await postsOfRequest(admin, { caseId })).length;
    const before = await count();
    await replyToRequest(client, reply);
    const more = { ...reply, idempotencyKey: requestKey() };
    await expect(replyToRequest(client, more)).rejects.toMatchObject({
      code: "requests.too_many",
    });
    await stepRequest(admin, { caseId, transition: "close" });
    await answerRequest(admin, answer);
    await expect(answerRequest(admin, { ...answer, text: "Ne" })).rejects.toMatchObject({
      code: "requests.closed",
    });
    expect(await count()).toBe(before);
  });

  it("is known again in the request that is left", async () => {
    const scene = await requestScene(desk);
    const { admin, client } = scene;
    const [kept, other] = [await scene.ask(), await scene.ask()];
    const answer = { caseId: other.caseId, text: "Ano", idempotencyKey: requestKey() };
    const reply = { refNo: other.refNo, text: "Díky", idempotencyKey: requestKey() };
    await answerRequest(admin, answer);
    await replyToRequest(client, reply);
    await mergeRequests(admin, { caseId: kept.caseId, otherId: other.caseId });
    await answerRequest(admin, answer);
    await replyToRequest(client, reply);
    expect(await postsOfRequest(admin, { caseId: kept.caseId })).toHaveLength(4);
    await expect(
      moveCase(admin, { caseId: other.caseId, transition: "reopen" }),
    ).rejects.toMatchObject({ code: "workflow.merged" });
    expect(await openTasks(scene, kept.caseId)).toHaveLength(1);
  });
});

describe("the task to answer", () => {
  it("ends with the answer, what people wrote down stays, and the next line asks anew", async () => {
    const scene = await requestScene(desk);
    const { admin, client } = scene;
    const { caseId, refNo } = await scene.ask();
    const texts = async () => (await openTasks(scene, caseId)).map(({ text }) => text);
    const [asked = ""] = await texts();
    await answerRequest(admin, { caseId, text: "Ano", idempotencyKey: requestKey() });
    expect(await texts()).toEqual([]);
    await replyToRequest(client, { refNo, text: "A dál?", idempotencyKey: requestKey() });
    expect(await texts()).toEqual([asked]);
    await addTask(admin, { caseId, text: "Zavolat", dueAt: admin.now, assigneeId: null });
    await stepRequest(admin, { caseId, transition: "resolve" });
    expect(await texts()).toEqual(["Zavolat"]);
  });

  it("is asked for in the one that is left, where the other's ended", async () => {
    const scene = await requestScene(desk);
    const { admin } = scene;
    const [kept, other] = [await scene.ask(), await scene.ask()];
    await answerRequest(admin, { caseId: kept.caseId, text: "Ano", idempotencyKey: requestKey() });
    await mergeRequests(admin, { caseId: kept.caseId, otherId: other.caseId });
    expect(await openTasks(scene, kept.caseId)).toHaveLength(1);
  });
});

import { describe, expect, it } from "vitest";
import { makeToday, type PortalContext, reading } from "../../context";
import { myDocuments, myMessage, myMessages, openMyFile, showDocument } from "../../papers";
import { keepDocument, keepMessage } from "../../papers/testing/paper-scene";
import { disputeClaim, disputesOfCase } from "../../requests";
import { letterToken } from "../../templates";
import { openDesk } from "../../testing";
import { clientOfSession, myCase, openLetter } from "../index";
import { type PortalScene, portalScene } from "../testing/portal-scene";
import { VISITOR } from "../testing/registered";

const desk = await openDesk();
const log = { info: () => undefined, error: () => undefined };
const door = { db: desk.db, keys: desk.keys, now: desk.now, log };

/** Whoever came by the first debtor's letter. */
async function guestOf({ tenantId, first }: PortalScene): Promise<PortalContext> {
  const { caseId, partyId, birthOn, refNo } = first;
  const link = { tenantId, caseId, partyId, madeAt: desk.now };
  const token = letterToken(desk.keys, { ...link, asks: ["birthOn", "refNo"] });
  const { secret } = await openLetter(door, tenantId, {
    ...{ input: { token, birthOn, refNo }, visitor: VISITOR },
  });
  const actor = await clientOfSession(door, secret);
  if (!actor) throw new Error("nobody was let in");
  return { ...door, actor, today: makeToday(desk.now) };
}

const dispute = ({ first: { refNo, claimId } }: PortalScene, more: object = {}) => ({
  ...{ refNo, claimId, reason: "paid" as const, text: "Zaplatil jsem v říjnu." },
  ...{ idempotencyKey: "guest-dispute", ...more },
});

describe("who came by a letter", () => {
  it("disputes a claim of the case once, in their own name, and sees how it stands", async () => {
    const scene = await portalScene(desk);
    const { admin, first, second } = scene;
    const guest = await guestOf(scene);
    const { refNo } = await disputeClaim(guest, dispute(scene));
    expect(await disputeClaim(guest, dispute(scene))).toEqual({ refNo });
    const [open, ...others] = await disputesOfCase(admin, { caseId: first.caseId });
    expect(others).toEqual([]);
    expect(open).toMatchObject({ requestRefNo: refNo, claimId: first.claimId, outcome: null });
    const posts = await reading(
      admin,
      ({ sql }) => sql<{ name: string; id: number | null; text: string }[]>`
        select author_name as name, author_id as id, text from request_posts
         where case_id = (select id from cases where ref_no = ${refNo})`,
    );
    const { name } = guest.actor;
    expect([...posts]).toEqual([{ name, id: null, text: "Zaplatil jsem v říjnu." }]);
    // The request is the people's: their case is the only page that they have.
    expect((await myCase(guest, first)).claims[0]?.dispute).toMatchObject({
      ...{ refNo: null, reason: "paid", outcome: null },
    });
    const foreign = { refNo: second.refNo, claimId: second.claimId };
    await expect(disputeClaim(guest, dispute(scene, foreign))).rejects.toMatchObject({
      code: "requests.claim_not_found",
    });
    // Files lie with an account, and are not lost without a word.
    const withFile = dispute(scene, { uploadIds: [1], idempotencyKey: "guest-with-file" });
    await expect(disputeClaim(guest, withFile)).rejects.toMatchObject({
      code: "requests.file_gone",
    });
  });

  it("reads what was sent and shown of the case, and of no other that is theirs", async () => {
    const scene = await portalScene(desk);
    const { admin, first, second } = scene;
    const guest = await guestOf(scene);
    const keep = ({ caseId, partyId }: typeof first, text: string) =>
      keepMessage(admin, {
        ...{ caseId, partyId, text, channel: "letter" as const },
        files: [{ kind: "document", name: `${text}.txt` }],
      });
    const mine = await keep(first, "Výzva");
    // To the same person, about a case that the letter was not of; and to somebody else.
    const theirs = await keep({ ...second, partyId: first.partyId }, "Jiné");
    const foreign = await keep(second, "Cizí");
    const document = await keepDocument(admin, {
      ...{ caseId: first.caseId, name: "smlouva.txt", content: "Smlouva" },
    });
    expect((await myDocuments(guest)).items.map(({ name }) => name)).toEqual(["Výzva.txt"]);
    const { eventId } = document;
    await showDocument(admin, { eventId, version: 1, partyIds: [first.partyId] });
    const names = (await myDocuments(guest)).items.map(({ name }) => name);
    expect(names.toSorted()).toEqual(["Výzva.txt", "smlouva.txt"]);
    expect((await myMessages(guest)).items.map((each) => each.messageId)).toEqual([mine.messageId]);
    expect((await myMessage(guest, mine)).text).toBe("Výzva");
    const opened = await openMyFile(guest, { fileId: mine.fileIds[0] ?? 0 });
    expect(opened.content.toString()).toBe("Výzva");
    // What came after the letter may carry a newer link, by which its days would never end.
    const tomorrow = new Date(desk.now.getTime() + 86_400_000);
    const next = await keepMessage(
      { ...admin, now: tomorrow },
      {
        ...{
          caseId: first.caseId,
          partyId: first.partyId,
          text: "Další",
          channel: "letter" as const,
        },
        files: [{ kind: "document", name: "Další.txt" }],
      },
    );
    for (const { messageId, fileIds } of [theirs, foreign, next]) {
      await expect(myMessage(guest, { messageId })).rejects.toMatchObject({ kind: "not_found" });
      const fileId = fileIds[0] ?? 0;
      await expect(openMyFile(guest, { fileId })).rejects.toMatchObject({ kind: "not_found" });
    }
  });
});

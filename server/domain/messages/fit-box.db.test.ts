import { expect, it } from "vitest";
import { type Context, inTransaction, reading } from "../context";
import { makeDebtor } from "../dunning/testing/dunning-scene";
import { uploadTemplate } from "../templates";
import { openDesk } from "../testing";
import { boxRefusals } from "./fit-box";
import { previewMessage } from "./preview-message";
import { sendMessage } from "./send-message";
import { sendMessages } from "./send-messages";

const desk = await openDesk();
const MB = 1024 * 1024;

/** A debtor with a data box, and documents of the case as large as said, though nothing is in them. */
async function scene(...sizes: number[]) {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("administrator");
  const debtor = await makeDebtor(tenant.system());
  const attachmentFileIds = await inTransaction(tenant.system(), async (_, { sql }) => {
    await sql`update parties set data_box_id = 'abc1234' where id = ${debtor.partyId}`;
    const files = await sql<{ id: number }[]>`
      insert into files (name, media_type, size_bytes, sha256)
      select 'priloha.pdf', 'application/pdf', size, ${Buffer.alloc(32)}
        from unnest(${sizes}::bigint[]) size returning id`;
    await sql`
      insert into case_events (case_id, kind, at, text, file_id)
      select ${debtor.caseId}, 'document', now(), '', id
        from unnest(${files.map(({ id }) => id)}::bigint[]) id`;
    return files.map(({ id }) => id);
  });
  const input = {
    ...{ ...debtor, subject: "Výzva", text: "Dlužíte.", attachmentFileIds },
    ...{ channel: "data_box" as const, idempotencyKey: `box-${debtor.caseId}-form` },
  };
  return { ctx, input };
}

async function templateWith(ctx: Context, fileIds: number[]): Promise<number> {
  async function* text() {
    yield Buffer.from("Dlužíte.");
  }
  return inTransaction(ctx, async (inner, { sql }) => {
    const { templateId } = await uploadTemplate(inner, { fileName: "vyzva.txt" }, text());
    await sql`update templates set methods = '{data_box}', attachment_file_ids = ${fileIds}::bigint[]
               where id = ${templateId}`;
    return templateId;
  });
}

const countOf = (ctx: Context) =>
  reading(ctx, async ({ sql }) => {
    const [row] = await sql<{ count: number }[]>`select count(*)::int from messages`;
    return row?.count;
  });

it("a data message that is too large is refused with its size before it is written", async () => {
  const { ctx, input } = await scene(15 * MB, 5 * MB);
  const refusal = {
    ...{ kind: "invalid", code: "messages.box_too_large" },
    // The text of the message counts as well.
    params: { megabytes: 20.1, max: 20 },
  };
  await expect(sendMessage(ctx, input)).rejects.toMatchObject(refusal);
  await expect(previewMessage(ctx, input)).rejects.toMatchObject(refusal);
  expect(await countOf(ctx)).toBe(0);
  expect(await sendMessage(ctx, { ...input, channel: "email" })).toMatchObject({
    outcome: "queued",
  });
});

it("of many each is judged by its own document; a file that is named twice goes once", async () => {
  const { ctx, input } = await scene(15 * MB);
  const [fileId = 0] = input.attachmentFileIds;
  const document = (megabytes: number) => [
    { kind: "document" as const, name: "a", mediaType: "", bytes: Buffer.alloc(megabytes * MB) },
  ];
  const told = await reading(ctx, (tx) =>
    boxRefusals(tx, {
      ...{ channel: "data_box", documents: [document(5), document(6), document(1)] },
      attachmentFileIds: [fileId, fileId],
    }),
  );
  const params = { megabytes: 21, max: 20 };
  expect(told).toEqual([null, { code: "messages.box_too_large", params }, null]);
});

it("to many it is refused on its case by its size", async () => {
  const { ctx, input } = await scene(15 * MB, 6 * MB);
  const templateId = await templateWith(ctx, input.attachmentFileIds);
  const { caseId, channel, idempotencyKey } = input;
  const sent = await sendMessages(ctx, {
    ...{ caseIds: [caseId], channel, templateId, subject: "Výzva", idempotencyKey },
  });
  expect(sent).toMatchObject([{ outcome: "refused", refusal: { code: "messages.box_too_large" } }]);
  expect(await countOf(ctx)).toBe(0);
});

it("one that just fits is taken", async () => {
  const { ctx, input } = await scene(15 * MB, 5 * MB - 1_000);
  expect(await sendMessage(ctx, input)).toMatchObject({ outcome: "queued" });
});

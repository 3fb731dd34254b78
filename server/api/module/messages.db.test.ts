import { describe, expect, it } from "vitest";
import { reading } from "@/server/domain/context";
import { makeDebtor } from "@/server/domain/dunning/testing/dunning-scene";
import { holdContact } from "@/server/domain/messages";
import { createModuleKey } from "@/server/domain/modules";
import { uploadTemplate } from "@/server/domain/templates";
import { openDesk } from "@/server/domain/testing";
import { answerModule } from "./door";

const desk = await openDesk();
const log = { info: () => undefined, error: () => undefined };

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

async function module(scopes: ("messages:send" | "bank:match")[] = ["messages:send"]) {
  const tenant = await desk.tenant();
  const admin = await tenant.operator("administrator");
  const { secret } = await createModuleKey(admin, { label: "Úvěry", scopes });
  const debtor = await makeDebtor(admin);
  const refNo = await reading(admin, async ({ sql }) => {
    const [row] = await sql<{ refNo: string }[]>`
      select ref_no as "refNo" from cases where id = ${debtor.caseId}`;
    return row?.refNo ?? "";
  });
  const send = async (body: unknown, headers: Record<string, string> = {}) => {
    const request = new Request("http://saldo.example/api/module/v1/messages", {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    const answer = await answerModule(request, ["messages"], {
      parts: { db: desk.db, keys: desk.keys, log, now: desk.now },
      sayIn: async () => (code) => code,
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const messages = () =>
    reading(
      admin,
      ({ sql }) => sql`
      select channel, to_address, subject, body, case_id from messages order by id`,
    );
  return { admin, ...debtor, refNo, send, messages };
}

describe("a module's message", () => {
  it("goes to the applicant by text or template, once a key of the call", async () => {
    const { admin, caseId, refNo, send, messages } = await module();
    await uploadTemplate(
      admin,
      { fileName: "schvaleno.html" },
      bytesOf(
        "<p><mark>Povinný.Oslovení</mark>, žádost <mark>Případ.RefNo</mark> je schválena.</p>",
      ),
    );
    const key = { "idempotency-key": "call-1" };
    const text = { refNo, channel: "email", subject: "Žádost", text: "Přijali jsme ji." };
    expect(await send(text, key)).toMatchObject({ status: 200, body: { outcome: "queued" } });
    expect(await send(text, key)).toMatchObject({ status: 200 });
    await send({ refNo, channel: "email", template: "schvaleno" });
    expect(await messages()).toMatchObject([
      { channel: "email", subject: "Žádost", body: "Přijali jsme ji.", case_id: caseId },
      { body: expect.stringContaining(`žádost ${refNo} je schválena`) },
    ]);
  });

  it("is stopped by what protects the person, and says by what", async () => {
    const { admin, caseId, refNo, send, messages } = await module();
    await holdContact(admin, { caseId, kind: "dispute", reason: "x" });
    const sent = await send({ refNo, channel: "email", subject: "Žádost", text: "Ahoj" });
    expect(sent).toMatchObject({ status: 200, body: { outcome: "stopped", reasons: ["dispute"] } });
    expect(await messages()).toEqual([]);
  });

  it("is refused without the scope, and clearly where it is wrong", async () => {
    const { refNo, send } = await module();
    const other = await module(["bank:match"]);
    expect(await other.send({ refNo: other.refNo, channel: "email", text: "x" })).toMatchObject({
      status: 403,
    });
    expect(await send("{")).toMatchObject({ status: 400, body: { code: "modules.body_json" } });
    expect(await send({ refNo, channel: "letter", text: "x" })).toMatchObject({ status: 400 });
    expect(await send({ refNo: other.refNo, channel: "email", text: "x" })).toMatchObject({
      status: 404,
    });
  });
});

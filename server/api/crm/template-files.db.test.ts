import { describe, expect, it } from "vitest";
import type { OperatorContext } from "@/server/domain/context";
import { openDesk } from "@/server/domain/testing";
import { createCrmCaller } from "./root";
import { receiveTemplate, sendLetter, sendSample, sendTemplateFile } from "./template-files";

const desk = await openDesk();
const tenant = await desk.tenant();
const admin = await tenant.operator("administrator", { name: "Jana Malá" });

function upload(ctx: OperatorContext, query: string, body: string): Promise<Response> {
  const address = `https://saldo.example/api/files/templates?${query}`;
  return receiveTemplate(ctx, new Request(address, { method: "POST", body }));
}

async function openCase(fullName: string): Promise<number> {
  const caller = createCrmCaller({ ctx: admin });
  const party = { kind: "legal_entity", fullName, isKnownToDiffer: true } as const;
  const { partyId } = await caller.parties.create(party);
  const parties = [{ partyId, role: "debtor" }];
  return (await caller.cases.open({ category: "collection", parties })).caseId;
}

const ask = (templateId: number, query = "") => {
  const nearNote = "Only near to the print.";
  return { templateId: String(templateId), query: new URLSearchParams(query), nearNote };
};

describe("files of templates", () => {
  it("come as new templates and as next versions, and leave as they came", async () => {
    const first = await upload(admin, "name=dopis.txt", "Dluh {Dluh.Jistna}");
    const { templateId, versionId, problems } = await first.json();
    expect(problems).toMatchObject([
      { weight: "error", suggestions: expect.arrayContaining(["Dluh.Jistina"]) },
    ]);
    const next = await upload(admin, `name=dopis2.txt&templateId=${templateId}`, "{Dluh.Jistina}");
    expect(await next.json()).toMatchObject({ number: 2, problems: [] });
    const current = await sendTemplateFile(admin, ask(templateId));
    expect(await current.text()).toBe("{Dluh.Jistina}");
    expect(current.headers.get("content-disposition")).toContain("attachment");
    const old = await sendTemplateFile(admin, ask(templateId, `versionId=${versionId}`));
    expect(await old.text()).toBe("Dluh {Dluh.Jistna}");
    const stranger = await (await desk.tenant()).operator("administrator");
    expect((await sendTemplateFile(stranger, ask(templateId))).status).toBe(404);
  });

  it("are refused in words: no template, nothing at all, no right", async () => {
    const pdf = await upload(admin, "name=a.docx", "%PDF-1.7 not a template");
    expect(pdf.status).toBe(400);
    expect(await pdf.json()).toMatchObject({ code: expect.stringMatching(/^templates\./) });
    expect((await upload(admin, "", "x")).status).toBe(400);
    const reader = await tenant.operator("operator");
    const forbidden = await upload(reader, "name=a.txt", "x {Dnes}");
    expect(forbidden.status).toBe(403);
  });

  it("as HTML are shown where no script may run, whatever the template says", async () => {
    const html = "<script>alert(1)</script><p onclick='x()'><mark>Povinný.CeléJméno</mark></p>";
    const { templateId } = await (await upload(admin, "name=mail.html", html)).json();
    const caseId = await openCase("<b>Tučný & syn</b> s.r.o.");
    const shown = await sendLetter(admin, ask(templateId, `caseId=${caseId}&shown`));
    const policy = shown.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/^sandbox; default-src 'none'/);
    expect(policy).not.toContain("script-src");
    expect(shown.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const page = await shown.text();
    expect(page).toContain("Tučný &amp; syn");
    expect(page).not.toMatch(/<script|onclick|<b>Tučný/);
    const download = await sendLetter(admin, ask(templateId, `caseId=${caseId}`));
    expect(download.headers.get("content-disposition")).toMatch(/^attachment/);
    expect((await sendLetter(admin, ask(templateId))).status).toBe(404);
  });

  it("to begin with are offered by their names only", async () => {
    const sample = await sendSample("smsReminder");
    expect(await sample.text()).toContain("{Dluh.Celkem:");
    expect((await sendSample("constructor")).status).toBe(404);
    expect((await sendSample("../templates")).status).toBe(404);
  });
});

import { createTRPCClient, httpLink, TRPCClientError } from "@trpc/client";
import createClient from "openapi-fetch";
import { describe, expect, expectTypeOf, it } from "vitest";
import { openDesk } from "@/server/domain/testing";
import type { ModuleRouter } from "./router";
import { openAgency } from "./testing/agency";
import type { paths } from "./testing/client-types";

const desk = await openDesk();
const ORIGIN = "http://saldo.example";

describe("a client generated from the OpenAPI document", () => {
  it("asks, writes and is refused by the real door, all of it typed", async () => {
    const { secret, refNo, caseId, fetchDoor } = await openAgency(desk);
    const client = createClient<paths>({
      ...{ baseUrl: `${ORIGIN}/api/module/v1`, fetch: fetchDoor },
      headers: { authorization: `Bearer ${secret}` },
    });
    const found = await client.GET("/cases/by-ref-no", { params: { query: { refNo } } });
    expect(found.data?.caseId).toBe(caseId);
    expectTypeOf(found.data?.balanceCzkMinor).toEqualTypeOf<number | undefined>();
    const header = { "Idempotency-Key": "klient-1" };
    const noted = await client.POST("/events/notes", {
      ...{ params: { header }, body: { refNo, text: "Z klienta" } },
    });
    expect(noted.data?.eventId).toBeGreaterThan(0);
    const missing = await client.GET("/cases/by-ref-no", {
      params: { query: { refNo: "9/1999" } },
    });
    expect(missing.data).toBeUndefined();
    expect(missing.error).toMatchObject({ code: "cases.not_found", status: 404 });
  });
});

describe("the tRPC client", () => {
  const clientOf = (
    { secret, fetchDoor }: Awaited<ReturnType<typeof openAgency>>,
    headers: Record<string, string> = {},
  ) =>
    createTRPCClient<ModuleRouter>({
      links: [
        httpLink({
          url: `${ORIGIN}/api/module/trpc`,
          headers: { authorization: `Bearer ${secret}`, ...headers },
          fetch: (url, init) => fetchDoor(new Request(url, init as RequestInit)),
        }),
      ],
    });

  it("asks the same procedures with their types, by the same door", async () => {
    const agency = await openAgency(desk);
    const { refNo, caseId } = agency;
    const found = await clientOf(agency).caseByRefNo.query({ refNo });
    expect(found.caseId).toBe(caseId);
    expectTypeOf(found.parties).items.toHaveProperty("role");
    const named = clientOf(agency, { "idempotency-key": "trpc-1" });
    const first = await named.addNote.mutate({ refNo, text: "jednou" });
    expect(await named.addNote.mutate({ refNo, text: "jednou" })).toEqual(first);
    await expect(named.addNote.mutate({ refNo, text: "jinak" })).rejects.toMatchObject({
      data: { code: "CONFLICT", problem: { code: "modules.key_of_another_call" } },
    });
    const filed = await clientOf(agency, { "idempotency-key": "trpc-2" }).addDocument.mutate({
      ...{ refNo, name: "a.txt", content: Buffer.from("obsah").toString("base64") },
    });
    expect(filed.fileId).toBeGreaterThan(0);
  });

  it("is refused as REST refuses: key, scope, input with its place, key of the call", async () => {
    const narrow = await openAgency(desk, { scopes: ["cases:read"] });
    const { refNo } = narrow;
    const said = async (asking: Promise<unknown>) => {
      const error = await asking.then(
        () => null,
        (cause: unknown) => cause,
      );
      expect(error).toBeInstanceOf(TRPCClientError);
      return (error as TRPCClientError<ModuleRouter>).data as Record<string, unknown> | undefined;
    };
    const named = clientOf(narrow, { "idempotency-key": "x" });
    expect(await said(named.addNote.mutate({ refNo, text: "x" }))).toMatchObject({
      problem: { code: "access.forbidden", status: 403 },
    });
    const wide = await openAgency(desk);
    const bare = clientOf(wide);
    expect(await said(bare.addNote.mutate({ refNo: wide.refNo, text: "x" }))).toMatchObject({
      problem: { code: "modules.idempotency_missing" },
    });
    const stranger = { refNo: wide.refNo, colour: "red" } as never;
    expect(await said(bare.caseByRefNo.query(stranger))).toMatchObject({
      problem: { errors: [{ pointer: "/colour", code: "modules.input_unknown" }] },
    });
    const nobody = clientOf({ ...wide, secret: "saldo_x" });
    expect(await said(nobody.caseByRefNo.query({ refNo: wide.refNo }))).toBeUndefined();
    // Of another tenant: not there.
    expect(await said(clientOf(narrow).getCase.query({ caseId: wide.caseId }))).toMatchObject({
      problem: { code: "cases.not_found" },
    });
  });
});

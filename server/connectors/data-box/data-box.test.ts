import * as fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import {
  askCredit,
  askDelivery,
  checkBox,
  type DataBoxSettings,
  type DataMessage,
  downloadReceived,
  findBoxes,
  listReceived,
  markDownloaded,
  openDataBoxCarrier,
  passwordExpiry,
  searchBoxes,
  takesCommercial,
} from ".";
import { createMessageContent, faultOfMessage } from "./create-message";
import { readDelivery, readList } from "./read-envelope";
import { readSoap, writeSoap } from "./soap";
import { type IsdsFault, type IsdsTwin, isdsTwin } from "./testing/isds-twin";
import { faultsOf } from "./testing/valid";

const open: IsdsTwin[] = [];
afterEach(async () => {
  for (const twin of open.splice(0)) {
    // Whatever a test asked and was answered kept to the interface.
    for (const { operation, question, answer } of twin.asked) {
      expect(faultsOf(question), operation).toEqual([]);
      if (answer?.includes("<soap:Body>") && !answer.includes("Fault")) {
        expect(faultsOf(answer), operation).toEqual([]);
      }
    }
    await twin.close();
  }
});

const PDF = Buffer.from("%PDF-1.7 výzva");
const TRIED = new Date("2026-03-02T08:00:00Z");

const message: DataMessage = {
  recipientBox: "debtor1",
  type: "commercial",
  subject: "Předžalobní výzva <k> plnění & úhradě",
  toHands: "Jan Novák",
  senderIdent: "123/2026",
  recipientRefNumber: "UR/1/2026",
  isPersonal: false,
  allowsFiction: true,
  files: [
    { name: "výzva.pdf", mediaType: "application/pdf", bytes: PDF },
    { name: "přehled.xlsx", mediaType: "application/vnd.ms-excel", bytes: Buffer.from([1, 2]) },
  ],
};

async function box(more: Partial<DataBoxSettings> = {}) {
  const twin = await isdsTwin();
  open.push(twin);
  twin.boxes.push(
    {
      ...{ id: "debtor1", type: "PO", name: "Dlužník, s. r. o.", registrationNo: "99000016" },
      ...{ state: 1, takesCommercial: true },
    },
    {
      ...{ id: "closed1", type: "PO", name: "Zavřená, a. s.", registrationNo: "99000024" },
      ...{ state: 4, takesCommercial: false },
    },
  );
  const settings: DataBoxSettings = {
    ...{ baseUrl: twin.baseUrl, user: "abc123", password: "Heslo+1", isPrivateAllowed: true },
    // Long enough for a busy machine; only what hangs is waited for.
    ...{ timeoutMs: 20_000, now: () => twin.now },
    ...more,
  };
  return { twin, settings, carrier: openDataBoxCarrier(settings) };
}

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    (error) => error.code,
  );

describe("a message that is handed over", () => {
  it("is in the system as it was written, in the order of the interface", async () => {
    const { twin, carrier } = await box();
    expect(await carrier.hand(message, "SD-1")).toEqual({
      ...{ outcome: "accepted", providerId: "1835603" },
    });
    const [kept] = twin.sent;
    expect(Object.fromEntries(kept?.written ?? [])).toMatchObject({
      ...{ dbIDRecipient: "debtor1", dmAnnotation: message.subject, dmToHands: "Jan Novák" },
      ...{ dmSenderRefNumber: "SD-1", dmSenderIdent: "123/2026" },
      ...{ dmRecipientRefNumber: "UR/1/2026", dmRecipientIdent: null },
      ...{ dmPersonalDelivery: "false", dmAllowSubstDelivery: "true" },
    });
    expect(kept).toMatchObject({
      type: "K",
      files: [
        { name: "výzva.pdf", role: "main", base64: PDF.toString("base64") },
        { name: "přehled.xlsx", role: "enclosure" },
      ],
    });
    expect(twin.asked[0]?.question).toContain('<p:dmSenderOrgUnit xsi:nil="true">');
  });

  it("is checked by a schema that finds what is planted", () => {
    const sound = writeSoap("CreateMessage", createMessageContent(message, "SD-1"));
    expect(faultsOf(sound)).toEqual([]);
    const swapped = sound.replace(/(<p:dmToHands>.*?<\/p:dmToHands>)(<p:dmAnnotation>)/, "$2$1");
    expect(faultsOf(swapped)).not.toEqual([]);
    const missing = sound.replace(/<p:dmLegalTitlePar [^>]*><\/p:dmLegalTitlePar>/, "");
    expect(missing).not.toBe(sound);
    expect(faultsOf(missing)).not.toEqual([]);
  });

  it("keeps to the interface whatever is written in it", () => {
    const text = (maxLength: number) => fc.string({ unit: "binary", maxLength: maxLength / 2 });
    const made = fc.record({
      subject: text(255).map((words) => `V ${words}`),
      toHands: fc.option(text(100), { nil: undefined }),
      senderIdent: fc.option(text(50), { nil: undefined }),
      type: fc.constantFrom<DataMessage["type"]>("public", "commercial", "initiatory", "reply"),
      isPersonal: fc.boolean(),
    });
    fc.assert(
      fc.property(made, ({ toHands, senderIdent, ...rest }) => {
        const written: DataMessage = {
          ...{ ...message, ...rest },
          ...(toHands === undefined ? {} : { toHands }),
          ...(senderIdent === undefined ? {} : { senderIdent }),
        };
        expect(faultsOf(writeSoap("CreateMessage", createMessageContent(written, "k")))).toEqual(
          [],
        );
      }),
      { numRuns: 100 },
    );
  });

  const file = message.files[0] as DataMessage["files"][number];
  it.each<[string, Partial<DataMessage>, string]>([
    ["bad_box", { recipientBox: "debtor" }, "k"],
    ["bad_key", {}, "x".repeat(51)],
    ["bad_key", {}, "klíč"],
    ["no_subject", { subject: " " }, "k"],
    ["text_too_long", { subject: "x".repeat(256) }, "k"],
    ["text_too_long", { recipientIdent: "x".repeat(51) }, "k"],
    ["no_files", { files: [] }, "k"],
    ["too_many_files", { files: Array.from({ length: 51 }, () => file) }, "k"],
    ["too_large", { files: [{ ...file, bytes: new Uint8Array(20 * 1024 * 1024 + 1) }] }, "k"],
    ["bad_file", { files: [{ ...file, name: "výzva" }] }, "k"],
    ["bad_file", { files: [{ ...file, name: "a/b.pdf" }] }, "k"],
    ["bad_file", { files: [{ ...file, mediaType: "pdf" }] }, "k"],
  ])("with %s is refused before anybody is asked", async (reason, part, key) => {
    const { twin, carrier } = await box();
    expect(await carrier.hand({ ...message, ...part }, key)).toEqual({
      outcome: "refused",
      reason,
    });
    expect(twin.asked).toEqual([]);
  });

  it("of twenty megabytes goes through whole", async () => {
    const { twin, carrier } = await box();
    const bytes = Buffer.alloc(20 * 1024 * 1024, "abc");
    const handed = await carrier.hand({ ...message, files: [{ ...file, bytes }] }, "SD-1");
    expect(handed).toMatchObject({ outcome: "accepted" });
    expect(twin.sent[0]?.files[0]?.base64).toHaveLength(Math.ceil(bytes.length / 3) * 4);
    twin.asked.length = 0;
  });

  it("to a box that cannot take it is refused, with the system's code", async () => {
    const { carrier } = await box();
    const to = (recipientBox: string) => carrier.hand({ ...message, recipientBox }, "k");
    expect(await to("closed1")).toEqual({ outcome: "refused", reason: "1201" });
    expect(await to("nobody1")).toEqual({ outcome: "refused", reason: "1214" });
  });

  it.each<[string, IsdsFault, object]>([
    ["3008", { kind: "code", code: "3008" }, { outcome: "busy", reason: "3008" }],
    ["9001", { kind: "code", code: "9001" }, { outcome: "busy", reason: "9001" }],
    ["0005", { kind: "code", code: "0005" }, { outcome: "busy", reason: "0005" }],
    ["0009", { kind: "code", code: "0009" }, { outcome: "refused", reason: "0009" }],
    ["1233", { kind: "code", code: "1233" }, { outcome: "refused", reason: "1233" }],
    ["2006", { kind: "code", code: "2006" }, { outcome: "refused", reason: "2006" }],
    ["success without an id", { kind: "code", code: "0000" }, { outcome: "uncertain" }],
    ["a code nobody knows", { kind: "code", code: "7777" }, { outcome: "uncertain" }],
    [
      "503",
      { kind: "http", status: 503, headers: { "retry-after": "120" } },
      { outcome: "busy", reason: "http_503", retryAfterSeconds: 120 },
    ],
    ["401", { kind: "http", status: 401 }, { outcome: "busy", needsPerson: true }],
    ["404", { kind: "http", status: 404 }, { outcome: "busy" }],
    ["413", { kind: "http", status: 413 }, { outcome: "refused" }],
    ["502", { kind: "http", status: 502 }, { outcome: "uncertain" }],
    ["a fault of ours", { kind: "fault", code: "soap:Client" }, { outcome: "refused" }],
    ["a fault of theirs", { kind: "fault", code: "soap:Server" }, { outcome: "uncertain" }],
    [
      "a fault with 200",
      { kind: "fault", code: "soap:Client", status: 200 },
      { outcome: "refused" },
    ],
    ["a page", { kind: "body", body: "<html><br></html>" }, { outcome: "uncertain" }],
    ["an empty answer", { kind: "body", body: "" }, { outcome: "uncertain" }],
  ])("and meets %s, nothing kept", async (_, fault, expected) => {
    const { twin, carrier } = await box();
    twin.fail(fault);
    expect(await carrier.hand(message, "SD-1")).toMatchObject(expected);
    expect(twin.sent).toEqual([]);
  });

  it.each<IsdsFault["kind"]>(["accept_and_hang", "accept_and_drop", "accept_and_garble"])(
    "and meets %s is uncertain, found later, and there once",
    async (kind) => {
      const { twin, carrier } = await box({
        timeoutMs: kind === "accept_and_hang" ? 1_500 : 20_000,
      });
      twin.fail({ kind } as IsdsFault);
      expect(await carrier.hand(message, "SD-1")).toMatchObject({ outcome: "uncertain" });
      twin.fail(null);
      expect(await carrier.find(message, "SD-1", TRIED)).toEqual({
        ...{ outcome: "accepted", providerId: "1835603" },
      });
      expect(twin.sent).toHaveLength(1);
    },
  );

  it("to nobody, or by a wrong password, surely was not taken", async () => {
    const { twin, settings } = await box();
    const away = openDataBoxCarrier({ ...settings, baseUrl: "http://127.0.0.1:1/DS/" });
    expect(await away.hand(message, "k")).toEqual({ outcome: "busy", reason: "web_unreachable" });
    const wrong = openDataBoxCarrier({ ...settings, password: "x" });
    expect(await wrong.hand(message, "k")).toEqual({
      ...{ outcome: "busy", reason: "bad_credentials_401", needsPerson: true },
    });
    const outside = openDataBoxCarrier({ ...settings, isPrivateAllowed: false });
    expect(await outside.hand(message, "k")).toMatchObject({ outcome: "busy", needsPerson: true });
    expect(twin.sent).toEqual([]);
  });
});

describe("a message that is looked up", () => {
  it("is missing once it should have been in the list", async () => {
    const { twin, carrier } = await box();
    await carrier.hand({ ...message }, "SD-2");
    expect(await carrier.find(message, "SD-1", TRIED)).toEqual({ outcome: "missing" });
    const justNow = new Date(twin.now.getTime() - 60_000);
    expect(await carrier.find(message, "SD-1", justNow)).toMatchObject({ reason: "too_early" });
    expect(await carrier.find(message, "SD-1")).toMatchObject({ outcome: "unclear" });
  });

  it("is not taken for one to another box, nor for an older one of the same key", async () => {
    const { twin, carrier } = await box();
    twin.keep({
      written: new Map([["dmSenderRefNumber", "SD-1"]]),
      recipient: { box: "x", name: "" },
    });
    twin.keep({
      written: new Map([
        ["dmSenderRefNumber", "SD-1"],
        ["dbIDRecipient", "debtor1"],
      ]),
      deliveredAt: new Date("2026-03-01T09:00:00Z"),
    });
    expect(await carrier.find(message, "SD-1", TRIED)).toEqual({ outcome: "missing" });
  });

  it("is found behind a thousand others", async () => {
    const { twin, carrier } = await box();
    const written = (n: number) =>
      new Map([
        ["dmSenderRefNumber", `SD-${n}`],
        ["dbIDRecipient", "debtor1"],
      ]);
    for (let n = 1; n <= 1_500; n += 1) twin.keep({ written: written(n) });
    expect(await carrier.find(message, "SD-1400", TRIED)).toMatchObject({ outcome: "accepted" });
    expect(twin.asked.map(({ operation }) => operation)).toEqual([
      ...["GetListOfSentMessages", "GetListOfSentMessages"],
    ]);
    // Fewer on a page than were asked for are not the last ones.
    twin.pageMax = 400;
    expect(await carrier.find(message, "SD-1400", TRIED)).toMatchObject({ outcome: "accepted" });
    expect(await carrier.find(message, "SD-9999", TRIED)).toEqual({ outcome: "missing" });
    twin.asked.length = 0;
  });

  it("stays unclear while the system does not answer", async () => {
    const { twin, carrier } = await box();
    twin.fail({ kind: "http", status: 503 });
    expect(await carrier.find(message, "SD-1", TRIED)).toEqual({
      ...{ outcome: "unclear", reason: "dataBox.unavailable" },
    });
  });
});

describe("what becomes of messages", () => {
  const later = (twin: IsdsTwin, days: number) => {
    twin.now = new Date(twin.now.getTime() + days * 86_400_000);
  };

  it("is told with its proof once there is one", async () => {
    const { twin, carrier } = await box();
    const ids: string[] = [];
    for (const key of ["a", "b", "c", "d"]) {
      const handed = await carrier.hand(message, key);
      if (handed.outcome === "accepted" && handed.providerId) ids.push(handed.providerId);
    }
    const [a = "", b = "", c = "", d = ""] = ids;
    later(twin, 1);
    twin.advance(a, 6);
    twin.advance(a, 7);
    later(twin, 9);
    twin.advance(b, 5);
    twin.advance(c, 8);
    const told = (await carrier.follow?.([a, b, c, d, "999"])) ?? [];
    const last = (id: string) => told.filter(({ providerId }) => providerId === id).at(-1);
    expect(last(a)).toMatchObject({ state: "read", detail: "7 read" });
    expect(told.filter(({ providerId }) => providerId === a).map(({ state }) => state)).toEqual([
      ...["sent", "sent", "delivered", "read"],
    ]);
    expect(last(b)).toMatchObject({ state: "delivered", detail: "5 fiction", at: twin.now });
    expect(last(c)).toMatchObject({ state: "undelivered", detail: "8 box_inaccessible" });
    expect(last(d)).toMatchObject({ state: "sent", detail: "4 in_box" });
    expect(last("999")).toBeUndefined();
    expect(last(a)?.proof).toMatchObject({ name: `dorucenka-${a}.zfo` });
    expect(Buffer.from(last(b)?.proof?.bytes ?? []).toString()).toBe(`ZFO dorucenka ${b}`);
    expect(told.filter(({ proof }) => proof !== undefined)).toHaveLength(3);
    const asked = twin.asked.map(({ operation }) => operation);
    expect(asked.filter((operation) => operation === "GetMessageStateChanges")).toHaveLength(1);
  });

  it("long ago is asked about one by one, erased ones too", async () => {
    const { twin, carrier } = await box();
    const handed = await carrier.hand(message, "a");
    const id = handed.outcome === "accepted" ? String(handed.providerId) : "";
    const accepted = twin.now;
    twin.advance(id, 6);
    later(twin, 30);
    const [progress] = (await carrier.follow?.([id])) ?? [];
    expect(progress).toMatchObject({ state: "delivered", at: accepted, detail: "6 signed_in EV1" });
    expect(progress?.proof).toBeDefined();
    twin.advance(id, 9);
    later(twin, 60);
    expect(await carrier.follow?.([id])).toMatchObject([
      { state: "delivered", detail: "9 erased" },
    ]);
  });

  it("asks about a hundred at most, and about none not at all", async () => {
    const { twin, carrier } = await box();
    expect(await carrier.follow?.([])).toEqual([]);
    expect(twin.asked).toEqual([]);
    const many = Array.from({ length: 101 }, (_, n) => String(n));
    expect(await codeOf(carrier.follow?.(many) ?? Promise.resolve())).toBe("dataBox.too_many_ids");
  });

  it("never signs in to the box: what waits there is not delivered by looking after letters", async () => {
    const { twin, settings, carrier } = await box();
    const waiting = twin.put({});
    await carrier.hand(message, "a");
    await carrier.find(message, "a", TRIED);
    await carrier.follow?.([twin.sent[0]?.id ?? ""]);
    await askDelivery(settings, twin.sent[0]?.id ?? "");
    await passwordExpiry(settings);
    expect(twin.received.find(({ id }) => id === waiting)?.state).toBe(4);
  });
});

describe("a received message", () => {
  it("is listed, taken whole with its signed original, and marked", async () => {
    const { twin, settings } = await box();
    const id = twin.put({
      written: new Map([
        ["dmAnnotation", "Odpověď"],
        ["dmRecipientRefNumber", "SD-1"],
        ["dmRecipientIdent", "123/2026"],
        ["dmSenderRefNumber", "UR/7"],
      ]),
      files: [
        { name: "odpověď.pdf", mediaType: "application/pdf", role: "main", base64: "AQID" },
        { name: "příloha.txt", mediaType: "text/plain", role: "enclosure", base64: "" },
      ],
    });
    const from = new Date("2026-03-01T00:00:00Z");
    const listed = await listReceived(settings, { from, to: twin.now, offset: 1, limit: 10 });
    expect(listed).toMatchObject([{ id, subject: "Odpověď", state: 6, senderBox: "debtor1" }]);
    expect(await downloadReceived(settings, id)).toMatchObject({
      ...{ id, senderName: "Dlužník", recipientRefNumber: "SD-1", recipientIdent: "123/2026" },
      ...{ senderRefNumber: "UR/7", senderIdent: null, acceptedAt: twin.now },
      zfo: Buffer.from(`ZFO zprava ${id}`),
      files: [
        { name: "odpověď.pdf", mediaType: "application/pdf", bytes: Buffer.from([1, 2, 3]) },
        { name: "příloha.txt", bytes: Buffer.alloc(0) },
      ],
    });
    await markDownloaded(settings, id);
    expect(twin.received[0]?.state).toBe(7);
    expect(await listReceived(settings, { from, to: from, offset: 1, limit: 10 })).toEqual([]);
  });

  it("that the box does not know, or that comes torn, is an error", async () => {
    const { twin, settings } = await box();
    expect(await codeOf(downloadReceived(settings, "1"))).toBe("dataBox.refused");
    const id = twin.put({
      files: [{ name: "a.pdf", mediaType: "a/b", role: "main", base64: "AQID" }],
    });
    twin.fail({ kind: "accept_and_garble" });
    expect(await codeOf(downloadReceived(settings, id))).toBe("dataBox.odd_answer");
  });
});

describe("boxes", () => {
  it("are found by their owner, and by words", async () => {
    const { settings } = await box();
    const found = await findBoxes(settings, { kind: "PO", registrationNo: "99000016" });
    expect(found).toEqual({
      isCutOff: false,
      items: [
        {
          ...{ id: "debtor1", type: "PO", name: "Dlužník, s. r. o.", registrationNo: "99000016" },
          ...{ address: "Vzorová 308, 70200 Ostrava", bornOn: null },
          ...{ sendOptions: null, isAccessible: true },
        },
      ],
    });
    const none = await findBoxes(settings, { kind: "FO", lastName: "Nikdo", bornOn: "1980-01-01" });
    expect(none).toEqual({ items: [], isCutOff: false });
    expect(await searchBoxes(settings, { text: "zavřená", by: "GENERAL", page: 0 })).toMatchObject({
      items: [{ id: "closed1", sendOptions: "DZ", isAccessible: true }],
    });
  });

  it("say whether they can be sent to, what is left and when the password ends", async () => {
    const { twin, settings } = await box();
    expect(await checkBox(settings, "debtor1")).toBe(1);
    expect(await checkBox(settings, "closed1")).toBe(4);
    expect(await checkBox(settings, "nobody1")).toBeNull();
    expect(await takesCommercial(settings, "debtor1")).toBe(true);
    expect(await takesCommercial(settings, "closed1")).toBe(false);
    expect(await askCredit(settings, "agency7")).toEqual({ minor: 123_400, currency: "CZK" });
    expect(await passwordExpiry(settings)).toBeNull();
    twin.passwordExpiresAt = new Date("2026-06-01T00:00:00Z");
    expect(await passwordExpiry(settings)).toEqual(twin.passwordExpiresAt);
  });

  it.each<[IsdsFault, string, boolean]>([
    [{ kind: "http", status: 401 }, "dataBox.bad_credentials", false],
    [{ kind: "http", status: 503 }, "dataBox.unavailable", true],
    [{ kind: "http", status: 500 }, "dataBox.odd_answer", true],
    [{ kind: "code", code: "3009" }, "dataBox.busy", true],
    [{ kind: "code", code: "1234" }, "dataBox.refused", false],
    [{ kind: "fault", code: "soap:Server" }, "dataBox.odd_answer", true],
    [{ kind: "body", body: "{}" }, "dataBox.odd_answer", true],
    [{ kind: "accept_and_hang" }, "dataBox.timeout", true],
    [{ kind: "drop" }, "dataBox.unreachable", true],
  ])("that meet %j are an error with a name", async (fault, code, retryable) => {
    const timeoutMs = fault.kind === "accept_and_hang" ? 500 : 20_000;
    const { twin, settings } = await box({ timeoutMs });
    twin.fail(fault);
    const error = await checkBox(settings, "debtor1").catch((thrown) => thrown);
    expect(error).toMatchObject({ code, retryable });
  });
});

describe("answers of other hands", () => {
  const soap = (inside: string) =>
    Buffer.from(
      `<?xml version="1.0"?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>` +
        `${inside}</S:Body></S:Envelope>`,
    );
  const OK = "<dmStatus><dmStatusCode>0000</dmStatusCode><dmStatusMessage/></dmStatus>";
  const read = (operation: string, inside: string) => {
    const answer = readSoap(
      soap(`<${operation}Response xmlns="x">${inside}${OK}</${operation}Response>`),
      operation,
    );
    if (answer.kind !== "answer") throw new Error(answer.kind);
    return answer.root;
  };

  it("may have one record, none, or nil", () => {
    const record = "<dmRecord dmType='V' specMessFlag='1'><dmID>1</dmID><dmAnnotation/></dmRecord>";
    const list = (inside: string) => readList(read("GetListOfReceivedMessages", inside));
    expect(list(`<dmRecords>${record}</dmRecords>`)).toMatchObject([
      { id: "1", subject: null, state: null, type: "V", isSuspicious: true },
    ]);
    expect(list(`<dmRecords>${record}${record}</dmRecords>`)).toHaveLength(2);
    expect(list("<dmRecords/>")).toEqual([]);
    expect(list('<dmRecords xsi:nil="true"/>')).toEqual([]);
    expect(list("")).toEqual([]);
  });

  it("may tell several events in one element, as old ones did", () => {
    const events = (inside: string) =>
      readDelivery(
        read(
          "GetDeliveryInfo",
          `<dmDelivery><dmDm><dmID>1</dmID></dmDm><dmEvents>${inside}</dmEvents></dmDelivery>`,
        ),
      )?.events.map(({ at, code }) => [at?.toISOString().slice(0, 10) ?? null, code]);
    const pair = (day: string, words: string) =>
      `<dmEventTime>${day}T10:00:00.000+01:00</dmEventTime><dmEventDescr>${words}</dmEventDescr>`;
    const [a, b] = [pair("2026-03-01", "EV0: podána"), pair("2026-03-02", "E6: fikce")];
    const expected = [
      ["2026-03-01", "EV0"],
      ["2026-03-02", "E6"],
    ];
    expect(events(`<dmEvent>${a}</dmEvent><dmEvent>${b}</dmEvent>`)).toEqual(expected);
    expect(events(`<dmEvent>${a}${b}</dmEvent>`)).toEqual(expected);
    expect(
      events("<dmEvent><dmEventTime/><dmEventDescr>Doručeno</dmEventDescr></dmEvent>"),
    ).toEqual([[null, null]]);
    expect(events("")).toEqual([]);
  });

  it("that are no answers are odd", () => {
    for (const text of ["", "<a/>", "<S:Envelope/>"]) {
      expect(readSoap(Buffer.from(text), "X").kind).toBe("odd");
    }
    expect(readSoap(soap("<OtherResponse/>"), "X").kind).toBe("odd");
    expect(readSoap(soap("<XResponse/>"), "X").kind).toBe("odd");
    expect(readSoap(soap(`<XResponse>${OK.replace("0000", "")}</XResponse>`), "X").kind).toBe(
      "odd",
    );
  });
});

it("a sound message has no fault", () => expect(faultOfMessage(message, "SD-1")).toBeNull());

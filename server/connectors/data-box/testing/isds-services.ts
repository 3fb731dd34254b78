import type { XmlElement, XmlFields } from "../../xml";
import { nillable, textOf } from "../soap";
import type { IsdsTwin } from "./isds-twin";
import {
  dbStatus,
  deliveryOf,
  dmStatus,
  type KeptBox,
  type KeptMessage,
  recordOf,
  returnedOf,
  writtenOf,
} from "./isds-words";

/** Each service: what is asked, what is answered, and at which path. */
type Service = (twin: IsdsTwin, question: XmlElement) => XmlFields;

/** Those that count as signing in to the box: what waits in it becomes delivered. */
const signIn = (twin: IsdsTwin) => {
  for (const message of twin.received) {
    if (message.state === 4) twin.advance(message.id, 6);
  }
};

const nil = (name: string) => nillable(name, null);

function listOf(twin: IsdsTwin, question: XmlElement, messages: KeptMessage[]): XmlFields {
  const [from, to] = ["dmFromTime", "dmToTime"].map((name) => textOf(question, name));
  const offset = Number(textOf(question, "dmOffset") ?? 1);
  const limit = Math.min(Number(textOf(question, "dmLimit") ?? 1_000), twin.pageMax);
  const inside = messages.filter(
    ({ deliveredAt }) =>
      deliveredAt !== null &&
      (from === null || deliveredAt >= new Date(from ?? "")) &&
      (to === null || deliveredAt <= new Date(to ?? "")),
  );
  const page = inside.slice(offset - 1, offset - 1 + limit);
  const records = page.map((message, at) => recordOf(message, offset + at));
  return [page.length === 0 ? nil("dmRecords") : ["p:dmRecords", records], dmStatus()];
}

function create(twin: IsdsTwin, question: XmlElement): XmlFields {
  const { type, written, files } = writtenOf(question);
  const box = twin.boxes.find(({ id }) => id === written.get("dbIDRecipient"));
  if (box === undefined || box.state !== 1) return [dmStatus(box === undefined ? "1214" : "1201")];
  if (type === "K" && !box.takesCommercial) return [dmStatus("1232")];
  const id = twin.keep({ type, written, files, recipient: { box: box.id, name: box.name } });
  return [["p:dmID", id], dmStatus()];
}

function byId(
  twin: IsdsTwin,
  question: XmlElement,
  of: (message: KeptMessage) => XmlFields,
): XmlFields {
  const id = textOf(question, "dmID");
  const found = [...twin.sent, ...twin.received].find((message) => message.id === id);
  return found === undefined ? [dmStatus("1222")] : [...of(found), dmStatus()];
}

const zfo = (kind: string, { id }: KeptMessage): XmlFields => [
  ["p:dmSignature", Buffer.from(`ZFO ${kind} ${id}`).toString("base64")],
];

function changes(twin: IsdsTwin, question: XmlElement): XmlFields {
  const [from, to] = ["dmFromTime", "dmToTime"].map(
    (name) => new Date(textOf(question, name) ?? 0),
  );
  const all = twin.sent.flatMap(({ id, changes: each }) =>
    each.map((change) => ({ id, ...change })),
  );
  const inside = all.filter(({ at }) => from && to && at >= from && at <= to);
  const records = inside.map(
    ({ id, at, state }) =>
      [
        "p:dmRecord",
        [
          ["p:dmID", id],
          ["p:dmEventTime", at.toISOString()],
          ["p:dmMessageStatus", String(state)],
        ],
      ] as const,
  );
  return [records.length === 0 ? nil("dmRecords") : ["p:dmRecords", records], dmStatus()];
}

function ownerOf(box: KeptBox): XmlFields[number] {
  const none = (names: string) => names.split(" ").map(nil);
  return [
    "p:dbOwnerInfo",
    [
      ["p:dbID", box.id],
      nillable("dbType", box.type),
      nillable("ic", box.registrationNo),
      ...none("pnFirstName pnMiddleName pnLastName pnLastNameAtBirth"),
      nillable("firmName", box.name),
      ...none("biDate biCity biCounty biState"),
      nillable("adCity", "Ostrava"),
      nillable("adStreet", "Vzorová"),
      nil("adNumberInStreet"),
      nillable("adNumberInMunicipality", "308"),
      nillable("adZipCode", "70200"),
      ...none("adState nationality identifier registryCode"),
      nillable("dbState", String(box.state)),
      ...none("dbEffectiveOVM dbOpenAddressing"),
    ],
  ];
}

function find(twin: IsdsTwin, question: XmlElement): XmlFields {
  const owner = question.children[0];
  const [type, registrationNo, name] = ["dbType", "ic", "firmName"].map((each) =>
    owner === undefined ? null : textOf(owner, each),
  );
  const found = twin.boxes.filter(
    (box) =>
      box.type === type &&
      (registrationNo === null || box.registrationNo === registrationNo) &&
      (name === null || box.name === name),
  );
  if (found.length === 0) return [nil("dbResults"), dbStatus("0002")];
  return [["p:dbResults", found.map(ownerOf)], dbStatus()];
}

function search(twin: IsdsTwin, question: XmlElement): XmlFields {
  const text = textOf(question, "searchText")?.toLowerCase() ?? "";
  const found = twin.boxes.filter(({ name }) => name.toLowerCase().includes(text));
  const count = String(found.length);
  const results = found.map(
    (box) =>
      [
        "p:dbResult",
        [
          ["p:dbID", box.id],
          ["p:dbType", box.type],
          ["p:dbName", box.name],
          ["p:dbAddress", "Vzorová 308, 70200 Ostrava"],
          nil("dbBiDate"),
          nillable("dbICO", box.registrationNo),
          nil("dbIdOVM"),
          ["p:dbSendOptions", box.takesCommercial ? "ALL" : "DZ"],
        ],
      ] as const,
  );
  return [
    ["p:totalCount", count],
    ["p:currentCount", count],
    ["p:position", "0"],
    ["p:lastPage", "true"],
    ["p:dbResults", results],
    dbStatus(found.length === 0 ? "0002" : "0000"),
  ];
}

const boxOf = (twin: IsdsTwin, question: XmlElement, name: string) =>
  twin.boxes.find(({ id }) => id === textOf(question, name));

export const SERVICES: Readonly<Record<string, [path: string, service: Service]>> = {
  CreateMessage: ["dz", create],
  GetListOfSentMessages: ["dx", (twin, question) => listOf(twin, question, twin.sent)],
  GetListOfReceivedMessages: [
    "dx",
    (twin, question) => {
      signIn(twin);
      return listOf(twin, question, twin.received);
    },
  ],
  MessageDownload: [
    "dz",
    (twin, question) => {
      signIn(twin);
      return byId(twin, question, (message) => [returnedOf(message)]);
    },
  ],
  SignedMessageDownload: [
    "dz",
    (twin, question) => {
      signIn(twin);
      return byId(twin, question, (message) => zfo("zprava", message));
    },
  ],
  GetDeliveryInfo: ["dx", (twin, question) => byId(twin, question, (each) => [deliveryOf(each)])],
  GetSignedDeliveryInfo: [
    "dx",
    (twin, question) => byId(twin, question, (message) => zfo("dorucenka", message)),
  ],
  GetMessageStateChanges: ["dx", changes],
  MarkMessageAsDownloaded: [
    "dx",
    (twin, question) =>
      byId(twin, question, ({ id }) => {
        twin.advance(id, 7);
        return [];
      }),
  ],
  FindDataBox: ["df", find],
  ISDSSearch3: ["df", search],
  CheckDataBox: [
    "df",
    (twin, question) => {
      const box = boxOf(twin, question, "dbID");
      if (box === undefined) return [dbStatus("5001")];
      return [["p:dbState", String(box.state)], dbStatus()];
    },
  ],
  PDZSendInfo: [
    "df",
    (twin, question) => {
      const takes = boxOf(twin, question, "dbId")?.takesCommercial === true;
      return [nillable("PDZsiResult", String(takes)), dbStatus()];
    },
  ],
  DataBoxCreditInfo: [
    "df",
    ({ creditMinor }) => [["p:currentCredit", String(creditMinor)], nil("notifEmail"), dbStatus()],
  ],
  GetPasswordInfo: [
    "DsManage",
    ({ passwordExpiresAt }) => [
      nillable("pswExpDate", passwordExpiresAt?.toISOString()),
      dbStatus(),
    ],
  ],
};

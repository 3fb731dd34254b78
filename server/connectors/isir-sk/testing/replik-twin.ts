import { fold, foldWords } from "@/server/kernel/fold";
import {
  openRegisterTwin,
  REGISTER_MOODS,
  type RegisterMood,
  type RegisterTwin,
  type TwinAnswer,
  type TwinAsked,
} from "../../registers/testing/register-twin";
import {
  type Allowed,
  faultOf,
  questionOf,
  soapAnswer,
  soapFault,
} from "../../registers/testing/soap-register";
import { childText, type XmlElement, type XmlFields } from "../../xml";
import {
  changesOf,
  detailOf,
  infoOf,
  markOf,
  NAMESPACE,
  STRANGER,
  type TwinProceeding,
} from "./replik-words";

/** Troubles that only this register has, beside those of any. */
export const REPLIK_MOODS = [
  "fault",
  "client_fault",
  "wrong_namespace",
  /** A proceeding of a stranger. */
  "other_person",
  /** No rows, and no count of them either. */
  "silent",
  /** Counts more than it gives. */
  "short_page",
  /** Changes of which the newest come first, so that a cut page lacks the earliest. */
  "falling",
  /** A change without a moment among the others. */
  "odd_change",
] as const;
export type ReplikMood = RegisterMood | (typeof REPLIK_MOODS)[number];

export interface ReplikTwin extends Omit<RegisterTwin, "meet"> {
  /** In place of the public registers of an install, with its slash. */
  sandboxUrl: string;
  /** What the register has; may be changed while it runs. */
  proceedings: TwinProceeding[];
  meet(mood: ReplikMood | null): void;
}

const PATH = "/ru-verejnost-ws/";
/** Where an install looks for it in a sandbox of registers. */
const SANDBOX = "/isir_sk/";

/** The Slovak insolvency register on loopback, with proceedings of one's own making. */
export async function startReplikTwin(
  options: { proceedings?: readonly TwinProceeding[]; port?: number } = {},
): Promise<ReplikTwin> {
  let own: ReplikMood | null = null;
  const proceedings = [...(options.proceedings ?? [])];
  const machine = await openRegisterTwin({
    port: options.port,
    path: PATH,
    answer: (asked) => {
      const all = own === "other_person" ? [STRANGER] : twin.proceedings;
      return spoiled(own, answer(asked, all, own));
    },
  });
  const twin: ReplikTwin = {
    sandboxUrl: `${machine.url.slice(0, -PATH.length)}/`,
    ...{ url: machine.url, asked: machine.asked, close: machine.close, proceedings },
    meet(mood) {
      const general = REGISTER_MOODS.find((each) => each === mood) ?? null;
      own = general === null ? mood : null;
      machine.meet(general);
    },
  };
  return twin;
}

function spoiled(mood: ReplikMood | null, said: TwinAnswer): TwinAnswer {
  if (mood === "fault") return soapFault("Internal error", "SOAP-ENV:Server");
  if (mood === "client_fault") return soapFault("Validation error", "SOAP-ENV:Client");
  if (mood === "odd_change") {
    return { ...said, body: said.body.replace(/ PoslednaZmena="[^"]*"/, "") };
  }
  if (mood === "silent") {
    return { ...said, body: said.body.replace(/<ns2:VysledkovCelkom>.*<\/ns2:Vysl\w+>/, "") };
  }
  if (mood !== "wrong_namespace") return said;
  return { ...said, body: said.body.replaceAll(NAMESPACE, "datatypes.oznam.verejnost.sk") };
}

const INT = /^\d{1,9}$/;
const PAGED: readonly Allowed[] = [
  { name: "Stranka", form: INT },
  { name: "VysledkovNaStranku", form: /^([1-9]\d?|100)$/ },
  { name: "TypTriedenia", form: /^(DatumPoslednejUdalosti|DatumZacatiaKonania|Relevancia)$/ },
];

/** Questions with the elements that they may hold, in their order. */
const OPERATIONS: Readonly<Record<string, readonly Allowed[]>> = {
  getKonaniePodlaICO: [{ name: "Ico", form: /./, isNeeded: true }, ...PAGED],
  vyhladajKonanie: [{ name: "Query", form: /./, isNeeded: true }, ...PAGED],
  getKonanieDetail: [{ name: "KonanieId", form: /./, isNeeded: true }],
  vyhladajPoslednuZmenuOd: [
    { name: "ZmenyOd", form: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?$/ },
    { name: "MaximalnyPocetVysledkov", form: /^([1-9]\d?|[1-4]\d\d|500)$/ },
  ],
};

function answer(
  asked: Omit<TwinAsked, "answer">,
  all: readonly TwinProceeding[],
  mood: ReplikMood | null,
): TwinAnswer {
  const question = questionOf(asked);
  const operation = question?.name.replace(/Request$/, "") ?? "";
  const allowed = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
  if (
    question?.namespace !== NAMESPACE ||
    allowed === undefined ||
    ![PATH, SANDBOX].includes(asked.path)
  ) {
    return soapFault("No endpoint mapping found", "SOAP-ENV:Client");
  }
  // Here the elements inside bear the namespace too.
  const fault = faultOf(question, { namespace: NAMESPACE, allowed });
  if (fault !== null) return soapFault(`Validation error: ${fault}`, "SOAP-ENV:Client");
  const said = (content: XmlFields) =>
    soapAnswer({ namespace: NAMESPACE, name: `${operation}Response` }, content);
  const text = (name: string) => childText(question, name);
  if (operation === "getKonanieDetail") {
    // A stranger's proceeding is told whatever was asked for.
    const id = mood === "other_person" ? STRANGER.id : Number(text("KonanieId"));
    const one = all.find((each) => each.id === id);
    return one === undefined ? soapFault("Not found", "SOAP-ENV:Server") : said(detailOf(one));
  }
  if (operation === "vyhladajPoslednuZmenuOd") {
    const since = new Date(text("ZmenyOd") || 0);
    const max = Number(text("MaximalnyPocetVysledkov") || 100);
    return said(changesOf(all, { since, max, isFalling: mood === "falling" }));
  }
  return said(listOf(question, mood === "other_person" ? all : matching(question, all), mood));
}

function matching(question: XmlElement, all: readonly TwinProceeding[]): TwinProceeding[] {
  const [ico, query] = [childText(question, "Ico"), foldWords(childText(question, "Query"))];
  if (ico !== "") return all.filter(({ registrationNo }) => registrationNo === ico);
  const textOf = (each: TwinProceeding) =>
    fold(`${each.debtorName} ${markOf(each)} ${each.registrationNo ?? ""}`);
  return all.filter((each) => query.every((word) => textOf(each).includes(word)));
}

function listOf(
  question: XmlElement,
  rows: readonly TwinProceeding[],
  mood: ReplikMood | null,
): XmlFields {
  const page = Number(childText(question, "Stranka") || "0");
  const size = Number(childText(question, "VysledkovNaStranku") || "10");
  const infos = rows.slice(page * size, (page + 1) * size);
  const total = rows.length + (mood === "short_page" ? 1 : 0);
  return [
    ["ns2:KonanieInfoList", infos.length === 0 ? null : infos.map(infoOf)],
    ["ns2:VysledkovCelkom", String(total)],
  ];
}

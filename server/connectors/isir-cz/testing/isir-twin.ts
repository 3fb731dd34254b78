import {
  openRegisterTwin,
  REGISTER_MOODS,
  type RegisterMood,
  type RegisterTwin,
  type TwinAnswer,
  type TwinAsked,
} from "../../registers/testing/register-twin";
import { faultOf, questionOf, soapAnswer, soapFault } from "../../registers/testing/soap-register";
import type { XmlFields } from "../../xml";
import { answerEvents, type TwinEvent } from "./event-words";
import { ANSWER, DEBTORS_ASKED, debtorsFor, NAMESPACE, rowOf, type TwinDebtor } from "./isir-words";

/** Troubles that only this register has, beside those of any. */
export const ISIR_MOODS = [
  ...["ws1", "ws3", "ws4", "sql1", "server1", "odd_code"],
  /** No rows, and no word for that either. */
  "silent",
  "fault",
  "client_fault",
  "wrong_namespace",
  /** Rows of a stranger. */
  "other_person",
  /** Found by less than was asked for. */
  "weaker",
] as const;
export type IsirMood = RegisterMood | (typeof ISIR_MOODS)[number];

export interface IsirTwin extends Omit<RegisterTwin, "meet"> {
  /** Of the queries (WS2); `eventsUrl` of the events (WS1). */
  url: string;
  eventsUrl: string;
  /** In place of the public registers of an install, with its slash. */
  sandboxUrl: string;
  /** What the register has; may be changed while it runs. */
  debtors: TwinDebtor[];
  events: TwinEvent[];
  /** When its data were of. */
  syncedAt: Date;
  meet(mood: IsirMood | null): void;
  /** Well to the next question, and from the one after it on so. */
  meetSecond(mood: (typeof ISIR_MOODS)[number]): void;
}

const QUERIES = "/isir_cuzk_ws/IsirWsCuzkService";
const EVENTS = "/isir_public_ws/IsirWsPublicService";
/** Where an install looks for them in a sandbox of registers. */
const SANDBOX_EVENTS = "/isir_cz_events/";

/** The Czech insolvency register on loopback, with debtors and events of one's own making. */
export async function startIsirTwin(
  options: {
    debtors?: readonly TwinDebtor[];
    events?: readonly TwinEvent[];
    port?: number;
    syncedAt?: Date;
  } = {},
): Promise<IsirTwin> {
  let own: IsirMood | null = null;
  let next: IsirMood | null = null;
  const machine = await openRegisterTwin({
    port: options.port,
    answer: (asked) => {
      if (asked.path === EVENTS || asked.path === SANDBOX_EVENTS) {
        return answerEvents(asked, twin.events);
      }
      const mood = own;
      own = next ?? own;
      return spoiled(mood, answerQuery(asked, twin, mood));
    },
  });
  const twin: IsirTwin = {
    url: `${machine.url}${QUERIES}`,
    eventsUrl: `${machine.url}${EVENTS}`,
    sandboxUrl: `${machine.url}/`,
    asked: machine.asked,
    debtors: [...(options.debtors ?? [])],
    events: [...(options.events ?? [])],
    syncedAt: options.syncedAt ?? new Date("2026-07-24T08:11:39.000Z"),
    meet(mood) {
      const general = REGISTER_MOODS.find((each) => each === mood) ?? null;
      own = general === null ? mood : null;
      next = null;
      machine.meet(general);
    },
    meetSecond(mood) {
      twin.meet(null);
      next = mood;
    },
    close: machine.close,
  };
  return twin;
}

function spoiled(mood: IsirMood | null, said: TwinAnswer): TwinAnswer {
  if (mood === "fault") return soapFault("java.lang.NullPointerException", "soap:Server");
  if (mood === "client_fault") return soapFault("Data nejsou validní: 800101/9114 Zkušební");
  if (mood !== "wrong_namespace") return said;
  return { ...said, body: said.body.replaceAll(NAMESPACE, "http://isirws.cca.cz/types/v2/") };
}

const STRANGER: TwinDebtor = {
  ...{ birthNumber: "715210/0014", registrationNo: "99000199", bornOn: "1971-02-10" },
  ...{ surname: "Cizí", givenName: "Osoba", number: 98_999, year: 2020, state: "KONKURS" },
};

function answerQuery(
  asked: Omit<TwinAsked, "answer">,
  twin: IsirTwin,
  mood: IsirMood | null,
): TwinAnswer {
  const question = questionOf(asked);
  if (question?.name !== DEBTORS_ASKED.name || question.namespace !== NAMESPACE) {
    return soapFault("Cannot find dispatch method");
  }
  const fault = faultOf(question, { namespace: "", allowed: DEBTORS_ASKED.allowed });
  if (fault !== null) {
    const words = "Data nejsou validní, neodpovídají aktuální definici struktury.";
    return soapFault(`${words} Chyba: '${fault}'`);
  }
  if (mood === "silent") return said([["pocetVysledku", "0"]]);
  if (mood !== null && /^(ws\d|sql1|server1|odd_code)$/.test(mood)) {
    return saidCode(mood === "odd_code" ? "WS9" : mood.toUpperCase());
  }
  const found = debtorsFor(question, twin.debtors);
  if (mood === "other_person" || mood === "weaker") {
    const rows = mood === "weaker" && found.kind === "found" ? found.rows : [STRANGER];
    return saidRows(rows, { ...twin, relevance: mood === "weaker" ? 7 : 1 });
  }
  if (found.kind === "code") return saidCode(found.code);
  return saidRows(found.rows, { ...twin, relevance: found.relevance });
}

const TEXTS: Readonly<Record<string, readonly [string, string]>> = {
  WS1: ["Nesprávná kombinace parametrů", "Nesprávná kombinace parametrů"],
  WS2: ["Prázdný výsledek", "Zadaným kritériím neodpovídají žádné záznamy"],
  WS3: ["Krátký řetězec", "Minimální délka zadaného řetězce je 2 znaky"],
  WS4: ["Neaktuální data", "Data v registru nejsou aktuální"],
};

function saidCode(code: string): TwinAnswer {
  const [text, description] = TEXTS[code] ?? ["Chyba", "Chyba"];
  return said([
    ["kodChyby", code],
    ["textChyby", text],
    ["popisChyby", description],
  ]);
}

function saidRows(
  rows: readonly TwinDebtor[],
  { syncedAt, relevance }: { syncedAt: Date; relevance: number },
): TwinAnswer {
  const data = rows.map((row) => ["data", rowOf(row)] as const);
  return said(
    [
      ["pocetVysledku", String(rows.length)],
      ["relevanceVysledku", String(relevance)],
      ["casSynchronizace", syncedAt.toISOString()],
    ],
    data,
  );
}

const said = (state: XmlFields, data: XmlFields = []): TwinAnswer =>
  soapAnswer({ namespace: NAMESPACE, name: ANSWER }, [...data, ["stav", state]]);

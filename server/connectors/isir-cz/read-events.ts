import {
  instantIn,
  linkIn,
  type RegisterReply,
  readSoapAnswer,
  type SoapWord,
  textIn,
  type Unavailable,
  unavailable,
  wholeIn,
} from "../registers";
import { childText, type XmlElement, xmlChild, xmlChildren } from "../xml";
import type { IsirEvent, UnreadableEvent } from "./event";
import { readNote } from "./event-note";

const NAMESPACE = "http://isirpublicws.cca.cz/types/";
const word = (name: string): SoapWord => ({ namespace: NAMESPACE, name });
export const EVENTS_ASKED = word("getIsirWsPublicIdDataRequest");
export const LAST_ASKED = word("getIsirWsPublicPosledniIdDataRequest");
const EVENTS_ANSWERED = word("getIsirWsPublicDataResponse");
const LAST_ANSWERED = word("getIsirWsPublicPosledniDataResponse");

/** As many as one answer holds; with fewer the feed was read to its end. */
export const EVENTS_MAX = 1_000;

export type IsirEvents =
  | {
      outcome: "read";
      /** By their ids, rising. */
      events: IsirEvent[];
      unreadable: UnreadableEvent[];
      /** Where to go on from; the id that was asked for where nothing is behind it. */
      lastId: number;
      isEnd: boolean;
    }
  | Unavailable;

export type IsirLastEvent = { outcome: "read"; lastId: number } | Unavailable;

export function readEvents(reply: RegisterReply, afterId: number): IsirEvents {
  const read = readSoapAnswer(reply, EVENTS_ANSWERED);
  if ("trouble" in read) return read.trouble;
  const trouble = troubleOfState(xmlChild(read.root, "status"));
  if (trouble !== null) return trouble;
  const rows = xmlChildren(read.root, "data");
  const found = rows.map((row) => eventOf(row));
  const ids = found.flatMap(({ id }) => (id === null || id <= afterId ? [] : id));
  // Such an answer is of another question, and would be read again for ever.
  if (rows.length > 0 && ids.length === 0) return unavailable("garbage", "no_new_id");
  const events = found
    .flatMap(({ event }) => (event === null || event.id <= afterId ? [] : event))
    .sort((a, b) => a.id - b.id);
  return {
    outcome: "read",
    events,
    unreadable: found.flatMap(({ id, unread }) => (unread === null ? [] : { id, part: unread })),
    lastId: ids.reduce((last, id) => Math.max(last, id), afterId),
    isEnd: rows.length < EVENTS_MAX,
  };
}

export function readLastEvent(reply: RegisterReply): IsirLastEvent {
  const read = readSoapAnswer(reply, LAST_ANSWERED);
  if ("trouble" in read) return read.trouble;
  const trouble = troubleOfState(xmlChild(read.root, "status"));
  if (trouble !== null) return trouble;
  const lastId = wholeIn(read.root, "cisloPosledniId");
  return lastId === null ? unavailable("garbage", "no_id") : { outcome: "read", lastId };
}

function troubleOfState(status: XmlElement | undefined): Unavailable | null {
  const state = status === undefined ? "" : childText(status, "stav");
  if (status === undefined || (state !== "OK" && state !== "CHYBA")) {
    return unavailable("garbage", "no_state");
  }
  const code = childText(status, "kodChyby");
  if (state === "OK" && code === "") return null;
  // What WS1 and WS2 mean here is published nowhere.
  if (code === "SERVER1") return unavailable("outage", code);
  return unavailable("fault", /^[A-Z]{1,12}\d{0,3}$/.test(code) ? code : "odd_code");
}

interface Found {
  id: number | null;
  event: IsirEvent | null;
  unread: UnreadableEvent["part"] | null;
}

function eventOf(row: XmlElement): Found {
  const id = wholeIn(row, "id");
  const [mark, type] = [textIn(row, "spisovaZnacka"), textIn(row, "typUdalosti")];
  if (id === null || mark === null || type === null) return { id, event: null, unread: "row" };
  const written = childText(row, "poznamka");
  const note = written === "" ? null : readNote(written);
  const [, number, year] = /^INS (\d{1,7})\/(\d{4})$/.exec(mark) ?? [];
  const event: IsirEvent = {
    ...{ id, mark, type, note },
    createdAt: instantIn(row, "datumZalozeniUdalosti"),
    publishedAt: instantIn(row, "datumZverejneniUdalosti"),
    proceeding: number === undefined ? null : { number: Number(number), year: Number(year) },
    description: textIn(row, "popisUdalosti"),
    section: textIn(row, "oddil"),
    sectionNo: wholeIn(row, "cisloVOddilu"),
    documentUrl: linkIn(row, "dokumentUrl"),
  };
  return { id, event, unread: written !== "" && note === null ? "note" : null };
}

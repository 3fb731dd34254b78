import {
  dayIn,
  type RegisterReply,
  readSoapAnswer,
  registrationDigitsOf,
  type SoapWord,
  textIn,
  type Unavailable,
  unavailable,
  wholeIn,
} from "../registers";
import { type XmlElement, xmlChild, xmlChildren } from "../xml";
import { type ReplikRecord, replikDetailUrl } from "./replik";

export type ListedRecord = Omit<ReplikRecord, "match">;

/** A page of a list, and how many rows the list has whole. */
export interface ReplikPage {
  rows: ListedRecord[];
  total: number;
}

export function readPage(reply: RegisterReply, expected: SoapWord): ReplikPage | Unavailable {
  const read = readSoapAnswer(reply, expected);
  if ("trouble" in read) return read.trouble;
  const total = wholeIn(read.root, "VysledkovCelkom");
  // It is there whenever the register answers: without it nothing says that nobody was found.
  if (total === null) return unavailable("garbage", "no_total");
  const list = xmlChild(read.root, "KonanieInfoList");
  const rows = list === undefined ? [] : xmlChildren(list, "KonanieInfo").map(recordOf);
  return rows.every((row) => row !== null) ? { rows, total } : unavailable("garbage", "odd_row");
}

function recordOf(row: XmlElement): ListedRecord | null {
  const id = wholeIn(row, "Id");
  if (id === null) return null;
  const proceedingId = String(id);
  return {
    proceedingId,
    fileMark: textIn(row, "SpisovaZnackaSudu"),
    trusteeFileMark: textIn(row, "SpisovaZnackaSpravcu"),
    kind: textIn(row, "Typ"),
    state: textIn(row, "StavKonania"),
    filedOn: dayIn(row, "DatumPodania"),
    startedOn: dayIn(row, "DatumZacatiaKonania"),
    processStartedOn: dayIn(row, "DatumZacatiaProcesu"),
    endedOn: dayIn(row, "DatumUkonceniaProcesu"),
    endReason: textIn(row, "DovodUkonceniaProcesu"),
    debtorName: textIn(row, "Dlznik"),
    registrationNo: registrationDigitsOf(textIn(row, "DlznikIco")),
    bornOn: dayIn(row, "DlznikDatumNarodenia"),
    lastEvent: textIn(row, "PoslednaUdalost"),
    lastEventOn: dayIn(row, "DatumPoslednejUdalosti"),
    courtCode: textIn(row, "Sud"),
    courtName: textIn(row, "SudNazov"),
    trusteeName: textIn(row, "Spravca"),
    detailUrl: replikDetailUrl(proceedingId),
  };
}

import {
  openRegisterTwin,
  type RegisterTwin,
  type TwinAnswer,
} from "../../registers/testing/register-twin";
import { writeXml, type XmlFields, type XmlTag } from "../../xml";

export interface DocumentsTwin extends RegisterTwin {
  /** Number → the day it was listed, "15.4.2024". */
  listed: Map<string, string>;
  updated: string;
  /** Says that it is broken, in its own words. */
  isBroken: boolean;
}

const PATH = "/neplatne-doklady/doklady.aspx";
const KINDS: Readonly<Record<string, { type: string; shape: RegExp }>> = {
  "0": { type: "OP", shape: /^(?:([1-9]\d{8})|(\d{6})([A-Z]{2}(?:\d{2})?))$/ },
  "4": { type: "CD", shape: /^(\d{8})$/ },
  "6": { type: "ZP", shape: /^([A-Z]{2}\d{6})$/ },
};

/** The ministry's list of invalid documents on loopback. */
export async function startDocumentsTwin(
  options: { listed?: Map<string, string>; port?: number } = {},
): Promise<DocumentsTwin> {
  const twin: DocumentsTwin = Object.assign(
    await openRegisterTwin({
      ...{ path: PATH, port: options.port },
      answer: ({ method, path }) => answerOf(twin, method, path),
    }),
    { listed: options.listed ?? new Map<string, string>(), updated: "24.4.2024", isBroken: false },
  );
  return twin;
}

function answerOf(twin: DocumentsTwin, method: string, path: string): TwinAnswer {
  const { pathname, searchParams } = new URL(path, "http://mv");
  const kind = KINDS[searchParams.get("doklad") ?? ""];
  const number = searchParams.get("dotaz") ?? "";
  const parts = kind?.shape.exec(number);
  const isOdd = [...searchParams.keys()].some((key) => key !== "doklad" && key !== "dotaz");
  if (pathname !== PATH || method !== "GET") {
    return { status: 404, mediaType: "text/html", body: "<html><h1>404</h1></html>" };
  }
  if (twin.isBroken) return xml([[error("ne"), "Chyba databáze"]]);
  if (!kind || !parts || isOdd) return xml([[error("ano"), "Špatně zadané číslo dokladu"]]);
  const [, whole, old, series = "-"] = parts;
  const since = twin.listed.get(number);
  const listed = { evidovano: "ano", evidovano_od: since ?? "" };
  const attributes = { aktualizovano: twin.updated, ...(since ? listed : { evidovano: "ne" }) };
  const question = { typ: kind.type, cislo: whole ?? old ?? "", serie: series };
  return xml([
    [{ name: "dotaz", attributes: question }, ""],
    [{ name: "odpoved", attributes }, ""],
  ]);
}

const error = (isOurs: string): XmlTag => ({
  ...{ name: "chyba", attributes: { spatny_dotaz: isOurs } },
});

function xml(content: XmlFields): TwinAnswer {
  const attributes = { posl_zmena: "12.8.2010", pristi_zmeny: "" };
  const body = writeXml({ name: "doklady_neplatne", attributes }, content);
  return { status: 200, mediaType: "text/xml; charset=utf-8", body };
}

import { dayOf, wallClock } from "@/server/kernel/days";
import { TIME_ZONE } from "@/server/kernel/locale";
import { encode } from "../../bank/testing/encode";
import {
  type Answer,
  type Asked,
  type Behaviour,
  type Gateway,
  jsonAnswer,
  openGateway,
  xmlAnswer,
} from "../../web/testing/gateway";
import { childText, readXml, writeXml, type XmlElement, xmlChild, xmlChildren } from "../../xml";

/** A letter that the twin has taken. */
export interface TakenLetter {
  id: string;
  /** The letter's XML, as it came. */
  root: XmlElement;
  files: { name: string; bytes: Buffer }[];
  /** 20 active, 46 cancelled, 50 waiting. */
  handling: "20" | "46" | "50";
  postingNo: string | null;
  at: Date;
  /** States of the public tracking. */
  states: { id: string; date: string; text: string }[];
}

export interface DopisOnlineTwin {
  baseUrl: string;
  trackingUrl: string;
  gateway: Gateway;
  taken: TakenLetter[];
  /** Whether lists of orders repeat the names of files; nobody knows of the real one. */
  isNaming: boolean;
  isTracking: boolean;
  /** Whether lists number orders otherwise than the answers to letters do. */
  isRenumbering: boolean;
  next(...behaviours: Behaviour[]): void;
  close(): Promise<void>;
}

export const DOPISONLINE_LOGIN = { user: "twin", password: "heslo" };
export const TWIN_CODES = {
  ordinary: "195",
  registered: "66",
  registeredReceipt: "67",
  ownHands: "68",
} as const;
const LABELS: Readonly<Record<string, string>> = {
  "195": "Obyčejné psaní",
  "66": "Doporučené psaní",
  "67": "Doporučené psaní s dodejkou",
  "68": "Doporučené psaní s dodejkou, dodat do vlastních rukou",
  "70": "Balík do ruky",
};
const PLAIN = TWIN_CODES.ordinary;

/** DopisOnline and the public tracking of the post, on one machine. */
export async function openDopisOnlineTwin(
  options: { port?: number; now?: () => Date } = {},
): Promise<DopisOnlineTwin> {
  const { now = () => new Date() } = options;
  const gateway = await openGateway({
    ...options,
    isHanding: (path) => path === "/dopisonline/donApi.php",
    answer: (asked) => answer(twin, asked, now()),
  });
  const twin: DopisOnlineTwin = {
    baseUrl: `${gateway.url}dopisonline/`,
    trackingUrl: `${gateway.url}services/ParcelHistory/getDataAsJson`,
    ...{ gateway, taken: [], isNaming: false, isTracking: true, isRenumbering: false },
    next: gateway.next,
    close: gateway.close,
  };
  return twin;
}

/** Errors come in the old code page. */
function fault(code: number, words: string): Answer {
  const head = '<?xml version="1.0" encoding="windows-1250"?>\n';
  const text = `${head}<chyba>\n<kod>${code}</kod>\n<popis>${words}</popis>\n</chyba>\n`;
  const body = encode(text, "windows-1250");
  return { status: 200, headers: { "content-type": "text/xml" }, body };
}

function answer(twin: DopisOnlineTwin, asked: Asked, at: Date): Answer {
  const { pathname, searchParams } = new URL(asked.path, twin.baseUrl);
  if (pathname.startsWith("/services/")) return track(twin, searchParams.get("idParcel") ?? "");
  const fields = fieldsOf(asked);
  const { user, password } = DOPISONLINE_LOGIN;
  if (fields.get("user")?.toString() !== user || fields.get("password")?.toString() !== password) {
    return fault(2, "Chybné heslo uživatele");
  }
  const text = (name: string) => fields.get(name)?.toString() ?? "";
  const page = pathname.slice("/dopisonline/".length);
  if (page === "donApi.php") return take(twin, fields.get("soubor"), at);
  if (page === "donPrehledZak.php") return list(twin, text("zasilka"), text("datum"));
  if (page === "podlist.php") return sheet(twin, text("podcislo"));
  if (page === "donStorno.php") return cancel(twin, text("typ"), text("zasilka"));
  if (page === "vratCiselnik.php") {
    const codes = Object.entries(LABELS).map(([kod, popis]) => {
      return [
        "ciselnik",
        [
          ["kod", ` ${kod}`],
          ["popis", popis],
        ],
      ] as const;
    });
    return xmlAnswer(writeXml("ciselniky", codes));
  }
  return { status: 404, body: "" };
}

/** Of both kinds of body. */
function fieldsOf({ headers, body }: Asked): Map<string, Buffer> {
  const mark = /boundary=(\S+)/.exec(headers["content-type"] ?? "")?.[1];
  if (!mark) {
    const params = [...new URLSearchParams(body.toString())];
    return new Map(params.map(([name, value]) => [name, Buffer.from(value)]));
  }
  const parts = body.toString("latin1").split(`--${mark}`).slice(1, -1);
  return new Map(
    parts.map((part) => {
      const [head = "", ...rest] = part.split("\r\n\r\n");
      const value = Buffer.from(rest.join("\r\n\r\n").slice(0, -2), "latin1");
      return [/ name="([^"]*)"/.exec(head)?.[1] ?? "", value];
    }),
  );
}

function take(twin: DopisOnlineTwin, file: Buffer | undefined, at: Date): Answer {
  const root = file && readXml(file);
  if (root?.name !== "dataroot") return fault(5, "Soubor není platný");
  const code = childText(root, "typvyplatneho");
  if (!LABELS[code]) return fault(9, "Neznámý typ výplatného");
  for (const name of ["adrobec", "adrpsc", "odsobec", "odspsc"]) {
    if (childText(root, name) === "") return fault(8, `Proměnná ${name} je prázdná`);
  }
  const parts = xmlChildren(xmlChild(root, "soubory") ?? root, "soubor");
  const files = parts.map((part) => ({
    name: part.attributes.name ?? "",
    bytes: Buffer.from(childText(part, "dataSoubor"), "base64"),
  }));
  if (files.length === 0) return fault(11, "Chybí soubor");
  const number = twin.taken.length + 1;
  const id = `${dayOf(at).replaceAll("-", "")}183959_${number}`;
  const postingNo = code === PLAIN ? null : `RR${String(number).padStart(9, "0")}CZ`;
  const letter: TakenLetter = { id, root, files, handling: "50", postingNo, at, states: [] };
  twin.taken.push(letter);
  const order = [
    [{ name: "chyby", attributes: { stav: "0" } }, "\n"],
    ["typvyplatneho", code],
    ["kod_objednavky", id],
    ["podaci_cislo", postingNo ?? ""],
    ["podaci_posta", "370 20"],
    ["datum_podani", dayOf(at)],
    ["cena", "11.31 Kč"],
    ["pocet_listu", "1"],
    ["pocet_stranek", "1"],
  ] as const;
  return xmlAnswer(writeXml("zakazka", order));
}

function list(twin: DopisOnlineTwin, asked: string, date: string): Answer {
  const found = twin.taken.filter((letter) =>
    asked === "" ? dayOf(letter.at).replaceAll("-", "") === date : letter.id === asked,
  );
  if (asked !== "" && found.length === 0) return fault(21, "Zakázka neexistuje");
  const orders = found.map((letter) => {
    const { year, month, day, hour, minute } = wallClock(letter.at, TIME_ZONE);
    const id = twin.isRenumbering ? letter.id.replace("_", "0") : letter.id;
    const names = letter.files.map(({ name }) => [{ name: "soubor", attributes: { name } }, ""]);
    return [
      { name: "zakazka", attributes: { id } },
      [
        ["podacicislo", letter.postingNo ?? "neni"],
        ["pocetstranek", "1"],
        ["datumpodani", `${year}-${month}-${day} ${hour}:${minute}:00`],
        [{ name: "cena", attributes: { mena: "CZK" } }, "12.60"],
        ["typvyplatneho", childText(letter.root, "typvyplatneho")],
        ["zpracovani", letter.handling],
        ["stav", "0"],
        ...(twin.isNaming ? [["soubory", names]] : []),
      ],
    ];
  });
  return xmlAnswer(writeXml("dopisonline", orders as never));
}

function sheet(twin: DopisOnlineTwin, postingNo: string): Answer {
  const letter = twin.taken.find((each) => each.postingNo === postingNo);
  if (!letter) return fault(31, "Podací číslo neexistuje");
  const headers = { "content-type": "application/pdf" };
  return { status: 200, headers, body: `%PDF-1.4\n% ${postingNo}\n%%EOF\n` };
}

function cancel(twin: DopisOnlineTwin, kind: string, id: string): Answer {
  const waiting = twin.taken.filter(({ handling }) => handling === "50");
  const state = ["stav", "0"] as const;
  if (kind === "0") {
    const letters = waiting.map((letter) => {
      const tag = { name: "zasilka", attributes: { cislo: letter.id } };
      return [
        tag,
        [
          ["stav", letter.handling],
          ["popis", "Čeká"],
        ],
      ] as const;
    });
    return xmlAnswer(writeXml("storno", [state, ...letters]));
  }
  const letter = waiting.find((each) => each.id === id);
  if (!letter)
    return xmlAnswer(
      writeXml("storno", [
        ["stav", "3"],
        ["popis", "Nelze stornovat"],
      ]),
    );
  letter.handling = "46";
  return xmlAnswer(writeXml("storno", [state, ["popis", ""]]));
}

const UNKNOWN = { id: "-3", date: "", text: "Zásilka tohoto podacího čísla není v evidenci." };

function track(twin: DopisOnlineTwin, question: string): Answer {
  if (!twin.isTracking) return { status: 500, body: "<html>" };
  const numbers = question.split(";").slice(0, 10);
  const parcels = numbers.map((id) => {
    const states = twin.taken.find(({ postingNo }) => postingNo === id)?.states ?? [];
    return { id, attributes: {}, states: { state: states.length > 0 ? states : [UNKNOWN] } };
  });
  return jsonAnswer(200, parcels);
}

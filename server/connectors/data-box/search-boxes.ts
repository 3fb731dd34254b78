import type { Day } from "@/server/kernel/days";
import type { Price } from "@/server/kernel/delivery";
import { isDomainError } from "@/server/kernel/errors";
import { type XmlElement, xmlChild, xmlChildren } from "../xml";
import { askDataBox, CUT_OFF } from "./ask-data-box";
import type { DataBoxSettings, FoundBox, FoundBoxes } from "./data-box";
import { nillable, textOf } from "./soap";

/** Whom a box is looked for of: a legal person, a person in business, a person, an authority. */
export type BoxKind = "PO" | "PFO" | "FO" | "OVM";

/** What is known of the owner; the system wants enough to tell one from another. */
export interface OwnerQuestion {
  kind: BoxKind;
  registrationNo?: string;
  firmName?: string;
  firstName?: string;
  lastName?: string;
  bornOn?: Day;
  city?: string;
  street?: string;
  postalCode?: string;
}

const ACCESSIBLE = "1";
const PAGE_BOXES = 50;
const NO_SUCH_BOX = "5001";

/** Boxes of an owner by exact data. None found is an empty list. Throws external `dataBox.*`. */
export async function findBoxes(
  settings: DataBoxSettings,
  owner: OwnerQuestion,
): Promise<FoundBoxes> {
  const { root, code } = await askDataBox(settings, {
    ...{ path: "df", operation: "FindDataBox" },
    content: [["p:dbOwnerInfo", ownerContent(owner)]],
  });
  const results = xmlChild(root, "dbResults");
  const owners = results === undefined ? [] : xmlChildren(results, "dbOwnerInfo");
  return { items: owners.flatMap((each) => ownerBox(each) ?? []), isCutOff: code === CUT_OFF };
}

function ownerContent(owner: OwnerQuestion) {
  return [
    nillable("dbID", null),
    nillable("dbType", owner.kind),
    nillable("ic", owner.registrationNo),
    nillable("pnFirstName", owner.firstName),
    nillable("pnMiddleName", null),
    nillable("pnLastName", owner.lastName),
    nillable("pnLastNameAtBirth", null),
    nillable("firmName", owner.firmName),
    nillable("biDate", owner.bornOn),
    nillable("biCity", null),
    nillable("biCounty", null),
    nillable("biState", null),
    nillable("adCity", owner.city),
    nillable("adStreet", owner.street),
    nillable("adNumberInStreet", null),
    nillable("adNumberInMunicipality", null),
    nillable("adZipCode", owner.postalCode),
    nillable("adState", null),
    nillable("nationality", null),
    nillable("identifier", null),
    nillable("registryCode", null),
    nillable("dbState", null),
    nillable("dbEffectiveOVM", null),
    nillable("dbOpenAddressing", null),
  ];
}

/** Boxes by words, as people search; a page of fifty. Throws external `dataBox.*`. */
export async function searchBoxes(
  settings: DataBoxSettings,
  question: { text: string; by: "GENERAL" | "ADDRESS" | "ICO" | "DBID"; page: number },
): Promise<FoundBoxes> {
  const { root, code } = await askDataBox(settings, {
    ...{ path: "df", operation: "ISDSSearch3" },
    content: [
      ["p:searchText", question.text],
      nillable("searchType", question.by),
      nillable("searchScope", "ALL"),
      nillable("page", String(question.page)),
      nillable("pageSize", String(PAGE_BOXES)),
      nillable("highlighting", "false"),
    ],
  });
  const results = xmlChild(root, "dbResults");
  const found = results === undefined ? [] : xmlChildren(results, "dbResult");
  const isLast = (textOf(root, "lastPage") ?? "true") !== "false";
  return {
    items: found.flatMap((each) => resultBox(each) ?? []),
    isCutOff: code === CUT_OFF || !isLast,
  };
}

/** 1: it can be sent to. Null: there is no such box. Throws external `dataBox.*`. */
export async function checkBox(settings: DataBoxSettings, boxId: string): Promise<number | null> {
  try {
    const question = { path: "df", operation: "CheckDataBox" } as const;
    const { root } = await askDataBox(settings, { ...question, content: [["p:dbID", boxId]] });
    const state = Number(textOf(root, "dbState") ?? Number.NaN);
    return Number.isInteger(state) ? state : null;
  } catch (error) {
    if (isDomainError(error) && error.params.code === NO_SUCH_BOX) return null;
    throw error;
  }
}

/** Whether a commercial message may be sent to a box. Throws external `dataBox.*`. */
export async function takesCommercial(
  settings: DataBoxSettings,
  boxId: string,
  kind: "Normal" | "Init" = "Normal",
): Promise<boolean> {
  const { root } = await askDataBox(settings, {
    ...{ path: "df", operation: "PDZSendInfo" },
    content: [["p:dbId", boxId], nillable("PDZType", kind)],
  });
  return /^(true|1)$/.test(textOf(root, "PDZsiResult") ?? "");
}

/** What is left for commercial messages; the system counts in hundredths of a crown. */
export async function askCredit(settings: DataBoxSettings, boxId: string): Promise<Price | null> {
  const { root } = await askDataBox(settings, {
    ...{ path: "df", operation: "DataBoxCreditInfo" },
    content: [["p:dbID", boxId], nillable("ciFromDate", null), nillable("ciTodate", null)],
  });
  const minor = Number(textOf(root, "currentCredit") ?? Number.NaN);
  return Number.isSafeInteger(minor) ? { minor, currency: "CZK" } : null;
}

function ownerBox(owner: XmlElement): FoundBox | null {
  const text = (name: string) => textOf(owner, name) ?? "";
  const id = text("dbID");
  if (id === "") return null;
  const person = ["pnFirstName", "pnMiddleName", "pnLastName"].map(text).filter(Boolean).join(" ");
  const [inMunicipality, inStreet] = [text("adNumberInMunicipality"), text("adNumberInStreet")];
  const house = [inMunicipality, inStreet].filter(Boolean).join("/");
  const street = [text("adStreet"), house].filter(Boolean).join(" ");
  const place = [text("adZipCode"), text("adCity")].filter(Boolean).join(" ");
  const state = text("dbState");
  return {
    id,
    type: text("dbType"),
    name: text("firmName") || person,
    address: [street, place].filter(Boolean).join(", "),
    registrationNo: text("ic") || null,
    bornOn: text("biDate").slice(0, 10) || null,
    sendOptions: null,
    isAccessible: state === "" ? null : state === ACCESSIBLE,
  };
}

function resultBox(result: XmlElement): FoundBox | null {
  const text = (name: string) => textOf(result, name) ?? "";
  const id = text("dbID");
  if (id === "") return null;
  const sendOptions = text("dbSendOptions") || null;
  return {
    id,
    type: text("dbType"),
    name: text("dbName"),
    address: text("dbAddress"),
    registrationNo: text("dbICO") || null,
    bornOn: text("dbBiDate").slice(0, 10) || null,
    sendOptions,
    isAccessible: sendOptions === null ? null : sendOptions !== "DISABLED",
  };
}

import type { PartyKind, PhoneKind } from "@/db/values/parties";
import type { Day } from "@/server/kernel/days";
import { foldWords, tidy } from "@/server/kernel/fold";
import {
  formatFileMark,
  parseBirthNumber,
  parseEmail,
  parseFileMark,
  parseInn,
  parseKpp,
  parseOgrn,
  parseRegistrationNo,
  parseTaxId,
  type Sex,
} from "@/server/kernel/identifiers";
import type { Finding } from "@/server/kernel/parsed";
import { formatFullName, nameKey, parseFullName } from "@/server/kernel/person-name";
import { parsePhones } from "@/server/kernel/phone";
import { type AddressRecord, readAddress } from "./address";
import type { PartyDraft } from "./inputs";

export interface ContactRecord {
  kind: "email" | "phone";
  /** E-mail in lower case, telephone as E.164. */
  value: string;
  phoneKind: PhoneKind | null;
  note: string | null;
}

/** A party as it is stored, but for the birth number, which leaves this record sealed only. */
export interface PartyRecord {
  kind: PartyKind;
  fullName: string;
  titlesBefore: string | null;
  givenName: string | null;
  surname: string | null;
  titlesAfter: string | null;
  nameKey: string;
  birthOn: Day | null;
  sex: Sex | null;
  /** Digits without the slash, in clear: never to be logged, audited or put into a fact. */
  birthNumber: string | null;
  registrationNo: string | null;
  taxId: string | null;
  legalForm: string | null;
  shortName: string | null;
  vatId: string | null;
  inn: string | null;
  kpp: string | null;
  ogrn: string | null;
  fileMark: string | null;
  country: string;
  dataBoxId: string | null;
  web: string | null;
  otherId: string | null;
  note: string | null;
  addresses: AddressRecord[];
  contacts: ContactRecord[];
  /** Undefined: those that are stored stay. */
  licences?: LicenceRecord[] | undefined;
}

export interface LicenceRecord {
  kind: string;
  number: string;
  issuedBy: string | null;
  validFrom: Day | null;
  validTo: Day | null;
}

/** A finding and the field of the input that it is about ("addresses.0.postalCode"). */
export type FieldFinding = Finding & { field: string };

export interface PartyReading {
  record: PartyRecord;
  /** Not empty: the record must not be written. */
  findings: FieldFinding[];
  warnings: FieldFinding[];
}

const OLDEST_BIRTH: Day = "1850-01-01";
const DATA_BOX = /^[a-z0-9]{7}$/;
// Legal forms at the end of a name; "Alfa s.r.o." and "ALFA, spol. s r. o." share a key.
const LEGAL_FORM =
  /(?: (?:spol|spolecnost))?(?: s r o| sro| a s| k s| v o s| j s a| o p s| z s| z u| se)$/;

/** Folded words in alphabetical order, the legal form left out. */
export function companyKey(name: string): string {
  const words = foldWords(name).join(" ");
  return (words.replace(LEGAL_FORM, "") || words).split(" ").sort().join(" ");
}

/**
 * Reads a draft into the record that is stored: name into its parts, identifiers into their one
 * spelling, birth date and sex out of the birth number. All faults at once, each with its field.
 */
export function readParty(draft: PartyDraft, { today }: { today: Day }): PartyReading {
  const findings: FieldFinding[] = [];
  const warnings: FieldFinding[] = [];
  const remarks = { findings, warnings };
  const isCompany = draft.kind === "legal_entity";
  const name = isCompany ? companyName(draft, remarks) : personName(draft, remarks);
  const birth = readBirth(draft, { ...remarks, today });
  const { country } = draft;
  const record: PartyRecord = {
    kind: draft.kind,
    ...name,
    ...birth,
    registrationNo: readText(draft.registrationNo, (text) =>
      take(parseRegistrationNo(text, { country }), "registrationNo", remarks),
    ),
    taxId: readText(draft.taxId, (text) => take(parseTaxId(text, { country }), "taxId", remarks)),
    legalForm: readText(draft.legalForm),
    ...readRequisites(draft, remarks),
    country,
    dataBoxId: readText(draft.dataBoxId, (text) => dataBox(text, remarks)),
    web: readText(draft.web),
    otherId: readText(draft.otherId),
    note: draft.note?.trim() || null,
    addresses: readAddresses(draft, remarks),
    contacts: [...readEmails(draft, remarks), ...readPhones(draft, remarks)],
    ...(draft.licences ? { licences: draft.licences.map(licenceOf) } : {}),
  };
  return { record, ...remarks };
}

interface Remarks {
  findings: FieldFinding[];
  warnings: FieldFinding[];
}

type Requisites = Pick<PartyRecord, "shortName" | "vatId" | "inn" | "kpp" | "ogrn" | "fileMark">;

/** Numbers of countries that give several; a failed check digit is a warning, another shape is not taken. */
function readRequisites(draft: PartyDraft, remarks: Remarks): Requisites {
  const { country } = draft;
  const read = (field: keyof Requisites, parse: (text: string) => Outcome<{ value: string }>) =>
    readText(draft[field], (text) => take(parse(text), field, remarks)?.value);
  return {
    shortName: readText(draft.shortName),
    vatId: readText(draft.vatId, (text) =>
      take(parseTaxId(vatText(text, country), { country }), "vatId", remarks),
    ),
    inn: read("inn", parseInn),
    kpp: read("kpp", parseKpp),
    ogrn: read("ogrn", parseOgrn),
    fileMark: readText(draft.fileMark, (text) => fileMarkOf(text, country, remarks)),
  };
}

/** IČ DPH is the DIČ with its prefix, which people leave out. */
export const vatText = (text: string, country: string): string =>
  country === "SK" && /^\d{10}$/.test(text.replace(/\s/g, "")) ? `SK${text}` : text;

/** A Czech mark in its one spelling; what is none, and those of other countries, as it was typed. */
function fileMarkOf(text: string, country: string, { warnings }: Remarks): string {
  if (country !== "CZ") return text;
  const mark = parseFileMark(text);
  if (mark.ok) return formatFileMark(mark.value);
  warnings.push({ ...mark.finding, field: "fileMark" });
  return text;
}

function licenceOf(licence: NonNullable<PartyDraft["licences"]>[number]): LicenceRecord {
  const { kind, number, issuedBy, validFrom, validTo } = licence;
  return {
    ...{ kind: tidy(kind), number: tidy(number), issuedBy: issuedBy || null },
    ...{ validFrom: validFrom ?? null, validTo: validTo ?? null },
  };
}

type NameParts = Pick<
  PartyRecord,
  "fullName" | "titlesBefore" | "givenName" | "surname" | "titlesAfter" | "nameKey"
>;

function companyName(draft: PartyDraft, { findings }: Remarks): NameParts {
  const fullName = tidy(draft.fullName);
  if (fullName === "") findings.push({ field: "fullName", code: "kernel.name_empty" });
  const none = { titlesBefore: null, givenName: null, surname: null, titlesAfter: null };
  return { fullName, ...none, nameKey: companyKey(fullName) };
}

function personName(draft: PartyDraft, remarks: Remarks): NameParts {
  const parsed = take(parseFullName(draft.fullName), "fullName", remarks);
  if (parsed) return { fullName: formatFullName(parsed), ...parsed, nameKey: nameKey(parsed) };
  const none = { titlesBefore: null, givenName: null, surname: null, titlesAfter: null };
  return { fullName: tidy(draft.fullName), ...none, nameKey: "" };
}

function readBirth(
  draft: PartyDraft,
  { findings, warnings, today }: Remarks & { today: Day },
): Pick<PartyRecord, "birthNumber" | "birthOn" | "sex"> {
  const typed = draft.birthNumber?.trim();
  const given = { birthNumber: null, birthOn: draft.birthOn ?? null, sex: draft.sex ?? null };
  if (draft.kind === "legal_entity") {
    if (typed || given.birthOn || given.sex) {
      findings.push({ field: "birthNumber", code: "parties.birth_of_company" });
    }
    return given;
  }
  if (given.birthOn && (given.birthOn > today || given.birthOn < OLDEST_BIRTH)) {
    findings.push({ field: "birthOn", code: "parties.birth_impossible" });
  }
  if (!typed) return given;
  const parsed = take(parseBirthNumber(typed, { now: today }), "birthNumber", {
    findings,
    warnings,
  });
  if (!parsed) return given;
  if (given.birthOn && given.birthOn !== parsed.birthOn) {
    findings.push({ field: "birthOn", code: "parties.birth_contradicts" });
  }
  if (given.sex && given.sex !== parsed.sex) {
    findings.push({ field: "sex", code: "parties.sex_contradicts" });
  }
  return { birthNumber: parsed.value, birthOn: parsed.birthOn, sex: parsed.sex };
}

function dataBox(text: string, { findings }: Remarks): string | null {
  const id = text.toLowerCase().replaceAll(" ", "");
  if (DATA_BOX.test(id)) return id;
  findings.push({
    field: "dataBoxId",
    code: "parties.data_box_bad_shape",
    params: { value: text },
  });
  return null;
}

function readAddresses(draft: PartyDraft, remarks: Remarks): AddressRecord[] {
  return draft.addresses.flatMap((address, i) => {
    const { record, findings, warnings } = readAddress(address, draft.country);
    const field = `addresses.${i}.postalCode`;
    remarks.findings.push(...findings.map((finding) => ({ ...finding, field })));
    remarks.warnings.push(...warnings.map((finding) => ({ ...finding, field })));
    return record ? [record] : [];
  });
}

function readEmails(draft: PartyDraft, remarks: Remarks): ContactRecord[] {
  const byValue = new Map<string, ContactRecord>();
  draft.emails.forEach((email, i) => {
    if (email.value === "") return;
    const value = take(parseEmail(email.value), `emails.${i}`, remarks)?.toLowerCase();
    if (!value || byValue.has(value)) return;
    byValue.set(value, { kind: "email", value, phoneKind: null, note: email.note || null });
  });
  return [...byValue.values()];
}

function readPhones(draft: PartyDraft, remarks: Remarks): ContactRecord[] {
  const byValue = new Map<string, ContactRecord>();
  draft.phones.forEach((phone, i) => {
    const { values, findings } = parsePhones(phone.value, draft.country);
    remarks.findings.push(...findings.map((finding) => ({ ...finding, field: `phones.${i}` })));
    for (const { e164, kind } of values) {
      if (byValue.has(e164)) continue;
      byValue.set(e164, { kind: "phone", value: e164, phoneKind: kind, note: phone.note || null });
    }
  });
  return [...byValue.values()];
}

type Outcome<T> = { ok: true; value: T; warnings: Finding[] } | { ok: false; finding: Finding };

/** The value, its warnings noted; undefined with the finding noted. */
function take<T>(parsed: Outcome<T>, field: string, remarks: Remarks): T | undefined {
  if (!parsed.ok) {
    remarks.findings.push({ ...parsed.finding, field });
    return undefined;
  }
  remarks.warnings.push(...parsed.warnings.map((warning) => ({ ...warning, field })));
  return parsed.value;
}

function readText(
  value: string | null | undefined,
  read: (text: string) => string | null | undefined = (text) => text,
): string | null {
  const text = tidy(value ?? "");
  return text === "" ? null : (read(text) ?? null);
}

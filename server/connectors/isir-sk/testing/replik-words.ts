import type { XmlFields } from "../../xml";

export const NAMESPACE = "datatypes.konanie.verejnost.ru.sk.hp.com";

/** A proceeding as the twin keeps it. */
export interface TwinProceeding {
  id: number;
  /** "Testoslav Skúšobný", or the name of a company. */
  debtorName: string;
  registrationNo?: string;
  /** "1980-01-01" */
  bornOn?: string;
  /** Told by the detail only. */
  birthNumber?: string;
  fileMark?: string;
  kind?: string;
  state?: string;
  startedOn?: string;
  processStartedOn?: string;
  endedOn?: string;
  endReason?: string;
  courtCode?: string;
  courtName?: string;
  trusteeName?: string;
  lastEventOn?: string;
  changedAt?: Date;
}

export const STRANGER: TwinProceeding = {
  ...{ id: 999_999, debtorName: "Testoslav Skúšobný", bornOn: "1971-02-10" },
  ...{ registrationNo: "99000199", state: "PREBIEHAJUCE_KONANIE" },
};

export const markOf = ({ id, fileMark }: TwinProceeding): string => fileMark ?? `2OdK/${id}/2025`;

/** A row of a list, in the order of the interface. */
export function infoOf(one: TwinProceeding): XmlFields[number] {
  const { courtCode = "139", courtName = "Okresný súd Banská Bystrica" } = one;
  const content: XmlFields = [
    ["ns2:Id", String(one.id)],
    ["ns2:SpisovaZnackaSpravcu", `${markOf(one)} S9999`],
    ["ns2:SpisovaZnackaSudu", markOf(one)],
    ["ns2:Typ", one.kind ?? "ODDLZENIE_KONKURZ"],
    ["ns2:DatumZacatiaKonania", one.startedOn ?? "2025-03-03"],
    ["ns2:DatumZacatiaProcesu", one.processStartedOn ?? null],
    ["ns2:DatumUkonceniaProcesu", one.endedOn ?? null],
    ["ns2:DovodUkonceniaProcesu", one.endReason ?? null],
    ["ns2:Dlznik", one.debtorName],
    ["ns2:DlznikIco", one.registrationNo ?? null],
    ["ns2:DlznikDatumNarodenia", one.bornOn ?? null],
    ["ns2:PoslednaUdalost", "Vyhlásenie konkurzu"],
    ["ns2:DatumPoslednejUdalosti", one.lastEventOn ?? "2025-06-12"],
    ["ns2:Sud", courtCode],
    ["ns2:SudNazov", courtName],
    ["ns2:Spravca", one.trusteeName ?? null],
    ["ns2:StavKonania", one.state ?? "ZACATY_PROCES_KONANIA"],
  ];
  return ["ns2:KonanieInfo", content];
}

/** The proceeding whole. */
export function detailOf(one: TwinProceeding): XmlFields {
  const content: XmlFields = [
    ["ns2:Id", String(one.id)],
    ["ns2:SpisovaZnackaSpravcu", `${markOf(one)} S9999`],
    ["ns2:SpisovaZnackaSudu", markOf(one)],
    ["ns2:Typ", one.kind ?? "ODDLZENIE_KONKURZ"],
    [{ name: "ns2:Navrhovatel", attributes: typed(one) }, personOf(one)],
    [{ name: "ns2:Dlznik", attributes: typed(one) }, personOf(one)],
    ["ns2:Sud", [["ns2:Nazov", one.courtName ?? "Okresný súd Banská Bystrica"]]],
    ["ns2:Sudca", "JUDr. Súdna"],
    ["ns2:DatumZacatiaKonania", one.startedOn ?? "2025-03-03"],
    ["ns2:DatumZacatiaProcesu", one.processStartedOn ?? null],
  ];
  return [["ns2:Konanie", content]];
}

const isFirm = ({ bornOn }: TwinProceeding) => bornOn === undefined;

const typed = (one: TwinProceeding) => ({
  "xsi:type": isFirm(one) ? "ns2:PravnickaOsoba" : "ns2:FyzickaOsoba",
});

function personOf(one: TwinProceeding): XmlFields {
  const address: XmlFields = [
    ["ns2:Ulica", "Vzorová"],
    ["ns2:SupisneCislo", "217"],
    ["ns2:OrientacneCislo", "3"],
    ["ns2:Obec", "Skúšobná Lehota"],
    ["ns2:Psc", "974 01"],
    ["ns2:Krajina", "Slovenská republika"],
  ];
  const words = one.debtorName.split(" ");
  const own: XmlFields = isFirm(one)
    ? [
        ["ns2:ObchodneMeno", one.debtorName],
        ["ns2:Ico", one.registrationNo ?? ""],
      ]
    : [
        ["ns2:Meno", words.slice(0, -1).join(" ")],
        ["ns2:Priezvisko", words.at(-1) ?? ""],
        ["ns2:RodneCislo", one.birthNumber ?? ""],
        ["ns2:DatumNarodenia", one.bornOn ?? ""],
      ];
  return [["ns2:Adresa", address], ...own];
}

/** Proceedings that changed since a moment, the earliest first but where the twin falls. */
export function changesOf(
  all: readonly TwinProceeding[],
  { since, max, isFalling }: { since: Date; max: number; isFalling: boolean },
): XmlFields {
  const at = ({ changedAt }: TwinProceeding) => changedAt ?? new Date("2026-06-01T10:00:00Z");
  const rows = all
    .filter((each) => at(each) >= since)
    .sort((a, b) => (at(a).getTime() - at(b).getTime()) * (isFalling ? -1 : 1))
    .slice(0, max)
    .map((each) => {
      const attributes = { KonanieId: String(each.id), PoslednaZmena: at(each).toISOString() };
      return [{ name: "ns2:PoslednaZmenaNaKonani", attributes }, ""] as const;
    });
  return [["ns2:PoslednaZmenaNaKonaniList", rows]];
}

import { paragraph, table, writeDocx } from "./write-docx";

const right = { align: "right" } as const;
const bold = { isBold: true } as const;

export function firstReminder(): Uint8Array {
  return writeDocx(
    [
      paragraph("{Odesílatel.Název}", { ...right, ...bold }),
      paragraph("{Povinný.AdresaNaObálku | Povinný.CeléJméno}"),
      paragraph("{Dnes: dlouze}", right),
      paragraph("Naše zn.: {Případ.RefNo}", { style: "Small" }),
      paragraph("Upomínka: nezaplacené závazky", { style: "Title" }),
      paragraph("{Povinný.Oslovení},"),
      paragraph(
        "v naší evidenci jsou závazky vůči společnosti {Věřitel.CeléJméno | Odesílatel.Název}, " +
          "které jsou po splatnosti a dosud je nikdo neuhradil. Možná jde jen o přehlédnutí, proto " +
          "Vám zasíláme jejich přehled:",
      ),
      table(
        [40, 20, 18, 22],
        [
          [
            { text: "Závazek", ...bold },
            { text: "Variabilní symbol", ...bold },
            { text: "Splatnost", ...bold, ...right },
            { text: "Zbývá uhradit", ...bold, ...right },
          ],
          [
            { text: '{Pohledávky.Popis | "pohledávka"}' },
            { text: '{Pohledávky.VS | "–"}' },
            { text: "{Pohledávky.Splatnost}", ...right },
            { text: "{Pohledávky.Zůstatek}", ...right },
          ],
          [
            { text: "Celkem", ...bold },
            { text: "" },
            { text: "" },
            { text: "{Dluh.Celkem}", ...bold, ...right },
          ],
        ],
      ),
      paragraph(
        "Částku {Dluh.Celkem} (slovy: {Dluh.Celkem: slovy}) prosím uhraďte nejpozději do " +
          "{Výzva.Lhůta | Dnes + 10 dní: dlouze} na účet {Účet.Číslo}, variabilní symbol " +
          "{Platba.VS | Případ.RefNo}. Zaplatit můžete i tímto kódem z mobilní aplikace své banky:",
      ),
      paragraph("{Platba.QR}"),
      paragraph("{Když Výzva.Poplatek}Za tuto výzvu účtujeme {Výzva.Poplatek}.{Konec}"),
      paragraph(
        "Nemůžete-li zaplatit najednou, ozvěte se nám. Na splátkách se obvykle domluvíme. Pokud jste " +
          "mezitím zaplatili, považujte tento dopis za bezpředmětný.",
      ),
      paragraph("S pozdravem"),
      paragraph("{Uživatel.Jméno | Odesílatel.Název}", bold),
    ],
    "cs-CZ",
  );
}

const SUM_ROWS = [
  ["Jistina", "{Dluh.Jistina}"],
  ["Smluvní úrok", "{Dluh.Úrok}"],
  ["Zákonný úrok z prodlení k dnešnímu dni", "{Dluh.ÚrokZProdlení}"],
  ["Smluvní pokuta", "{Dluh.SmluvníPokuta}"],
  ["Poplatky a náklady", "{Dluh.Poplatky + Dluh.Náklady}"],
] as const;

export function preActionNotice(): Uint8Array {
  return writeDocx(
    [
      paragraph("{Odesílatel.Název}", { ...right, ...bold }),
      paragraph("{Povinný.AdresaNaObálku | Povinný.CeléJméno}"),
      paragraph("{Dnes: dlouze}", right),
      paragraph("Naše zn.: {Případ.RefNo}", { style: "Small" }),
      paragraph("Předžalobní výzva k plnění", { style: "Title" }),
      paragraph("podle § 142a zákona č. 99/1963 Sb., občanský soudní řád", bold),
      paragraph("{Povinný.Oslovení},"),
      paragraph(
        "jménem věřitele {Věřitel.CeléJméno | Odesílatel.Název} Vás vyzýváme k úhradě dluhu, který " +
          "vznikl z těchto pohledávek:",
      ),
      table(
        [46, 27, 27],
        [
          [
            { text: "Pohledávka", ...bold },
            { text: "Splatnost", ...bold, ...right },
            { text: "Nesplacená jistina", ...bold, ...right },
          ],
          [
            { text: '{Pohledávky.Popis | "pohledávka"}, VS {Pohledávky.VS | "–"}' },
            { text: "{Pohledávky.Splatnost}", ...right },
            { text: "{Pohledávky.Jistina}", ...right },
          ],
        ],
      ),
      paragraph("Ke dni sepsání této výzvy dlužíte:"),
      table(
        [70, 30],
        [
          [
            { text: "Složka dluhu", ...bold },
            { text: "Částka", ...bold, ...right },
          ],
          ...SUM_ROWS.map(([label, value]) => [{ text: label }, { text: value, ...right }]),
          [
            { text: "Celkem", ...bold },
            { text: "{Dluh.Celkem}", ...bold, ...right },
          ],
        ],
      ),
      paragraph(
        "{Když Dluh.ÚrokDenně > 0}Za každý další den prodlení dluh roste o {Dluh.ÚrokDenně}.{Konec}",
      ),
      paragraph(
        "Dluh uhraďte do {Výzva.Lhůta | Dnes + 10 dní: dlouze} na účet {Účet.Číslo}, variabilní " +
          "symbol {Platba.VS | Případ.RefNo}.",
      ),
      paragraph(
        "Nebude-li v této lhůtě zaplaceno, podá věřitel po uplynutí nejméně sedmi dnů od odeslání této " +
          "výzvy žalobu a bude žádat i náhradu nákladů soudního řízení. Vykonatelné rozhodnutí lze " +
          "vymáhat exekucí, jejíž náklady jdou k tíži povinného.",
      ),
      paragraph(
        "Dluh neuznáváte, nebo jste jej už uhradili? Sdělte nám to písemně a doložte do téhož dne. " +
          "Splátky lze dohodnout jen písemně.",
      ),
      paragraph("S pozdravem"),
      paragraph("{Uživatel.Jméno | Odesílatel.Název}", bold),
    ],
    "cs-CZ",
  );
}

export function slovakReminder(): Uint8Array {
  return writeDocx(
    [
      paragraph("{Odosielateľ.Názov}", { ...right, ...bold }),
      paragraph("{Povinný.AdresaNaObálku | Povinný.CeléMeno}"),
      paragraph("{Dnes: dlho}", right),
      paragraph("Naša zn.: {Prípad.RefNo}", { style: "Small" }),
      paragraph("Upomienka: neuhradené záväzky", { style: "Title" }),
      paragraph("{Povinný.Oslovenie},"),
      paragraph(
        "evidujeme Vaše záväzky voči spoločnosti {Věřitel.CeléMeno | Odosielateľ.Názov}, ktoré sú po " +
          "splatnosti a doposiaľ neboli uhradené. Ich prehľad:",
      ),
      table(
        [40, 20, 18, 22],
        [
          [
            { text: "Záväzok", ...bold },
            { text: "Variabilný symbol", ...bold },
            { text: "Splatnosť", ...bold, ...right },
            { text: "Zostáva uhradiť", ...bold, ...right },
          ],
          [
            { text: '{Pohľadávky.Popis | "pohľadávka"}' },
            { text: '{Pohľadávky.VS | "–"}' },
            { text: "{Pohľadávky.Splatnosť}", ...right },
            { text: "{Pohľadávky.Zostatok}", ...right },
          ],
          [
            { text: "Spolu", ...bold },
            { text: "" },
            { text: "" },
            { text: "{Dlh.Celkom}", ...bold, ...right },
          ],
        ],
      ),
      paragraph(
        "Sumu {Dlh.Celkom} (slovom: {Dlh.Celkom: slovom}) prosíme uhraďte najneskôr do " +
          "{Výzva.Lehota na úhradu | Dnes + 10 dní: dlho} na účet {Účet.IBAN}, variabilný symbol " +
          "{Platba.VS | Prípad.RefNo}. Zaplatiť môžete aj týmto kódom z aplikácie svojej banky:",
      ),
      paragraph("{Platba.QR}"),
      paragraph(
        "{Ak Výzva.Poplatok za výzvu}Za túto výzvu účtujeme {Výzva.Poplatok za výzvu}.{Koniec}",
      ),
      paragraph(
        "Ak nemôžete zaplatiť naraz, ozvite sa nám a dohodneme sa na splátkach. Ak ste medzitým " +
          "zaplatili, považujte tento list za bezpredmetný.",
      ),
      paragraph("S pozdravom"),
      paragraph("{Používateľ.Meno | Odosielateľ.Názov}", bold),
    ],
    "sk-SK",
  );
}

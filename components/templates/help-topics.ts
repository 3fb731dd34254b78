/**
 * What the help explains, with examples. They are Czech, as the templates are; `marked` is highlighted,
 * as it would be in Word.
 */
export const HELP_TOPICS = [
  { key: "word", examples: [], marked: "Povinný.Oslovení" },
  { key: "libre", examples: [], marked: "Dluh.Celkem" },
  { key: "html", examples: ["<mark>Povinný.Oslovení</mark>", "<mark>Platba.QR</mark>"] },
  { key: "txt", examples: ["{Povinný.Oslovení}, dlužíte {Dluh.Celkem}."] },
  {
    key: "if",
    examples: [
      "{Když Dluh.Celkem > 5000}… {Jinak}… {Konec}",
      "{Když Povinný.Email je prázdné}… {Konec}",
    ],
  },
  {
    key: "each",
    examples: ["Pohledávky.Popis", "{Pro každou Pohledávky}{Pohledávky.VS} {Konec}"],
  },
  {
    key: "format",
    examples: [
      ...["{Dluh.Celkem: slovy}", "{Dluh.Celkem: bez haléřů}", "{Dnes + 7 dní: dlouze}"],
      ...['{Povinný.Telefon | "neuveden"}', '{Rod(Povinný; "povinen"; "povinna"; "povinni")}'],
    ],
  },
] as const;

import { crowns } from "./figures";
import { type FieldName, type FormFaults, type Given, TERMS } from "./form";
import { REASONS, stateName } from "./loan";
import type { Application, Heard, Store } from "./store";

/** Every text goes through here: what people and Saldo wrote is words, never markup. */
const esc = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function frame(title: string, main: string, head = ""): string {
  return `<!doctype html>
<html lang="cs">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${esc(title)} · Úvěrový modul</title>
<link rel="stylesheet" href="/style.css">
${head}
</head>
<body>
<header><div class="bar">
<a class="brand" href="/">Úvěrový modul</a>
<nav><a href="/">Žádosti</a><a href="/new" class="button primary">Nová žádost</a></nav>
</div></header>
<main>${main}</main>
</body>
</html>`;
}

const button = (path: string, label: string, look = ""): string =>
  `<form method="post" action="${path}"><button class="button ${look}">${label}</button></form>`;

/** Which buttons make sense where a case stands; Saldo has the last word. */
function buttonsOf({ id, state, trouble, caseId }: Application): string {
  const at = `/applications/${id}`;
  if (trouble || caseId === null) return button(`${at}/send`, "Zkusit znovu");
  const choices = Object.entries(REASONS)
    .map(([code, words]) => `<option value="${code}">${esc(words)}</option>`)
    .join("");
  const rejection = `<form method="post" action="${at}/reject" class="pair">
<select name="reason" aria-label="Důvod zamítnutí">${choices}</select>
<button class="button danger">Zamítnout</button></form>`;
  switch (state) {
    case "complete":
    case "evaluate":
      return [
        ...[button(`${at}/check`, "Zkontrolovat občanku")],
        ...[button(`${at}/approve`, "Schválit", "primary"), rejection],
      ].join("");
    case "signing":
    case "payout":
      return button(`${at}/pay-out`, "Podepsáno, vyplatit", "primary");
    default:
      return "";
  }
}

const TONES: Readonly<Record<string, string>> = {
  ...{ repaying: "good", closed: "good", rejected: "bad", failed: "bad", abandoned: "bad" },
  ...{ "early-late": "bad", "external-collection": "bad", signing: "warm", payout: "warm" },
};

function applicationCard(application: Application): string {
  const { id, form, refNo, state, trouble, news } = application;
  const tone = trouble ? "bad" : (TONES[state ?? ""] ?? "");
  const status = state ? stateName(state) : "čeká na Saldo";
  return `<article class="card" id="a-${id}" data-ref="${esc(refNo ?? "")}">
<div class="top"><h3>${esc(form.fullName)}</h3><span class="badge ${tone}">${esc(status)}</span></div>
<p class="facts"><span>${refNo ? `případ <b>${esc(refNo)}</b>` : "zatím bez čísla"}</span>
<span>${esc(crowns(form.amountMinor))}</span><span>${form.months} měsíců</span></p>
${trouble ? `<p class="trouble">${esc(trouble)}</p>` : ""}
${news ? `<p class="news">${esc(news)}</p>` : ""}
<div class="actions">${buttonsOf(application)}</div>
</article>`;
}

const instant = (text: string): string =>
  new Date(text).toLocaleString("cs-CZ", {
    ...{ timeZone: "Europe/Prague", day: "numeric", month: "numeric" },
    ...{ hour: "2-digit", minute: "2-digit", second: "2-digit" },
  });

const FACTS: Readonly<Record<string, string>> = {
  ...{ "payment.received": "Přišla platba", "allocation.added": "Platba rozúčtována" },
  ...{ "movement.assigned": "Pohyb zatříděn", "case.moved": "Případ se posunul" },
  ...{ "case.closed": "Případ uzavřen", "case.closed_paid": "Uzavřen, protože je zaplacen" },
  ...{ "party.insolvent": "Osoba je v insolvenci", "event.added": "Přibyla událost" },
  ...{ "file.added": "Přibyl soubor", "form.saved": "Uložen formulář" },
  ...{ "message.delivered": "Zpráva doručena", "schedule.broken": "Kalendář porušen" },
  ...{ "claim.disputed": "Pohledávka rozporována", "dispute.decided": "O nesouhlasu rozhodnuto" },
};

function heardRow({ id, type, refNo, lastAt, times, replays, outcome }: Heard): string {
  const again = replays > 0 ? ` <span class="muted">z toho přehrání ${replays}</span>` : "";
  const often = times > 1 ? `<span class="badge warm">${times}×</span>${again}` : "1×";
  return `<tr data-id="${esc(id)}">
<th scope="row">${esc(FACTS[type] ?? type)}<code>${esc(id)}</code></th>
<td data-label="Případ">${esc(refNo ?? "–")}</td>
<td data-label="Naposledy">${esc(instant(lastAt))}</td>
<td data-label="Kolikrát">${often}</td>
<td data-label="Co modul udělal">${outcome === null ? '<span class="badge bad">nedokončeno</span>' : esc(outcome)}</td>
</tr>`;
}

const HEARD_SHOWN = 100;
const APPLICATIONS_SHOWN = 60;

/** What the list is asked for by its address. */
export interface View {
  /** Looks again every three seconds. */
  isLive: boolean;
  /** Only this fact; "" for all. */
  type: string;
  /** What the last button said. */
  said: { words: string; isGood: boolean } | null;
}

function heardList(store: Store, { isLive, type }: View): string {
  const heard = [...store.heard.values()].reverse().filter((each) => !type || each.type === type);
  const here = type ? `type=${encodeURIComponent(type)}` : "";
  const live = isLive
    ? `<a href="/?${here}#heard">Přestat sledovat</a>`
    : `<a href="/?${here}#heard">Obnovit</a><a href="/?live=1&${here}#heard">Sledovat</a>`;
  const choices = [["", "všechna"], ...Object.entries(FACTS)]
    .map(([code = "", words = ""]) => {
      const mark = code === type ? " selected" : "";
      return `<option value="${code}"${mark}>${esc(words)}</option>`;
    })
    .join("");
  const rows = heard.slice(0, HEARD_SHOWN).map(heardRow).join("");
  return `<div class="heading" id="heard"><h2>Co Saldo oznámilo</h2>
<form class="links" action="/#heard"><select name="type" aria-label="Která oznámení">${choices}</select>
<button class="button">Zobrazit</button>${live}</form></div>
${
  rows
    ? `<table><thead><tr><th>Oznámení</th><th>Případ</th><th>Naposledy</th><th>Kolikrát</th>
<th>Co modul udělal</th></tr></thead><tbody>${rows}</tbody></table>`
    : '<p class="empty">Saldo zatím nic takového neoznámilo.</p>'
}`;
}

/** Applications with what may be done about them, and what Saldo has told. */
export function listPage(store: Store, view: View): string {
  const { isLive, said } = view;
  const applications = [...store.applications.values()].reverse().slice(0, APPLICATIONS_SHOWN);
  const tone = said?.isGood ? "good" : "bad";
  const main = `
${said ? `<p class="said ${tone}" role="status">${esc(said.words)}</p>` : ""}
<h1>Žádosti</h1>
${
  applications.length > 0
    ? `<div class="cards">${applications.map(applicationCard).join("")}</div>`
    : '<p class="empty">Zatím žádná žádost. <a href="/new">Podejte první.</a></p>'
}
${heardList(store, view)}`;
  return frame("Žádosti", main, isLive ? '<meta http-equiv="refresh" content="3">' : "");
}

interface FieldLook {
  name: FieldName;
  label: string;
  hint?: string;
  /** What a telephone's keyboard should offer. */
  mode?: string;
  auto?: string;
  isOptional?: boolean;
}

const GROUPS: readonly { title: string; fields: readonly FieldLook[] }[] = [
  {
    title: "O vás",
    fields: [
      { name: "fullName", label: "Jméno a příjmení", auto: "name" },
      { name: "birth", label: "Rodné číslo", hint: "Nebo datum narození, 23. 1. 1978" },
      { name: "idCardNo", label: "Číslo občanky", mode: "numeric" },
      { name: "street", label: "Ulice a číslo", auto: "street-address" },
      { name: "city", label: "Obec", auto: "address-level2" },
      { name: "postalCode", label: "PSČ", mode: "numeric", auto: "postal-code" },
      { name: "email", label: "E-mail", mode: "email", auto: "email", isOptional: true },
      { name: "phone", label: "Telefon", mode: "tel", auto: "tel", isOptional: true },
    ],
  },
  {
    title: "O úvěru",
    fields: [
      { name: "amount", label: "Částka", hint: "5 000 až 150 000 Kč", mode: "decimal" },
      { name: "months", label: "Doba splácení" },
      { name: "income", label: "Čistý měsíční příjem", hint: "Kč", mode: "decimal" },
      { name: "expenses", label: "Měsíční výdaje", hint: "Kč", mode: "decimal", isOptional: true },
      { name: "account", label: "Účet pro výplatu", hint: "123456-1234567890/0100" },
    ],
  },
];

function fieldOf(look: FieldLook, value: string, fault: string | undefined): string {
  const { name, label, hint, mode, auto, isOptional } = look;
  const about = [fault ? `${name}-fault` : "", hint ? `${name}-hint` : ""].filter(Boolean);
  const marks = `id="${name}" name="${name}"${isOptional ? "" : " required"}${
    about.length > 0 ? ` aria-describedby="${about.join(" ")}"` : ""
  }${fault ? ' aria-invalid="true"' : ""}`;
  const months = TERMS.map(
    (term) =>
      `<option value="${term}"${String(term) === value ? " selected" : ""}>${term} měsíců</option>`,
  );
  const input =
    name === "months"
      ? `<select ${marks}>${months.join("").replace("3 měsíců", "3 měsíce")}</select>`
      : `<input ${marks} value="${esc(value)}" maxlength="200"${mode ? ` inputmode="${mode}"` : ""}${
          auto ? ` autocomplete="${auto}"` : ""
        }>`;
  return `<div class="field"><label for="${name}">${label}${
    isOptional ? ' <span class="muted">nepovinné</span>' : ""
  }</label>${input}
${hint ? `<p class="hint" id="${name}-hint">${hint}</p>` : ""}
${fault ? `<p class="fault" id="${name}-fault">${esc(fault)}</p>` : ""}</div>`;
}

/** The form of an application, with what was filled in and what is wrong with it. */
export function formPage(given: Given, faults: FormFaults = {}): string {
  const count = Object.keys(faults).length;
  const main = `<h1>Žádost o úvěr</h1>
${count > 0 ? '<p class="said bad" role="alert">Opravte prosím označená pole.</p>' : ""}
<form method="post" action="/applications" class="sheet" novalidate>
${GROUPS.map(
  ({ title, fields }) => `<fieldset><legend>${title}</legend><div class="grid">
${fields.map((look) => fieldOf(look, given[look.name], faults[look.name])).join("")}
</div></fieldset>`,
).join("")}
<div class="actions"><button class="button primary">Podat žádost</button>
<a class="button" href="/">Zpět</a></div>
</form>`;
  return frame("Nová žádost", main);
}

/**
 * Academic, military and church titles of Czechia and Slovakia as official lists print them, the
 * preferred spelling first; zákon 111/1998 § 45-47, zákon 131/2002 Z. z. § 51-54.
 */
const BEFORE = `
Ing.|Bc.|Mgr.|JUDr.|MUDr.|MVDr.|MDDr.|PhDr.|RNDr.|PharmDr.|PaedDr.|ThDr.|ThLic.|ThMgr.|ThBc.
BcA.|MgA.|Bc. art.;Bc.art.|Mgr. art.;Mgr.art.|Ing. arch.;Ing.arch.|RSDr.|RTDr.|RCDr.|PhMr.|MSDr.
ICDr.|DPhDr.|ICLic.|LicTh.|GeoDr.|Dr. Ing.|Dr.|doc.;Doc.|prof.;Prof.|as.;As.|odb. as.
akad. mal.;ak. mal.|akad. soch.;ak. soch.|akad. arch.;ak. arch.|akad. mal. a graf.|akad.
Dipl. Ing.;Dipl.-Ing.|dipl.;Dipl.|Mag.|Dott.|Lic.|Dr. med.|Dr. iur.
gen.;Gen.|brig. gen.|plk.;Plk.|pplk.;Pplk.|mjr.;Mjr.|kpt.;Kpt.|npor.;nadpor.|por.;Por.|ppor.
prap.|nprap.|pprap.|R. D.;R.D.|Msgr.;Mons.`;

const AFTER = `
Ph.D.;PhD.|CSc.|DrSc.|DSc.|DiS.|DiS. art.|MBA|EMBA|BBA|DBA|MPA|MPH|MHA|MIM|MSc.;MSc|M.Sc.|BSc.;BSc
B.Sc.|BA|B.A.|MA|M.A.|MEng.|BEng.|LL.M.;LLM|LL.B.|LL.D.|Th.D.;ThD.|ArtD.|Dr. h. c.;Dr.h.c.;dr. h. c.
MMus.|MFA|MPhil.|Ing.Paed.IGIP|FCCA|ACCA|CFA|CIA|CISA|FRICS|MRICS|MSt.|BSBA|BBus|EUR ING
ml.|st.|nejml.|nejst.|jun.|sen.|jr.|sr.|Jr.|Sr.`;

export type Title = {
  side: "before" | "after";
  /** Spelling for the record: as typed where that is a usual one. */
  text: string;
  /** Of one person in a family (ml., st.): stands without a comma. */
  isGeneration: boolean;
};

type Entry = { side: Title["side"]; spellings: string[]; needsDot: boolean };

// Without a dot these are names or particles of somebody: Thi Ma, St Clair, Por, Gen, Sen.
const NEEDS_DOT = new Set(
  "ma ba st ml as por gen sen jun akad dipl lic mag rd msgr mons dott doc jr sr cia".split(" "),
);

const GENERATION = new Set("ml st nejml nejst jun sen jr sr".split(" "));

const WORDS_MAX = 4;
const NOT_LETTERS = /[^a-z]/g;
const byKey = new Map<string, Entry>();
// Every beginning of a key: one look tells that no title starts with "Jan".
const beginnings = new Set<string>();
fill("before", BEFORE);
fill("after", AFTER);

/**
 * The longest title that begins at `words[start]` ("Ph.", "D." are one), with the count of words
 * it takes; null if there is none. `isAfterComma` lets "Novák, MA" through, where a dot is missing.
 */
export function titleAt(
  words: readonly string[],
  start: number,
  isAfterComma: boolean,
): { title: Title; count: number } | null {
  const most = Math.min(WORDS_MAX, words.length - start);
  let found: { title: Title; count: number } | null = null;
  let key = "";
  for (let count = 1; count <= most; count += 1) {
    const part = keyOf(words[start + count - 1] ?? "");
    key += part;
    if (part === "" || !beginnings.has(key)) break;
    const entry = byKey.get(key);
    if (entry === undefined) continue;
    const typed = words.slice(start, start + count).join(" ");
    if (isWrittenAsTitle(typed, entry, isAfterComma)) {
      found = { title: titleOf(key, typed, entry), count };
    }
  }
  return found;
}

function isWrittenAsTitle(typed: string, entry: Entry, isAfterComma: boolean): boolean {
  if (!entry.needsDot || typed.includes(".")) return true;
  // "MA" after a comma is a degree; "Ma" after a comma is a Vietnamese or a Chinese.
  return isAfterComma && typed === typed.toUpperCase();
}

function titleOf(key: string, typed: string, entry: Entry): Title {
  const usual =
    entry.spellings.find((spelling) => spelling === typed) ?? entry.spellings[0] ?? typed;
  return { side: entry.side, text: usual, isGeneration: GENERATION.has(key) };
}

/** Small letters of an ASCII text, "" for any other: no title has diacritics. */
function keyOf(text: string): string {
  let isLetters = true;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 126) return "";
    if (code < 65) isLetters = false;
  }
  const lower = text.toLowerCase();
  return isLetters ? lower : lower.replace(NOT_LETTERS, "");
}

function fill(side: Title["side"], list: string): void {
  for (const item of list.trim().split(/\||\n/)) {
    const spellings = item.split(";");
    const key = keyOf(spellings[0] ?? "");
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { side, spellings, needsDot: NEEDS_DOT.has(key) });
    else known.spellings.push(...spellings);
    for (let end = 1; end <= key.length; end += 1) beginnings.add(key.slice(0, end));
  }
}

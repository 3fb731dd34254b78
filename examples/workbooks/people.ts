/** Invented people and firms for the sample workbooks; nobody of them exists. */

/** Mulberry32: the same people on every machine. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

export type Random = ReturnType<typeof randomOf>;

const MEN =
  "Jan Petr Jiří Tomáš Martin Pavel Jaroslav Josef Michal Lukáš Jakub David Ondřej Václav Zdeněk Karel Marek Vojtěch Radek Stanislav Roman Aleš Luboš Bohumil Štěpán";
const WOMEN =
  "Jana Eva Hana Anna Lenka Kateřina Lucie Věra Alena Petra Veronika Jaroslava Tereza Martina Michaela Zdeňka Ivana Markéta Barbora Šárka Ludmila Renata Dagmar Kristýna Žaneta";
const SURNAMES =
  "Novák Svoboda Novotný Dvořák Černý Procházka Kučera Veselý Horák Němec Pokorný Marek Pospíšil Hájek Jelínek Král Růžička Beneš Fiala Sedláček Doležal Zeman Kolář Navrátil Čermák Urban Vaněk Blažek Kříž Kovář Kopecký Šimek Bartoš Vlček Polák Musil Konečný Malý Čech Štěpánek Staněk Holub Šťastný Kadlec Dostál Soukup Říha Tichý Vacek Žák";
const TITLES = ["", "", "", "", "", "", "", "Ing. ", "Mgr. ", "Bc. ", "MUDr. "];
const STREETS =
  "Nádražní|Dlouhá|Školní|Zahradní|Lipová|Husova|Komenského|Na Výsluní|Pod Lesem|Sokolská|Palackého|Tyršova|Polní|Jiráskova|Krátká|Žižkova|Úvoz|Štefánikova|Havlíčkova|Březová";
const TOWNS: [city: string, postalCode: string][] = [
  ["Praha 4", "140 00"],
  ["Praha 9", "190 00"],
  ["Brno", "602 00"],
  ["Ostrava", "702 00"],
  ["Plzeň", "301 00"],
  ["Liberec", "460 01"],
  ["Olomouc", "779 00"],
  ["České Budějovice", "370 01"],
  ["Hradec Králové", "500 02"],
  ["Ústí nad Labem", "400 01"],
  ["Pardubice", "530 02"],
  ["Zlín", "760 01"],
  ["Kladno", "272 01"],
  ["Jihlava", "586 01"],
  ["Žďár nad Sázavou", "591 01"],
  ["Český Krumlov", "381 01"],
];
const FIRMS = "Stavby|Autodoprava|Kovovýroba|Pekařství|Zahradnictví|Truhlářství|Instalace|Restaurace";
const MOBILE = ["601", "602", "605", "721", "724", "733", "774", "777"];

export interface Debtor {
  fullName: string;
  surname: string;
  givenName: string;
  birthNumber: string | null;
  registrationNo: string | null;
  street: string;
  postalCode: string;
  city: string;
  email: string | null;
  phone: string | null;
}

const pickOf = (random: Random) => (text: string, by = " ") => {
  const words = text.split(by);
  return words[random(words.length)] ?? "";
};

/** The feminine form of a surname, as nearly everybody writes it. */
function feminine(surname: string): string {
  if (/[ýí]$/.test(surname)) return surname.replace(/ý$/, "á");
  return `${surname.replace(/(?<=[^aeiouyáéíóúůý])e([kc])$/, "$1").replace(/a$/, "")}ová`;
}

const plain = (text: string) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

/** The n-th invented person, or now and then a firm. */
export function debtorOf(n: number, random: Random): Debtor {
  const pick = pickOf(random);
  const [city, postalCode] = TOWNS[random(TOWNS.length)] ?? ["Praha 1", "110 00"];
  const street = `${pick(STREETS, "|")} ${1 + random(1400)}/${1 + random(60)}`;
  const phone = `${MOBILE[random(MOBILE.length)]} ${100 + random(900)} ${100 + random(900)}`;
  const isWoman = random(2) === 0;
  const base = pick(SURNAMES);
  const surname = isWoman ? feminine(base) : base;
  const givenName = pick(isWoman ? WOMEN : MEN);
  const email = `${plain(givenName)}.${plain(surname)}${random(90)}@example.cz`;
  const contact = {
    email: random(3) > 0 ? email : null,
    phone: random(4) > 0 ? `${random(2) === 0 ? "+420 " : ""}${phone}` : null,
  };
  const place = { street, postalCode, city };
  if (random(14) === 0) {
    const fullName = `${pick(FIRMS, "|")} ${base}, s.r.o.`;
    const firm = { fullName, surname: fullName, givenName: "", birthNumber: null };
    return { ...firm, registrationNo: registrationNo(2_000_000 + n * 131), ...place, ...contact };
  }
  const title = TITLES[random(TITLES.length)] ?? "";
  const person = { fullName: `${title}${givenName} ${surname}`, surname, givenName };
  const number = random(12) === 0 ? null : birthNumber(n, isWoman);
  return { ...person, birthNumber: number, registrationNo: null, ...place, ...contact };
}

/** With its check digit, born 1956 to 1998; another one for each n. */
function birthNumber(n: number, isWoman: boolean): string {
  const year = 56 + ((n * 7) % 43);
  const month = 1 + ((n * 5) % 12) + (isWoman ? 50 : 0);
  const day = 1 + ((n * 11) % 28);
  const head = [year, month, day].map((part) => String(part).padStart(2, "0")).join("");
  for (let serial = 100 + (n % 700); ; serial += 1) {
    const check = Number(`${head}${serial}`) % 11;
    if (check < 10) return `${head}/${serial}${check}`;
  }
}

/** Eight digits of a seven-digit base: weights 8 to 2, modulo 11. */
export function registrationNo(base: number): string {
  const digits = String(base).padStart(7, "0");
  let sum = 0;
  for (let i = 0; i < 7; i += 1) sum += Number(digits[i]) * (8 - i);
  return digits + String((11 - (sum % 11)) % 10);
}

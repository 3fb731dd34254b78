import { describe, expect, it } from "vitest";
import type { Sex } from "./guess-sex";
import { type NamePart, vocativeOf } from "./vocative";

/** "Jan Jane": a name and its vocative; a single word stays as it is. */
const TABLES: readonly [NamePart, Sex, string][] = [
  [
    "givenName",
    "male",
    `Jan Jane|Petr Petře|Pavel Pavle|Karel Karle|Marek Marku|Zdeněk Zdeňku|Luděk Luďku|Radek Radku
    Hynek Hynku|Zbyněk Zbyňku|Čeněk Čeňku|Vítek Vítku|Tomáš Tomáši|Lukáš Lukáši|Aleš Aleši
    Miloš Miloši|Luboš Luboši|Leoš Leoši|Mikuláš Mikuláši|Tobiáš Tobiáši|Tadeáš Tadeáši
    Matěj Matěji|Ondřej Ondřeji|Andrej Andreji|Bořivoj Bořivoji|Josef Josefe|Kryštof Kryštofe
    Rudolf Rudolfe|Jiří|Ivo|Oto|Hugo|Bruno|René|Václav Václave|Jaroslav Jaroslave
    Miroslav Miroslave|Stanislav Stanislave|Ladislav Ladislave|Vojtěch Vojtěchu|Bedřich Bedřichu
    Oldřich Oldřichu|Jindřich Jindřichu|Patrik Patriku|Dominik Dominiku|Erik Eriku|Ludvík Ludvíku
    Daniel Danieli|Samuel Samueli|Gabriel Gabrieli|Michael Michaeli|Marcel Marceli|Emanuel Emanueli
    Michal Michale|Emil Emile|Kamil Kamile|Cyril Cyrile|Bohumil Bohumile|Jakub Jakube|Adam Adame
    Filip Filipe|David Davide|Robert Roberte|Albert Alberte|Vít Víte|Richard Richarde
    Eduard Eduarde|Arnošt Arnošte|Alexandr Alexandře|Viktor Viktore|Igor Igore|Otakar Otakare
    Oskar Oskare|Libor Libore|Dalibor Dalibore|Artur Arture|Vladimír Vladimíre|Roman Romane
    Milan Milane|Martin Martine|Antonín Antoníne|Štěpán Štěpáne|Dušan Dušane|Šimon Šimone
    Radim Radime|Vilém Viléme|Alois Aloisi|Denis Denisi|Boris Borisi|Felix Felixi|Prokop Prokope
    Honza Honzo|Jirka Jirko|Ilja Iljo|Nikola Nikolo|Lev Lve|Vavřinec Vavřinče`,
  ],
  [
    "givenName",
    "female",
    `Jana Jano|Eva Evo|Petra Petro|Lenka Lenko|Kateřina Kateřino|Anna Anno|Hana Hano|Věra Věro
    Soňa Soňo|Tereza Terezo|Barbora Barboro|Zuzana Zuzano|Božena Boženo|Markéta Markéto
    Ludmila Ludmilo|Alžběta Alžběto|Naděžda Naděždo|Šárka Šárko|Olga Olgo|Andrea Andreo|Lea Leo
    Marie|Lucie|Julie|Žofie|Alice|Emílie|Natálie|Dagmar|Ester|Ingrid|Miriam|Nikol`,
  ],
  [
    "surname",
    "male",
    `Novák Nováku|Svoboda Svobodo|Novotný|Dvořák Dvořáku|Černý|Procházka Procházko|Kučera Kučero
    Veselý|Horák Horáku|Němec Němče|Pokorný|Marek Marku|Pospíšil Pospíšile|Hájek Hájku
    Jelínek Jelínku|Král Králi|Růžička Růžičko|Beneš Beneši|Fiala Fialo|Sedláček Sedláčku
    Doležal Doležale|Zeman Zemane|Kolář Koláři|Krejčí|Navrátil Navrátile|Čermák Čermáku
    Urban Urbane|Vaněk Vaňku|Blažek Blažku|Kříž Kříži|Kratochvíl Kratochvíle|Kovář Kováři
    Kopecký|Bartoš Bartoši|Vlček Vlčku|Musil Musile|Šimek Šimku|Polák Poláku|Konečný|Malý
    Čech Čechu|Štěpánek Štěpánku|Staněk Staňku|Holub Holube|Dostál Dostále|Soukup Soukupe|Šťastný
    Mareš Mareši|Moravec Moravče|Sýkora Sýkoro|Tichý|Valenta Valento|Vávra Vávro
    Matoušek Matoušku|Bláha Bláho|Říha Řího|Ševčík Ševčíku|Bureš Bureši|Hruška Hruško
    Mašek Mašku|Dušek Dušku|Pavlík Pavlíku|Janda Jando|Kadlec Kadleče|Hrubý|Mach Machu
    Bednář Bednáři|Liška Liško|Beran Berane|Toman Tomane|Jaroš Jaroši|Slavík Slavíku
    Strnad Strnade|Kašpar Kašpare|Havel Havle|Kozel Kozle|Doležel Doležele|Skála Skálo
    Zapletal Zapletale|Hrabě|Brabec Brabče|Mráz Mrázi|Klaus Klausi|Vacek Vacku|Hašek Hašku
    Čapek Čapku|Smetana Smetano|Dvorský|Hrdlička Hrdličko|Kafka Kafko|Šebesta Šebesto
    Müller Müllere|Bauer Bauere|Wagner Wagnere|Petrů|Janů|Martinů|Kováč Kováči|Baláž Baláži
    Varga Vargo|Nagy|Horváth Horváthe|Tóth Tóthe|Jeleň Jeleni|Bek Beku|Přítel Příteli
    Hudec Hudče|Nguyen|Trần|Bartók Bartóku|Molnár Molnáre|Kim|Yıldız|Wałęsa|Crow`,
  ],
  [
    "surname",
    "female",
    "Nováková|Černá|Krejčí|Svoboda|Petrů|Novakova|Ivanova|Novák|Kučerová|Dvořáková",
  ],
];

describe.each(TABLES)("vocative of a %s, %s", (part, sex, table) => {
  const rows = table
    .split(/\||\n/)
    .map((row) => row.trim().split(" "))
    .map(([name = "", vocative = name]) => [name, vocative] as const);

  it.each(rows)("%s: %s", (name, vocative) => {
    expect(vocativeOf(name, { sex, part })).toBe(vocative);
  });
});

it("holds a table of names that is worth its name", () => {
  const count = TABLES.reduce((sum, [, , table]) => sum + table.split(/\||\n/).length, 0);
  expect(count).toBeGreaterThan(240);
});

describe("names of several words", () => {
  const man = (name: string, part: NamePart = "surname") => vocativeOf(name, { sex: "male", part });

  it.each([
    ["Novák-Kříž", "Nováku-Kříži"],
    ["NOVÁK", "Nováku"],
    ["NOVÁK-KŘÍŽ", "Nováku-Kříži"],
    ["  Novák ", "Nováku"],
    ["van Dijk", "van Dijk"],
    ["Nguyen Van", "Nguyen Van"],
    ["", ""],
    ["J.", "J."],
    ["Нов\u0430к", "Новак"],
  ])("%j: %j", (name, expected) => {
    expect(man(name)).toBe(expected);
  });

  it("decline every given name", () => {
    expect(man("Jan Pavel", "givenName")).toBe("Jane Pavle");
    expect(vocativeOf("Anna Marie", { sex: "female", part: "givenName" })).toBe("Anno Marie");
    expect(man("Karel J.", "givenName")).toBe("Karle J.");
  });
});

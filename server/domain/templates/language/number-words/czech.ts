import type { Gender } from "../formats";
import { digitsOf, type Forms, groupsOf, westernForm } from "./scales";

const UNITS = (
  "nula jedna dva tři čtyři pět šest sedm osm devět deset jedenáct dvanáct třináct čtrnáct " +
  "patnáct šestnáct sedmnáct osmnáct devatenáct"
).split(" ");
const TENS = ("- - dvacet třicet čtyřicet padesát šedesát sedmdesát osmdesát " + "devadesát").split(
  " ",
);
const HUNDREDS = [
  "",
  "sto",
  "dvě stě",
  "tři sta",
  "čtyři sta",
  "pět set",
  "šest set",
  "sedm set",
  "osm set",
  "devět set",
];
const SCALES: readonly { forms: Forms; gender: Gender }[] = [
  { forms: ["", "", ""], gender: "masculine" },
  { forms: ["tisíc", "tisíce", "tisíc"], gender: "masculine" },
  { forms: ["milion", "miliony", "milionů"], gender: "masculine" },
  { forms: ["miliarda", "miliardy", "miliard"], gender: "feminine" },
  { forms: ["bilion", "biliony", "bilionů"], gender: "masculine" },
];

const ONE: Readonly<Record<Gender, string>> = {
  masculine: "jeden",
  feminine: "jedna",
  neuter: "jedno",
};

/**
 * "dvanáct tisíc pět set". Only a bare one and two take the gender; in compounds they stay as they
 * are and the counted noun is in the genitive plural ("dvacet jedna korun", "sto dva korun").
 */
export function czechWords(count: number, gender: Gender): string {
  if (count === 0) return "nula";
  return groupsOf(count)
    .map(({ value, place }) => {
      const isAlone = place > 0 || value === count;
      const scale = SCALES[place];
      const words = belowThousand(
        value,
        isAlone ? (place > 0 ? scale?.gender : gender) : undefined,
      );
      return place === 0 || scale === undefined
        ? words
        : `${words} ${westernForm(value, scale.forms)}`;
    })
    .join(" ");
}

function belowThousand(value: number, gender: Gender | undefined): string {
  if (value === 1 && gender !== undefined) return ONE[gender];
  if (value === 2 && gender !== undefined && gender !== "masculine") return "dvě";
  const { hundreds, tens, units } = digitsOf(value);
  const parts = [HUNDREDS[hundreds], tens > 0 ? TENS[tens] : "", units > 0 ? UNITS[units] : ""];
  return parts.filter((part) => part).join(" ");
}

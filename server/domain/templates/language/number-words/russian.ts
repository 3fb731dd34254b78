import type { Gender } from "../formats";
import { digitsOf, easternForm, type Forms, groupsOf } from "./scales";

const UNITS = (
  "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать " +
  "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
).split(" ");
const TENS = (
  "- - двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят " + "девяносто"
).split(" ");
const HUNDREDS = (
  "- сто двести триста четыреста пятьсот шестьсот семьсот восемьсот " + "девятьсот"
).split(" ");
const SCALES: readonly { forms: Forms; gender: Gender }[] = [
  { forms: ["", "", ""], gender: "masculine" },
  { forms: ["тысяча", "тысячи", "тысяч"], gender: "feminine" },
  { forms: ["миллион", "миллиона", "миллионов"], gender: "masculine" },
  { forms: ["миллиард", "миллиарда", "миллиардов"], gender: "masculine" },
  { forms: ["триллион", "триллиона", "триллионов"], gender: "masculine" },
];

const ONE: Readonly<Record<Gender, string>> = {
  masculine: "один",
  feminine: "одна",
  neuter: "одно",
};

/** "двенадцать тысяч двадцать одна": the last one and two take the gender, also in compounds. */
export function russianWords(count: number, gender: Gender): string {
  if (count === 0) return "ноль";
  return groupsOf(count)
    .map(({ value, place }) => {
      const scale = SCALES[place];
      if (place === 0 || scale === undefined) return belowThousand(value, gender);
      return `${belowThousand(value, scale.gender)} ${easternForm(value, scale.forms)}`;
    })
    .join(" ");
}

function belowThousand(value: number, gender: Gender): string {
  const { hundreds, tens, units } = digitsOf(value);
  const parts = [
    hundreds > 0 ? HUNDREDS[hundreds] : "",
    tens > 0 ? TENS[tens] : "",
    units > 0 ? unitWord(units, gender) : "",
  ];
  return parts.filter((part) => part).join(" ");
}

function unitWord(units: number, gender: Gender): string | undefined {
  if (units === 1) return ONE[gender];
  return units === 2 && gender === "feminine" ? "две" : UNITS[units];
}

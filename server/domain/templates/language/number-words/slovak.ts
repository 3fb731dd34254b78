import type { Gender } from "../formats";
import { digitsOf, type Forms, groupsOf, westernForm } from "./scales";

const UNITS = (
  "nula jeden dva tri štyri päť šesť sedem osem deväť desať jedenásť dvanásť trinásť štrnásť " +
  "pätnásť šestnásť sedemnásť osemnásť devätnásť"
).split(" ");
const TENS = (
  "- - dvadsať tridsať štyridsať päťdesiat šesťdesiat sedemdesiat osemdesiat " + "deväťdesiat"
).split(" ");
const SCALES: readonly { forms: Forms; gender: Gender }[] = [
  { forms: ["", "", ""], gender: "masculine" },
  { forms: ["tisíc", "tisíc", "tisíc"], gender: "masculine" },
  { forms: ["milión", "milióny", "miliónov"], gender: "masculine" },
  { forms: ["miliarda", "miliardy", "miliárd"], gender: "feminine" },
  { forms: ["bilión", "bilióny", "biliónov"], gender: "masculine" },
];

const ONE: Readonly<Record<Gender, string>> = {
  masculine: "jeden",
  feminine: "jedna",
  neuter: "jedno",
};

/**
 * "dvanásťtisícpäťsto": written together below a million, millions apart. Only a bare one and two
 * take the gender ("dvadsaťjeden eur", "stodva eur").
 */
export function slovakWords(count: number, gender: Gender): string {
  if (count === 0) return "nula";
  const parts: string[] = [];
  let together = "";
  for (const { value, place } of groupsOf(count)) {
    const scale = SCALES[place];
    if (place === 0) together += belowThousand(value, value === count ? gender : undefined);
    else if (place === 1)
      together += `${value === 2 ? "dve" : belowThousand(value, undefined)}tisíc`;
    else if (scale !== undefined) {
      const words = belowThousand(value, scale.gender);
      parts.push(`${words} ${westernForm(value, scale.forms)}`);
    }
  }
  return [...parts, together].filter((part) => part !== "").join(" ");
}

function belowThousand(value: number, gender: Gender | undefined): string {
  if (value === 1 && gender !== undefined) return ONE[gender];
  if (value === 2 && gender !== undefined && gender !== "masculine") return "dve";
  const { hundreds, tens, units } = digitsOf(value);
  return hundredsWords(hundreds) + (tens > 0 ? TENS[tens] : "") + (units > 0 ? UNITS[units] : "");
}

function hundredsWords(hundreds: number): string {
  if (hundreds === 0) return "";
  if (hundreds === 1) return "sto";
  return hundreds === 2 ? "dvesto" : `${UNITS[hundreds]}sto`;
}

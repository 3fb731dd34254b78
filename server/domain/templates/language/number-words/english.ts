import { digitsOf, groupsOf } from "./scales";

const UNITS = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen " +
  "fifteen sixteen seventeen eighteen nineteen"
).split(" ");
const TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const SCALES = ["", "thousand", "million", "billion", "trillion"];

/** "twelve thousand five hundred and twenty-one", as British English says it. */
export function englishWords(count: number): string {
  if (count === 0) return "zero";
  const groups = groupsOf(count);
  return groups
    .map(({ value, place }, i) => {
      const words = belowThousand(value);
      if (place > 0) return `${words} ${SCALES[place]}`;
      return i > 0 && value < 100 ? `and ${words}` : words;
    })
    .join(" ");
}

function belowThousand(value: number): string {
  const { hundreds, tens, units } = digitsOf(value);
  const small = [tens > 0 ? TENS[tens] : "", units > 0 ? UNITS[units] : ""];
  const rest = small.filter((part) => part).join("-");
  if (hundreds === 0) return rest;
  return `${UNITS[hundreds]} hundred${rest === "" ? "" : ` and ${rest}`}`;
}

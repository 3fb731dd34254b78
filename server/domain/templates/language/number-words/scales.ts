/** The groups of three digits of a whole number, the greatest first, with their place (0 = units). */
export function groupsOf(count: number): { value: number; place: number }[] {
  const groups: { value: number; place: number }[] = [];
  let rest = count;
  for (let place = 0; rest > 0; place += 1) {
    const value = rest % 1000;
    if (value > 0) groups.unshift({ value, place });
    rest = Math.floor(rest / 1000);
  }
  return groups;
}

/** Hundreds, tens and units of a number below a thousand; tens and units together below twenty. */
export function digitsOf(value: number): { hundreds: number; tens: number; units: number } {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  if (rest < 20) return { hundreds, tens: 0, units: rest };
  return { hundreds, tens: Math.floor(rest / 10), units: rest % 10 };
}

export type Forms = readonly [one: string, few: string, many: string];

/** Czech and Slovak count 1, 2-4 and the rest by the whole number: 21 korun, 102 korun. */
export function westernForm(count: number, forms: Forms): string {
  if (count === 1) return forms[0];
  return count >= 2 && count <= 4 ? forms[1] : forms[2];
}

/** Russian counts by the last digits: 21 крона, 22 кроны, 25 крон, 11 крон. */
export function easternForm(count: number, forms: Forms): string {
  const [last, lastTwo] = [count % 10, count % 100];
  if (last === 1 && lastTwo !== 11) return forms[0];
  return last >= 2 && last <= 4 && (lastTwo < 12 || lastTwo > 14) ? forms[1] : forms[2];
}

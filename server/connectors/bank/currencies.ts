// ISO 4217: the number that fixed-width formats write, and the code.
const CODES =
  "036AUD 124CAD 156CNY 191HRK 203CZK 208DKK 233EEK 344HKD 348HUF 352ISK 356INR 360IDR 376ILS " +
  "392JPY 398KZT 410KRW 428LVL 440LTL 458MYR 484MXN 498MDL 554NZD 578NOK 608PHP 643RUB 682SAR " +
  "702SGD 703SKK 710ZAR 752SEK 756CHF 764THB 784AED 807MKD 810RUB 818EGP 826GBP 840USD 860UZS " +
  "891RSD 933BYN 941RSD 944AZN 946RON 949TRY 969MGA 975BGN 977BAM 978EUR 980UAH 981GEL 985PLN " +
  "986BRL";

const byNumber = new Map(
  CODES.split(" ").map((entry) => [Number(entry.slice(0, 3)), entry.slice(3)] as const),
);

/** The code of a currency known by its number. */
export function currencyOfNumber(number: number): string | null {
  return byNumber.get(number) ?? null;
}

const CODE = /^[A-Z]{3}$/;

export function isCurrencyCode(text: string): boolean {
  return CODE.test(text);
}

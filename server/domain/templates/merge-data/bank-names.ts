/** Banks by the code of payment (ČNB, číselník kódů platebního styku), those that people have. */
const CZECH: Readonly<Record<string, string>> = {
  ...{ "0100": "Komerční banka", "0300": "ČSOB", "0600": "MONETA Money Bank", "0710": "ČNB" },
  ...{
    "0800": "Česká spořitelna",
    "2010": "Fio banka",
    "2060": "Citfin",
    "2250": "Banka CREDITAS",
  },
  ...{ "2600": "Citibank", "2700": "UniCredit Bank", "3030": "Air Bank", "4000": "Max banka" },
  ...{
    "5500": "Raiffeisenbank",
    "5800": "J&T Banka",
    "6000": "PPF banka",
    "6100": "Raiffeisenbank",
  },
  ...{ "6210": "mBank", "6363": "Partners Banka", "7910": "Deutsche Bank", "8090": "CZEB" },
};

/** By the code of identification (NBS, prevodník identifikačných kódov). */
const SLOVAK: Readonly<Record<string, string>> = {
  ...{ "0200": "VÚB banka", "0720": "NBS", "0900": "Slovenská sporiteľňa", "1100": "Tatra banka" },
  ...{ "1111": "UniCredit Bank", "3100": "Prima banka", "5200": "ČSOB", "5600": "Prima banka" },
  ...{ "6500": "365.bank", "7500": "ČSOB", "8160": "EXIMBANKA SR", "8180": "Štátna pokladnica" },
  ...{ "8330": "Fio banka", "8360": "mBank", "8420": "J&T Banka", "9951": "XBS" },
};

/** The name of the bank of an account, "19-2000145399/0800" or an IBAN; "" where it is not known. */
export function bankNameOf(account: string): string {
  const compact = account.replaceAll(/\s/g, "");
  const iban = /^(CZ|SK)\d{2}(\d{4})/.exec(compact);
  if (iban) return (iban[1] === "CZ" ? CZECH : SLOVAK)[iban[2] ?? ""] ?? "";
  return CZECH[/\/(\d{4})$/.exec(compact)?.[1] ?? ""] ?? "";
}

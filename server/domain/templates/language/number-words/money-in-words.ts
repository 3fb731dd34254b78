import type { Locale } from "@/server/kernel/locale";
import type { Currency } from "@/server/kernel/money";
import type { Gender } from "../formats";
import { numberInWords } from "./number-in-words";
import { easternForm, type Forms, westernForm } from "./scales";

type Unit = { forms: Forms; gender: Gender };
type Units = Readonly<Record<Currency, { whole: Unit; minor: Unit }>>;

const masculine = (...forms: Forms): Unit => ({ forms, gender: "masculine" });
const feminine = (...forms: Forms): Unit => ({ forms, gender: "feminine" });
const neuter = (...forms: Forms): Unit => ({ forms, gender: "neuter" });

const UNITS: Readonly<Record<Locale, Units>> = {
  cs: {
    CZK: {
      whole: feminine("koruna česká", "koruny české", "korun českých"),
      minor: masculine("haléř", "haléře", "haléřů"),
    },
    EUR: { whole: neuter("euro", "eura", "eur"), minor: masculine("cent", "centy", "centů") },
  },
  sk: {
    CZK: {
      whole: feminine("koruna česká", "koruny české", "korún českých"),
      minor: masculine("halier", "haliere", "halierov"),
    },
    EUR: { whole: neuter("euro", "eurá", "eur"), minor: masculine("cent", "centy", "centov") },
  },
  en: {
    CZK: {
      whole: masculine("Czech crown", "Czech crowns", "Czech crowns"),
      minor: masculine("heller", "hellers", "hellers"),
    },
    EUR: { whole: masculine("euro", "euros", "euros"), minor: masculine("cent", "cents", "cents") },
  },
  ru: {
    CZK: {
      whole: feminine("чешская крона", "чешские кроны", "чешских крон"),
      minor: masculine("геллер", "геллера", "геллеров"),
    },
    EUR: { whole: masculine("евро", "евро", "евро"), minor: masculine("цент", "цента", "центов") },
  },
};

/** "dvanáct tisíc korun českých padesát haléřů"; null for an amount that words do not reach. */
export function moneyInWords(
  amountMinor: number,
  currency: Currency,
  language: Locale,
): string | null {
  const size = Math.abs(amountMinor);
  const whole = Math.trunc(size / 100);
  const minor = size % 100;
  const units = UNITS[language][currency];
  const sign = amountMinor < 0 ? -1 : 1;
  // A negative amount says its minus once, also where only hellers are owed.
  const parts =
    whole === 0 && minor > 0
      ? [counted(sign * minor, units.minor, language)]
      : [
          counted(sign * whole, units.whole, language),
          ...(minor > 0 ? [counted(minor, units.minor, language)] : []),
        ];
  if (parts.includes(null)) return null;
  return parts.join(language === "en" ? " and " : " ");
}

function counted(count: number, unit: Unit, language: Locale): string | null {
  const words = numberInWords(count, { language, gender: unit.gender });
  if (words === null) return null;
  const form = language === "ru" ? easternForm : westernForm;
  return `${words} ${form(Math.abs(count), unit.forms)}`;
}

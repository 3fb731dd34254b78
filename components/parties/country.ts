import { useLocale } from "next-intl";
import { useMemo } from "react";
import { INTL_TAG } from "@/server/kernel/locale";
import type { Option } from "../form/select";

const COUNTRIES =
  "CZ SK AT DE PL HU UA RU BY MD RO BG RS HR SI BA MK ME AL GR TR IT FR ES PT BE NL LU GB IE DK SE " +
  "NO FI EE LV LT CH LI US CA VN CN IN MN KZ GE AM AZ IL AU NZ";

/** Names of countries in the reader's language, home ones first. */
export function useCountries(): { name: (code: string) => string; options: Option[] } {
  const locale = useLocale();
  return useMemo(() => {
    const names = new Intl.DisplayNames([INTL_TAG[locale]], { type: "region", fallback: "code" });
    const name = (code: string) => (/^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code);
    const [cz, sk, ...abroad] = COUNTRIES.split(" ").map((value) => ({
      value,
      label: name(value),
      hint: value,
    }));
    const others = abroad.sort((a, b) => a.label.localeCompare(b.label, locale));
    return { name, options: [cz, sk, ...others].filter((option) => option !== undefined) };
  }, [locale]);
}

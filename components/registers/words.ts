import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { SCREENING_CAUSES, SCREENING_KEYS } from "@/db/values/registers";
import { REGISTER_TROUBLES } from "@/server/kernel/register-answer";

const LEGAL_BASES = ["gdpr_6_1_b", "gdpr_6_1_f"] as const;

/** Texts of codes that stand in the log as data; one that nobody knows says itself. */
export function useRegisterWords() {
  const t = useTranslations("registers");
  return useMemo(() => wordsOf(t), [t]);
}

function wordsOf(t: ReturnType<typeof useTranslations<"registers">>) {
  const known = <Code extends string>(codes: readonly Code[], code: string) =>
    codes.find((each) => each === code);
  return {
    trouble: (code: string) => {
      const reason = known(REGISTER_TROUBLES, code);
      return reason ? t(`troubles.${reason}`) : code;
    },
    /** A purpose that nobody wrote is the code of its cause. */
    purpose: (purpose: string) => {
      const cause = known([...SCREENING_CAUSES, "form"], purpose);
      return cause ? t(`causes.${cause}`) : purpose;
    },
    legalBasis: (code: string) => {
      const basis = known(LEGAL_BASES, code);
      return basis ? t(`legalBases.${basis}`) : code;
    },
    askedBy: (code: string) => {
      const key = known(SCREENING_KEYS, code);
      return key ? t(`keys.${key}`) : code;
    },
  };
}

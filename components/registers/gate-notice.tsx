"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { formatDay } from "@/server/kernel/days";
import { useMay } from "../access/account";
import { Checkbox } from "../form/checkbox";
import { Banner } from "../ui/banner";
import { Button, TextLink } from "../ui/button";
import type { Tone } from "../ui/tone";
import { type CheckInput, useCheck } from "./use-check";
import type { Gate, GateParty } from "./use-gate";
import { useRegisterWords } from "./words";

type GateNoticeProps = {
  gate: Gate;
  cause: CheckInput["cause"];
  caseId?: number | null;
};

/** Somebody may have to be asked for in two registers. */
const keyOf = ({ partyId, register }: GateParty): string => `${partyId} ${register}`;

/** What is to be known before these people are taken on; silent where there is nothing. */
export function GateNotice({ gate, cause, caseId }: GateNoticeProps) {
  const [later, setLater] = useState<readonly string[]>([]);
  const { parties } = gate;
  if (parties.length === 0) return null;
  return (
    <div className="grid gap-2 empty:hidden" aria-live="polite">
      {parties.map((party) => (
        <Insolvents key={`insolvent ${keyOf(party)}`} party={party} gate={gate} />
      ))}
      {parties
        .filter((party) => !later.includes(keyOf(party)))
        .map((party) => (
          <Unchecked
            key={`unchecked ${keyOf(party)}`}
            party={party}
            onLater={() => setLater([...later, keyOf(party)])}
            check={{ cause, caseId }}
          />
        ))}
    </div>
  );
}

const TONES: Record<"warning" | "confirmation" | "error", Tone> = {
  warning: "warning",
  confirmation: "warning",
  error: "danger",
};

/** Warned, asked or stopped, as the setting of the register says; in the mode "none" silent. */
function Insolvents({ party, gate }: { party: GateParty; gate: Gate }) {
  const t = useTranslations("registers.gate");
  const registers = useTranslations("registers.names");
  const { name, partyId, insolvent, isSuspected } = party;
  return (
    <>
      {insolvent.map(({ register, mode, stateCode, fileMark }) =>
        mode === "none" ? null : (
          <Banner key={register} tone={TONES[mode]} role="alert" title={t("insolvent", { name })}>
            <p>
              {[registers(register), stateCode, fileMark].filter(Boolean).join(" · ")}
              {mode === "error" ? ` – ${t("stopped")}` : null}
            </p>
            {mode === "confirmation" ? (
              <Checkbox
                checked={gate.isConfirmed}
                onChange={gate.confirm}
                label={t("confirm")}
                className="mt-1"
              />
            ) : null}
          </Banner>
        ),
      )}
      {isSuspected && insolvent.length === 0 ? (
        <Banner tone="warning" title={t("suspected", { name })}>
          <TextLink href={`/registers?party=${partyId}`}>{t("judge")}</TextLink>
        </Banner>
      ) : null}
    </>
  );
}

type UncheckedProps = {
  party: GateParty;
  onLater: () => void;
  check: Pick<CheckInput, "cause" | "caseId">;
};

/** Nobody has asked yet, or too long ago; a register that is silent stops nobody. */
function Unchecked({ party, onLater, check }: UncheckedProps) {
  const t = useTranslations("registers.gate");
  const registers = useTranslations("registers.names");
  const actions = useTranslations("registers.check");
  const locale = useLocale();
  const words = useRegisterWords();
  const may = useMay();
  const { ask, isAsking } = useCheck();
  const { partyId, name, register, isUnidentified, checkedOn, daysSince, trouble } = party;
  if (register === null) return null;
  const registerName = registers(register);
  if (isUnidentified) {
    return (
      <Banner tone="warning" title={t("unidentified", { name, register: registerName })}>
        {t("unidentifiedHint")} <TextLink href={`/parties/${partyId}`}>{t("openCard")}</TextLink>
      </Banner>
    );
  }
  if (party.ask === null) return null;
  const text =
    checkedOn === null
      ? t("first", { name, register: registerName })
      : t("repeated", {
          ...{ name, register: registerName, day: formatDay(checkedOn, locale) },
          count: daysSince ?? 0,
        });
  return (
    <Banner
      tone={trouble ? "violet" : "info"}
      title={t(checkedOn === null ? "firstTitle" : "repeatedTitle")}
      actions={
        may("registers:check") ? (
          <>
            <Button
              size="sm"
              loading={isAsking}
              onClick={() => void ask({ partyId, register, ...check })}
            >
              {actions("submit")}
            </Button>
            <Button size="sm" kind="quiet" onClick={onLater}>
              {t("later")}
            </Button>
          </>
        ) : null
      }
    >
      {text}
      {trouble ? (
        <span className="block text-violet">
          {t("trouble", { reason: words.trouble(trouble) })}
        </span>
      ) : null}
    </Banner>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { partyInput } from "@/server/domain/parties/inputs";
import type { CompanyRecord } from "@/server/kernel/company-record";
import { type RouterOutput, trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { useErrorText } from "../form/error-text";
import { Day } from "../format/day";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import type { FilledField } from "./company-fill";
import { CompanyList, Unavailable, useFieldLabel, useSaid } from "./company-lookup";
import type { PartyCard } from "./party-card";
import { type HomeCountry, type Proposal, proposalsOf, withTaken } from "./register-fill";

type Props = { party: PartyCard; onClose: () => void };
type Answer =
  | RouterOutput["registers"]["lookUpCompany"]
  | { outcome: "list"; companies: CompanyRecord[]; isCut: boolean }
  | { outcome: "failed"; text: string };

const countryOf = (party: PartyCard): HomeCountry => (party.country === "SK" ? "SK" : "CZ");

/** Compares the card with the register of companies; a person picks what is taken over. */
export function RegisterFillDialog({ party, onClose }: Props) {
  const t = useTranslations("parties.registerFill");
  const shell = useTranslations("shell.actions");
  const { answer, choose } = useRegisterAnswer(party);
  const company = answer?.outcome === "found" ? answer.company : null;
  const proposals = company ? proposalsOf(party, company, countryOf(party)) : [];
  const [chosen, setChosen] = useState<readonly FilledField[] | null>(null);
  // What was empty is taken unless somebody says no; what would be overwritten only if they say yes.
  const fields = chosen ?? proposals.flatMap(({ old, field }) => (old === null ? field : []));
  const save = useSave({ party, company, fields, onClose });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("title")}
      description={party.fullName}
      size="lg"
      footer={
        <>
          <DialogClose>
            <Button>{shell(proposals.length > 0 ? "cancel" : "close")}</Button>
          </DialogClose>
          {proposals.length > 0 ? (
            <Button
              kind="primary"
              onClick={save.run}
              loading={save.isPending}
              disabled={fields.length === 0}
            >
              {t("take", { count: fields.length })}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="grid gap-3" aria-live="polite">
        <Said answer={answer} onChoose={choose} />
        {company && proposals.length === 0 ? <Banner tone="positive" title={t("same")} /> : null}
        {proposals.length > 0 ? (
          <Comparison proposals={proposals} fields={fields} onChange={setChosen} />
        ) : null}
        {save.error ? <Banner tone="danger" role="alert" title={save.error} /> : null}
      </div>
    </Dialog>
  );
}

/** By the registration number, or by name where the card has none. */
function useRegisterAnswer(party: PartyCard) {
  const lookUp = trpc.registers.lookUpCompany.useMutation();
  const find = trpc.registers.findCompanies.useMutation();
  const errorText = useErrorText();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const isAsked = useRef(false);
  const country = countryOf(party);

  async function ask(registrationNo: string | null): Promise<void> {
    setAnswer(null);
    try {
      if (registrationNo !== null) {
        setAnswer(await lookUp.mutateAsync({ registrationNo, country }));
        return;
      }
      const said = await find.mutateAsync({ name: party.fullName, country });
      setAnswer(said.outcome === "found" ? { ...said, outcome: "list" } : plainOf(said));
    } catch (error) {
      setAnswer({ outcome: "failed", text: errorText(error) });
    }
  }

  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    void ask(party.registrationNo);
  });
  return {
    answer,
    choose: ({ registrationNo }: CompanyRecord) => void ask(registrationNo),
  };
}

type Plain = Exclude<RouterOutput["registers"]["findCompanies"], { outcome: "found" }>;
const plainOf = (said: Plain): Answer =>
  said.outcome === "clear" ? { ...said, isFromLog: false, warnings: [] } : said;

type SaidProps = { answer: Answer | null; onChoose: (company: CompanyRecord) => void };

function Said({ answer, onChoose }: SaidProps) {
  const t = useTranslations("parties.lookup");
  if (answer === null) return <SkeletonLines lines={4} />;
  if (answer.outcome === "failed") return <Banner tone="danger" title={answer.text} />;
  if (answer.outcome === "unavailable") return <Unavailable reason={answer.reason} />;
  if (answer.outcome === "clear") return <Banner tone="warning" title={t("clear")} />;
  if (answer.outcome === "list") return <CompanyList {...answer} onChoose={onChoose} />;
  const { ended } = answer.company;
  return (
    <>
      {ended ? (
        <Banner tone="danger" title={t("ended")}>
          <Day value={ended} />
        </Banner>
      ) : null}
      {answer.taxTrouble ? <Banner tone="warning" title={t("taxTrouble")} /> : null}
    </>
  );
}

type ComparisonProps = {
  proposals: readonly Proposal[];
  fields: readonly FilledField[];
  onChange: (fields: FilledField[]) => void;
};

function Comparison({ proposals, fields, onChange }: ComparisonProps) {
  const t = useTranslations("parties.registerFill");
  const toggle = (field: FilledField, isOn: boolean) =>
    onChange(isOn ? [...fields, field] : fields.filter((each) => each !== field));
  return (
    <ul aria-label={t("title")} className="grid">
      <li
        aria-hidden
        className="caption grid grid-cols-[1.5rem_9rem_1fr_1fr] gap-x-3 border-rule border-b pb-1 max-sm:hidden"
      >
        <span />
        <span>{t("field")}</span>
        <span>{t("old")}</span>
        <span>{t("found")}</span>
      </li>
      {proposals.map((proposal) => (
        <Line
          key={proposal.field}
          proposal={proposal}
          isTaken={fields.includes(proposal.field)}
          onTake={(isOn) => toggle(proposal.field, isOn)}
        />
      ))}
    </ul>
  );
}

type LineProps = { proposal: Proposal; isTaken: boolean; onTake: (isOn: boolean) => void };

function Line({ proposal, isTaken, onTake }: LineProps) {
  const { field, old, found } = proposal;
  const t = useTranslations("parties.registerFill");
  const label = useFieldLabel()(field);
  const said = useSaid(field);
  return (
    <li className="grid grid-cols-[1.5rem_9rem_1fr_1fr] items-start gap-x-3 gap-y-0.5 border-rule border-b py-1.5 max-sm:grid-cols-[1.5rem_1fr]">
      <span className="pt-0.5">
        <Checkbox
          checked={isTaken}
          onChange={onTake}
          aria-label={t("takeField", { field: label })}
        />
      </span>
      <span className="font-[550] text-ink-2">{label}</span>
      <span className="min-w-0 break-words text-ink-3 max-sm:col-start-2">
        {old === null ? "–" : isTaken ? <s>{said(old)}</s> : said(old)}
      </span>
      <span className="min-w-0 break-words max-sm:col-start-2">{said(found)}</span>
    </li>
  );
}

type SaveParts = Props & { company: CompanyRecord | null; fields: readonly FilledField[] };

function useSave({ party, company, fields, onClose }: SaveParts) {
  const t = useTranslations("parties.registerFill");
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const update = trpc.parties.update.useMutation();
  const [error, setError] = useState<string | null>(null);

  async function run(): Promise<void> {
    if (company === null) return;
    const values = withTaken(party, company, { fields, country: countryOf(party) });
    const { id: partyId, version } = party;
    try {
      await update.mutateAsync({ ...partyInput.parse(values), partyId, version });
    } catch (cause) {
      setError(errorText(cause));
      return;
    }
    toast.success(t("saved", { count: fields.length }));
    await Promise.all([utils.parties.invalidate(), utils.cases.invalidate()]);
    onClose();
  }
  return { run: () => void run(), isPending: update.isPending, error };
}

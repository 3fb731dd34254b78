"use client";

import { ArrowRight, Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { AwaitedPeople } from "../collegial/awaited-people";
import { useCodeText } from "../form/error-text";
import { Field } from "../form/field";
import { Textarea } from "../form/text-input";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { Dialog, DialogClose } from "../ui/dialog";
import { toast } from "../ui/toast";
import { CaseState } from "./case-state";
import { type FieldDraft, FieldInput } from "./field-input";
import { nameIn, type Process } from "./processes";
import { ProofLink, unprovenOf, useProofHint } from "./proof-link";
import { type Refusal, useRefusal } from "./refusal";

type Detail = Pick<RouterOutput["cases"]["get"], "id" | "state" | "transitions" | "fields">;
type Offer = Detail["transitions"][number];

export type MoveDialogProps = {
  detail: Detail;
  process: Process;
  /** Chosen beforehand (in the diagram, in a menu). */
  transition?: string | null;
  onClose: () => void;
  onMoved: (state: string) => Promise<void>;
};

const fieldsMissing = "workflow.fields_missing";

/** What stands in the way besides fields, which can be filled in here. */
function obstaclesOf(offer: Offer) {
  return offer.reasons.filter((reason) => reason.code !== fieldsMissing);
}

/** Every way out of the present state; what is missing for one of them is asked for here. */
export function MoveDialog({ detail, process, transition, onClose, onMoved }: MoveDialogProps) {
  const t = useTranslations("workflow.move");
  const tShell = useTranslations("shell.actions");
  const formId = useId();
  const open = detail.transitions.filter((each) => obstaclesOf(each).length === 0);
  // Where there is a choice, Enter must not take the first of them by accident.
  const only = open.length === 1 ? open[0]?.code : undefined;
  const [code, setCode] = useState(transition ?? only ?? null);
  const offer = detail.transitions.find((each) => each.code === code);
  const form = useMove({ detail, process, offer, onClose, onMoved });
  const isPossible = offer !== undefined && obstaclesOf(offer).length === 0;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("title")}
      description={
        <span className="inline-flex items-center gap-1.5">
          {t("from")} <CaseState process={process} state={detail.state} look="wash" />
        </span>
      }
      size="lg"
      footer={
        <>
          <DialogClose>
            <Button>{tShell("cancel")}</Button>
          </DialogClose>
          <Button
            type="submit"
            form={formId}
            kind="primary"
            disabled={!isPossible}
            loading={form.isMoving}
          >
            {offer ? nameIn(process.transitions, offer.code) : t("confirm")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        data-move={detail.id}
        onSubmit={form.submit}
        noValidate
        className={cx("grid gap-4", offer && "md:grid-cols-2")}
      >
        {detail.transitions.length === 0 ? <p className="text-ink-2">{t("nothing")}</p> : null}
        <ul className="grid content-start gap-px">
          {detail.transitions.map((each) => (
            <li key={each.code}>
              <Way
                offer={each}
                process={process}
                isChosen={each.code === code}
                onChoose={() => setCode(each.code)}
              />
            </li>
          ))}
        </ul>
        {offer ? (
          <Demands key={offer.code} {...{ offer, process, form, onClose }} caseId={detail.id} />
        ) : null}
      </form>
    </Dialog>
  );
}

type WayProps = { offer: Offer; process: Process; isChosen: boolean; onChoose: () => void };

function Way({ offer, process, isChosen, onChoose }: WayProps) {
  const t = useTranslations("workflow.move");
  const isHeld = obstaclesOf(offer).length > 0;
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onChoose}
      className={cx(
        "flex min-h-8 w-full flex-wrap items-center gap-x-2 rounded-md px-2.5 py-1 text-left",
        isChosen ? "bg-selected" : "hover:bg-hover",
      )}
    >
      <span className={cx("flex items-center gap-1.5 font-[550]", isHeld && "text-ink-3")}>
        {nameIn(process.transitions, offer.code)}
        {isHeld ? <Lock className="size-3" aria-label={t("whyNot")} /> : null}
      </span>
      <span className="ml-auto flex items-center gap-1.5 text-ink-2 text-xs">
        <ArrowRight className="size-3 text-ink-3" aria-hidden />
        <CaseState process={process} state={offer.to} />
      </span>
    </button>
  );
}

type Form = ReturnType<typeof useMove>;

type DemandsProps = {
  offer: Offer;
  process: Process;
  form: Form;
  caseId: number;
  onClose: () => void;
};

/** Right half: why not, or what is still to be filled in. */
function Demands({ offer, process, form, caseId, onClose }: DemandsProps) {
  const t = useTranslations("workflow.move");
  const codeText = useCodeText();
  const hintOf = useProofHint(process);
  const obstacles = obstaclesOf(offer);
  if (obstacles.length > 0) {
    return (
      <Banner tone="warning" title={t("whyNot")} className="self-start">
        <ul className="mt-0.5 grid gap-0.5">
          {obstacles.map((reason) => (
            <li key={reason.code + JSON.stringify(reason.params)}>
              {codeText(reason.code, reason.params) ?? reason.code}
            </li>
          ))}
        </ul>
        {obstacles.some(({ code }) => code.startsWith("workflow.collegial_")) ? (
          <AwaitedPeople {...{ caseId, process }} transition={offer.code} />
        ) : null}
        {unprovenOf(obstacles) ? (
          <div className="mt-2">
            <ProofLink caseId={caseId} onFollow={onClose} />
          </div>
        ) : null}
      </Banner>
    );
  }
  const asked = process.fields.filter((field) => offer.asks.includes(field.key));
  return (
    <div className="grid content-start gap-3">
      {form.refusal && !asked.some(({ key }) => key === form.refusal?.field) ? (
        <Banner tone="danger" role="alert">
          {form.refusal.text}
        </Banner>
      ) : null}
      {asked.length > 0 ? <p className="caption">{t("fillIn")}</p> : null}
      {asked.map((field) => (
        <Field
          key={field.key}
          label={field.name}
          error={form.errorOf(field.key)}
          hint={hintOf(field.key)}
          required
        >
          <FieldInput
            field={field}
            value={form.fields[field.key] ?? null}
            onChange={(value) => form.setField(field.key, value)}
          />
        </Field>
      ))}
      <Field
        label={t("resolution")}
        hint={t("resolutionHint")}
        error={form.errorOf("resolution")}
        required={offer.requiresResolution}
      >
        <Textarea
          value={form.resolution}
          onChange={form.setResolution}
          maxLength={2_000}
          rows={3}
        />
      </Field>
    </div>
  );
}

type MoveState = Omit<MoveDialogProps, "transition"> & { offer: Offer | undefined };

function useMove({ detail, process, offer, onClose, onMoved }: MoveState) {
  const t = useTranslations();
  const move = trpc.cases.move.useMutation();
  const refusalOf = useRefusal(process);
  const [resolution, setResolution] = useState("");
  const [fields, setFields] = useState<Record<string, FieldDraft>>({});
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    event.stopPropagation();
    if (!offer || move.isPending) return;
    const gaps = gapsOf(offer, { fields, resolution });
    setMissing(gaps);
    setRefusal(null);
    if (gaps.length > 0) return;
    const given = Object.entries(fields).filter(([key]) => offer.asks.includes(key));
    try {
      const { state } = await move.mutateAsync({
        caseId: detail.id,
        from: detail.state,
        transition: offer.code,
        resolution: resolution.trim() || undefined,
        fields: given.length > 0 ? Object.fromEntries(given) : undefined,
      });
      await onMoved(state);
      toast.success(t("workflow.move.done", { state: nameIn(process.states, state) }));
      onClose();
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  }

  return {
    submit,
    isMoving: move.isPending,
    resolution,
    setResolution,
    fields,
    setField: (key: string, value: FieldDraft) =>
      setFields((before) => ({ ...before, [key]: value })),
    refusal,
    errorOf: (key: string) => {
      if (missing.includes(key)) return t("shell.form.requiredError");
      return refusal?.field === key ? refusal.text : undefined;
    },
  };
}

type Given = { fields: Record<string, FieldDraft>; resolution: string };

/** Keys of what is asked for and still empty. */
export function gapsOf(
  offer: Pick<Offer, "asks" | "requiresResolution">,
  { fields, resolution }: Given,
): string[] {
  const empty = offer.asks.filter((key) => (fields[key] ?? null) === null || fields[key] === "");
  return offer.requiresResolution && !resolution.trim() ? [...empty, "resolution"] : empty;
}

"use client";

import { useTranslations } from "next-intl";
import { addCallFormInput, CALL_OUTCOMES } from "@/server/domain/timeline/inputs";
import { trpc } from "../api/crm";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { MoneyInput } from "../form/number-input";
import { Select } from "../form/select";
import { Textarea } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { usePromiseOfCall } from "../instalments/use-promise-of-call";
import { cx } from "../ui/cx";
import { Segmented } from "../ui/segmented";
import { answersOf } from "./call-answers";
import { useDraftStart } from "./drafts";
import type { TimelineEvent } from "./event";
import { draftKey, EventFormFrame, type EventFormProps, useEventDone } from "./event-form";

/** A call: with whom, how it ended, what was promised. */
export function CallForm(props: EventFormProps) {
  const t = useTranslations("timeline");
  const key = draftKey("call_form", props);
  const form = useCall(key, props);
  const { values } = form;
  return (
    <EventFormFrame form={form} draft={key} of={props}>
      <CallWith form={form} caseId={props.caseId} />
      <fieldset className="grid gap-1">
        <legend className="pb-1 font-[550] text-ink-2">{t("fields.outcome")}</legend>
        <div className="flex flex-wrap gap-1.5">
          {CALL_OUTCOMES.map((outcome) => (
            <button
              key={outcome}
              type="button"
              aria-pressed={values.outcome === outcome}
              onClick={() => form.set("outcome", outcome)}
              className={cx(
                "h-control rounded-md border px-2.5",
                values.outcome === outcome
                  ? "border-accent bg-selected font-[600]"
                  : "border-rule-strong bg-surface text-ink-2 hover:bg-hover hover:text-ink",
              )}
            >
              {t(`outcome.${outcome}`)}
            </button>
          ))}
        </div>
        {form.error("outcome") ? (
          <p className="text-danger text-xs">{form.error("outcome")}</p>
        ) : null}
      </fieldset>
      {values.outcome === "promise" ? <Promised form={form} /> : null}
      <Field label={t("fields.note")} error={form.error("text")}>
        <Textarea {...form.text("text")} rows={2} />
      </Field>
    </EventFormFrame>
  );
}

type Form = ReturnType<typeof useCall>;

function CallWith({ form, caseId }: { form: Form; caseId: number }) {
  const t = useTranslations("timeline");
  const { values } = form;
  const numbers = usePeople(caseId);
  const chosen = numbers.findIndex(
    ({ partyId, phone }) =>
      partyId === (values.partyId ?? null) && phone === (values.phone || null),
  );
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Segmented
        label={t("fields.direction")}
        value={values.direction ?? "outgoing"}
        onChange={(direction) => form.set("direction", direction)}
        options={(["outgoing", "incoming"] as const).map((value) => ({
          value,
          label: t(`direction.${value}`),
        }))}
      />
      <Field label={t("fields.party")} error={form.error("partyId")} className="min-w-56 flex-1">
        <Select
          value={chosen < 0 ? null : String(chosen)}
          onChange={(next) => {
            const picked = numbers[Number(next)];
            form.set("partyId", picked?.partyId ?? null);
            form.set("phone", picked?.phone ?? null);
          }}
          options={numbers.map(({ name, phone }, index) => ({
            value: String(index),
            label: phone ? `${name} · ${phone}` : name,
          }))}
        />
      </Field>
    </div>
  );
}

/** Everybody on the case with each of their numbers, then without one. */
function usePeople(caseId: number) {
  const { data } = trpc.cases.get.useQuery({ caseId });
  const lines = (data?.parties ?? []).flatMap((party) => {
    const { partyId } = party;
    const none = { partyId, name: party.fullName, phone: null as string | null };
    return [...party.phones.map((phone) => ({ ...none, phone })), none];
  });
  return lines.filter(
    (line, index) =>
      lines.findIndex((each) => each.partyId === line.partyId && each.phone === line.phone) ===
      index,
  );
}

function Promised({ form }: { form: Form }) {
  const t = useTranslations("timeline.fields");
  const { values } = form;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t("promised")} error={form.error("promisedMinor")}>
        <MoneyInput
          name="promisedMinor"
          currency={values.promisedCurrency ?? "CZK"}
          value={values.promisedMinor ?? null}
          onChange={(promisedMinor) => form.set("promisedMinor", promisedMinor)}
        />
      </Field>
      <Field label={t("promisedOn")} error={form.error("promisedOn")}>
        <DayInput
          name="promisedOn"
          value={values.promisedOn ?? null}
          onChange={(promisedOn) => form.set("promisedOn", promisedOn)}
        />
      </Field>
    </div>
  );
}

type Fresh = { isEuro: boolean; partyId: number | null; phone: string | null };

function startOf(caseId: number, event: TimelineEvent | undefined, fresh: Fresh) {
  const answers = event ? answersOf(event.data) : null;
  return {
    caseId,
    partyId: event ? event.partyId : fresh.partyId,
    phone: event ? (answers?.phone ?? null) : fresh.phone,
    direction: answers?.direction ?? ("outgoing" as const),
    outcome: answers?.outcome ?? null,
    promisedMinor: answers?.promisedMinor ?? null,
    promisedCurrency:
      answers?.promisedCurrency ?? ((fresh.isEuro ? "EUR" : "CZK") as "CZK" | "EUR"),
    promisedOn: answers?.promisedOn ?? null,
    text: event?.text ?? "",
  };
}

function useCall(key: string, props: EventFormProps) {
  const { caseId, event } = props;
  const { data } = trpc.cases.get.useQuery({ caseId });
  const isEuro = data !== undefined && data.balanceCzkMinor === 0 && data.balanceEurMinor !== 0;
  // Mostly it is the first one on the case who is called: the debtor, on the first number.
  const [first] = usePeople(caseId);
  const fresh = { isEuro, partyId: first?.partyId ?? null, phone: first?.phone ?? null };
  const add = trpc.timeline.addCallForm.useMutation();
  const edit = trpc.timeline.edit.useMutation();
  const promise = usePromiseOfCall();
  return useZodForm({
    schema: addCallFormInput,
    initial: useDraftStart(key, startOf(caseId, event, fresh)),
    fieldOfCode: { "parties.not_found": "partyId" },
    onSubmit: async (input) => {
      const isPromise = input.outcome === "promise";
      const said = isPromise ? input : { ...input, promisedMinor: null, promisedOn: null };
      if (!event) {
        const { eventId } = await add.mutateAsync(said);
        return isPromise ? promise(eventId, said) : undefined;
      }
      const { caseId: _, text, ...call } = said;
      await edit.mutateAsync({ eventId: event.id, version: event.version, text, call });
    },
    onDone: useEventDone(key, props),
  });
}

"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { stopInterestInput } from "@/server/domain/claims/inputs";
import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { RadioGroup } from "../form/checkbox";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import type { Claim, Component } from "./rows";
import { useClaimName } from "./use-claim-name";
import { useClaimsChanged } from "./use-claims-changed";

export type InterestOfClaim = { claim: Claim; component: Component };
type StopProps = { target: InterestOfClaim; onClose: () => void };

/** Ends interest with a day, or takes it back whole. */
export function StopInterestDialog({ target, onClose }: StopProps) {
  const t = useTranslations("claims.stopInterest");
  const nameOf = useClaimName();
  const form = useStop({ target, onClose });
  const today = useToday();
  const [isWhole, setWhole] = useState(false);
  const from = target.component.interest?.fromOn ?? today;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
      description={nameOf(target.claim)}
    >
      <form {...form.props} className="grid gap-3">
        <Field label={t("how")}>
          <RadioGroup
            value={isWhole ? "whole" : "day"}
            onChange={(how) => {
              setWhole(how === "whole");
              form.set("lastOn", how === "whole" ? null : today);
            }}
            options={[
              { value: "day", label: t("day"), hint: t("dayHint") },
              { value: "whole", label: t("whole"), hint: t("wholeHint") },
            ]}
          />
        </Field>
        {isWhole ? null : (
          <Field label={t("lastOn")} error={form.error("lastOn")} required className="max-w-44">
            <DayInput
              name="lastOn"
              value={form.values.lastOn ?? null}
              onChange={(lastOn) => form.set("lastOn", lastOn)}
              isAllowed={(each) => each >= from}
            />
          </Field>
        )}
        <Field label={t("reason")} error={form.error("reason")} required>
          <TextInput {...form.text("reason")} />
        </Field>
        <FormActions
          danger
          submitLabel={t("submit")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function useStop({ target, onClose }: StopProps) {
  const t = useTranslations("claims.stopInterest");
  const changed = useClaimsChanged();
  const today = useToday();
  const stop = trpc.claims.stopInterest.useMutation();
  return useZodForm({
    schema: stopInterestInput,
    initial: { componentId: target.component.id, lastOn: today, reason: "" },
    fieldOfCode: {
      "claims.interest_end_too_early": "lastOn",
      "claims.reason_missing": "reason",
    },
    onSubmit: (input) => stop.mutateAsync(input),
    onDone: () => {
      toast.success(t("done"));
      void changed();
      onClose();
    },
  });
}

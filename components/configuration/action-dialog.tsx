"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { toast } from "../ui/toast";
import { ActionInputs, type ActionValues, emptyValues, isFilled } from "./action-inputs";
import { useCallReason } from "./reason";

export type ActionOffer = RouterOutput["configuration"]["actions"][number];
export type ActionRun = RouterOutput["configuration"]["runAction"];

/** The last look before an action of the customer's is run: what is asked, and its form. */
export function ActionDialog(props: {
  action: ActionOffer;
  objectId: number;
  onClose: () => void;
  onDone: (run: ActionRun) => void;
}) {
  const { action, objectId, onClose, onDone } = props;
  const t = useTranslations("configuration.actions");
  const shell = useTranslations("shell");
  const errorText = useErrorText();
  const formId = useId();
  const [values, setValues] = useState<ActionValues>(() => emptyValues(action));
  // Of the press: a form that is sent again runs nothing twice.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const run = trpc.configuration.runAction.useMutation({ onSuccess: onDone });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={action.name}
      size="sm"
      footer={
        <>
          <DialogClose>
            <Button>{shell("actions.cancel")}</Button>
          </DialogClose>
          <Button
            type="submit"
            form={formId}
            kind={action.style === "danger" ? "danger" : "primary"}
            loading={run.isPending}
            disabled={!isFilled(action, values)}
          >
            {t("run")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!run.isPending) run.mutate({ action: action.code, objectId, values, idempotencyKey });
        }}
      >
        {action.confirm ? <p>{action.confirm}</p> : null}
        <ActionInputs action={action} values={values} onChange={setValues} />
        {run.error ? (
          <Banner tone="danger" role="alert">
            {errorText(run.error)}
          </Banner>
        ) : null}
      </form>
    </Dialog>
  );
}

/** Says what came of an action, in the program's own words where it has some. */
export function useTellRun(): (run: ActionRun) => void {
  const t = useTranslations("configuration.actions");
  const reasonOf = useCallReason();
  return ({ state, message, reason, openUrl }) => {
    if (state === "done") {
      const action = openUrl
        ? { label: t("open"), onClick: () => void window.open(openUrl, "_blank", "noopener") }
        : undefined;
      toast.success(message ?? t("done"), action ? { action } : undefined);
      return;
    }
    const known = state === "refused" ? t("refused") : null;
    const words =
      known ?? t(state === "failed" ? "failed" : "unknown", { reason: reasonOf(reason) });
    toast.error(message ? `${words} ${message}` : words);
  };
}

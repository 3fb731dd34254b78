"use client";

import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { SETTABLE_REQUEST_KINDS } from "@/db/values/portal";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { Button, TextLink } from "../ui/button";
import { ClockMark } from "./clock-mark";
import type { ThreadOutput } from "./request-pane";
import type { RequestVerbs } from "./use-request-verbs";
import { useRequestOptions } from "./use-words";

const isSettable = (kind: string) => SETTABLE_REQUEST_KINDS.some((settable) => settable === kind);

type Props = {
  thread: ThreadOutput;
  verbs: RequestVerbs;
  canWrite: boolean;
  onTake: () => void;
  onAsk: (what: "assign" | "merge" | "record" | "close") => void;
  onClose: () => void;
};

/** What the request is, and what can be done with it. */
export function PaneHeader({ thread, verbs, canWrite, onTake, onAsk, onClose }: Props) {
  const t = useTranslations("requests");
  const { item } = thread;
  const owner = item.ownerName ?? item.teamName ?? t("desk.nobody");
  return (
    <header className="mb-3 grid grid-cols-[minmax(0,1fr)] gap-2 border-rule border-b pb-3">
      <Button
        kind="quiet"
        icon={ArrowLeft}
        className="justify-self-start lg:hidden"
        onClick={onClose}
      >
        {t("desk.back")}
      </Button>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="wrap-anywhere min-w-0 font-[650] text-lg">{item.subject}</h2>
        <ClockMark clock={item.clock} />
        {item.rating ? (
          <span className="text-ink-2 text-xs">{t(`ratings.${item.rating}`)}</span>
        ) : null}
      </div>
      <p className="flex flex-wrap gap-x-2 text-ink-2 text-xs">
        {item.clientId ? (
          <TextLink href={`/parties/${item.clientId}`} className="wrap-anywhere min-w-0">
            {item.clientName}
          </TextLink>
        ) : null}
        <span className="figures">{item.refNo}</span>
        <span>{t("desk.owner", { name: owner })}</span>
        <span>{t(`channels.${item.channel}`)}</span>
      </p>
      {canWrite ? <Verbs {...{ item, verbs, onTake, onAsk }} /> : null}
      {item.state === "closed" && thread.mergedInto === null ? (
        <Button
          className="justify-self-start"
          loading={verbs.isBusy}
          onClick={() => verbs.step("reopen")}
        >
          {t("verbs.reopen")}
        </Button>
      ) : null}
    </header>
  );
}

type VerbsProps = Pick<Props, "verbs" | "onTake" | "onAsk"> & { item: ThreadOutput["item"] };

function Verbs({ item, verbs, onTake, onAsk }: VerbsProps) {
  const t = useTranslations("requests");
  const options = useRequestOptions();
  return (
    <div className="flex flex-wrap items-end gap-2">
      {verbs.isMine ? null : (
        <Button kind="primary" loading={verbs.isBusy} onClick={onTake} aria-keyshortcuts="t">
          {t("verbs.take")}
        </Button>
      )}
      <Button onClick={() => onAsk("assign")} aria-keyshortcuts="a">
        {t("verbs.assign")}
      </Button>
      <Button onClick={() => onAsk("merge")} aria-keyshortcuts="m">
        {t("verbs.merge")}
      </Button>
      {item.isUndecided || item.clientId === null ? null : (
        <Button onClick={() => onAsk("record")} aria-keyshortcuts="d">
          {t("record.button")}
        </Button>
      )}
      {item.state === "resolved" || item.isUndecided ? null : (
        <Button loading={verbs.isBusy} onClick={() => verbs.step("resolve")}>
          {t("verbs.resolve")}
        </Button>
      )}
      {item.isUndecided ? null : (
        <Button kind="quiet" onClick={() => onAsk("close")}>
          {t("verbs.close")}
        </Button>
      )}
      <Field label={t("desk.filters.priority")} hideLabel className="w-32">
        <Select
          value={item.priority}
          onChange={verbs.setPriority}
          options={options.priorities}
          aria-label={t("desk.filters.priority")}
        />
      </Field>
      {item.isUndecided ? null : <KindChoice item={item} verbs={verbs} />}
    </div>
  );
}

function KindChoice({ item, verbs }: Pick<VerbsProps, "item" | "verbs">) {
  const t = useTranslations("requests");
  const options = useRequestOptions();
  return (
    <Field label={t("desk.filters.kind")} hideLabel className="w-44">
      <Select
        value={item.kind}
        onChange={verbs.setKind}
        options={options.kinds.filter(({ value }) => value === item.kind || isSettable(value))}
        aria-label={t("desk.filters.kind")}
      />
    </Field>
  );
}

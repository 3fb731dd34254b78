"use client";

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { Button } from "../ui/button";
import { DefinitionList } from "../ui/definition-list";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { Sheet } from "../ui/sheet";
import { SkeletonLines } from "../ui/skeleton";
import { DeliveryState } from "./delivery-state";
import { useFactName } from "./fact-name";
import { useReplay } from "./use-replay";

type Delivery = RouterOutput["triggers"]["delivery"];

/** One delivery whole: what left, under which key, and what was answered. */
export function DeliverySheet(props: { deliveryId: number; onClose: () => void }) {
  const { deliveryId, onClose } = props;
  const t = useTranslations("triggers.log");
  const errorText = useErrorText();
  const factName = useFactName();
  const replay = useReplay();
  const { data, error } = trpc.triggers.delivery.useQuery({ deliveryId });
  return (
    <Sheet
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={data ? factName(data.fact) : t("title")}
      size="lg"
      footer={
        data && data.state !== "waiting" && data.isKnown ? (
          <Button icon={RotateCcw} onClick={() => replay(deliveryId)}>
            {t("replay")}
          </Button>
        ) : undefined
      }
    >
      {data ? <Content delivery={data} /> : null}
      {!data && !error ? <SkeletonLines lines={10} /> : null}
      {error ? <ErrorState>{errorText(error)}</ErrorState> : null}
    </Sheet>
  );
}

function Content({ delivery }: { delivery: Delivery }) {
  const t = useTranslations("triggers.log");
  const { url, webhookId, occurredAt, lastAttemptAt, tookMs, body, response } = delivery;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <DefinitionList
        items={[
          { label: t("state"), value: <DeliveryState delivery={delivery} /> },
          { label: t("at"), value: <Instant value={occurredAt} /> },
          { label: t("answer"), value: <Instant value={lastAttemptAt} /> },
          { label: t("took"), value: tookMs === null ? null : t("ms", { count: tookMs }) },
          { label: t("url"), value: <span className="break-all">{url}</span> },
          { label: t("id"), value: <span className="code-figures break-all">{webhookId}</span> },
        ]}
      />
      <Section title={t("body")}>
        {body === null ? <p className="text-ink-3">{t("forgotten")}</p> : <Text>{body}</Text>}
      </Section>
      <Section title={t("response")}>
        {response ? <Text>{response}</Text> : <p className="text-ink-3">{t("noResponse")}</p>}
      </Section>
    </div>
  );
}

function Text({ children }: { children: string }) {
  return (
    <pre className="code-lines whitespace-pre-wrap rounded-md bg-sunken px-3 py-2 [overflow-wrap:anywhere]">
      {children}
    </pre>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { NOTICE_KINDS, type NoticeKind } from "@/db/values/push";
import type { RouterOutput } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { pocketClient } from "./pocket-client";
import { subscribe, unsubscribe } from "./subscribe";

type Devices = RouterOutput["pocket"]["devices"];

/** Of what this device is told while nobody looks, and which devices are told at all. */
export function NoticesPanel({ canNotify }: { canNotify: boolean }) {
  const t = useTranslations("pocket.notices");
  const errorText = useErrorText();
  const [found, setFound] = useState<Devices | null>(null);
  const [kinds, setKinds] = useState<readonly NoticeKind[]>(NOTICE_KINDS);
  const [fault, setFault] = useState<string | null>(null);
  const load = useCallback(async () => setFound(await pocketClient.pocket.devices.query()), []);
  useEffect(() => void load().catch(() => undefined), [load]);
  const act = async (work: () => Promise<boolean | undefined>) => {
    setFault(null);
    try {
      if ((await work()) === false) setFault(t("denied"));
      await load();
    } catch (error) {
      setFault(errorText(error));
    }
  };
  return (
    <Section title={t("title")} hint={t("hint")}>
      <div className="grid gap-3">
        {fault ? (
          <Banner tone="danger" role="alert">
            {fault}
          </Banner>
        ) : null}
        <Kinds kinds={kinds} onChange={setKinds} />
        <Button
          kind="primary"
          size="lg"
          className="h-11 justify-self-start"
          disabled={!canNotify || !found || kinds.length === 0}
          onClick={() => void act(() => subscribe(found?.publicKey ?? "", [...kinds]))}
        >
          {t("turnOn")}
        </Button>
        <p className="text-ink-2">
          {canNotify ? t(`permission.${Notification.permission}`) : t("cannot")}
        </p>
        <DeviceList
          devices={found?.devices ?? []}
          onRemove={(id, isThis) => void act(() => unsubscribe(id, isThis).then(() => undefined))}
        />
      </div>
    </Section>
  );
}

interface KindsProps {
  kinds: readonly NoticeKind[];
  onChange: (kinds: readonly NoticeKind[]) => void;
}

function Kinds({ kinds, onChange }: KindsProps) {
  const t = useTranslations("pocket.notices");
  return (
    <fieldset className="grid gap-0.5">
      <legend className="pb-1 text-ink-2">{t("of")}</legend>
      {NOTICE_KINDS.map((kind) => (
        <label key={kind} className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            className="size-5 accent-accent"
            checked={kinds.includes(kind)}
            onChange={({ target }) =>
              onChange(target.checked ? [...kinds, kind] : kinds.filter((each) => each !== kind))
            }
          />
          {t(`kinds.${kind}`)}
        </label>
      ))}
    </fieldset>
  );
}

interface DeviceListProps {
  devices: Devices["devices"];
  onRemove: (deviceId: number, isThis: boolean) => void;
}

function DeviceList({ devices, onRemove }: DeviceListProps) {
  const t = useTranslations("pocket.notices");
  if (devices.length === 0) return <p className="text-ink-2">{t("none")}</p>;
  return (
    <ul className="divide-y divide-rule">
      {devices.map(({ id, label, kinds, lastSentAt, isThis }) => (
        <li key={id} className="flex flex-wrap items-center gap-2 py-1.5">
          <span className="min-w-0 flex-1">
            {label}
            {isThis ? ` (${t("this")})` : ""}
            <span className="block text-ink-2 text-xs">
              {kinds.map((kind) => t(`kinds.${kind}`)).join(", ")}
              {lastSentAt ? (
                <>
                  {" · "}
                  {t("last")} <Instant value={lastSentAt} />
                </>
              ) : null}
            </span>
          </span>
          <Button size="lg" className="h-11" onClick={() => onRemove(id, isThis)}>
            {t("turnOff")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

"use client";

import { useTranslations } from "next-intl";
import type { Channel } from "@/db/values/messages";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { nameIn, type Process } from "../workflow/processes";
import type { CaseRecipient } from "./message-draft";

export interface Recipients {
  partyId: number | null;
  /** null: all numbers of an SMS, the first address of the rest. */
  address: string | null;
}

type RecipientFieldProps = {
  all: readonly CaseRecipient[];
  channel: Channel;
  process: Process;
  value: Recipients;
  onChange: (value: Recipients) => void;
};

/** "Komu": who of the case, in which role, and where the message reaches them. */
export function RecipientField({ all, channel, process, value, onChange }: RecipientFieldProps) {
  const t = useTranslations("messages.new");
  const chosen = all.find(({ partyId }) => partyId === value.partyId);
  return (
    <div className="grid gap-1.5">
      <Field label={t("to")} required>
        <Select
          value={value.partyId === null ? null : String(value.partyId)}
          onChange={(next) => onChange({ partyId: Number(next), address: null })}
          options={peopleOf(all).map(({ partyId, name, roles }) => ({
            ...{ value: String(partyId), label: name },
            hint: roles.map((role) => nameIn(process.roles, role)).join(", "),
          }))}
        />
      </Field>
      {chosen ? (
        <Places
          recipient={chosen}
          channel={channel}
          address={value.address}
          onAddress={(address) => onChange({ ...value, address })}
        />
      ) : null}
    </div>
  );
}

/** A person stands on a case once in each role, and is written to once. */
function peopleOf(all: readonly CaseRecipient[]) {
  const people = new Map<number, { partyId: number; name: string; roles: string[] }>();
  for (const { partyId, name, role } of all) {
    const known = people.get(partyId);
    if (known) known.roles.push(role);
    else people.set(partyId, { partyId, name, roles: [role] });
  }
  return [...people.values()];
}

type PlacesProps = {
  recipient: CaseRecipient;
  channel: Channel;
  address: string | null;
  onAddress: (address: string | null) => void;
};

function Places({ recipient, channel, address, onAddress }: PlacesProps) {
  const t = useTranslations("messages.new");
  const places = recipient[channel];
  const landlines = channel === "sms" ? recipient.landlines : [];
  const left =
    landlines.length > 0 ? (
      <p className="text-warning text-xs">{t("landlines", { numbers: landlines.join(", ") })}</p>
    ) : null;
  if (places.length === 0) {
    return (
      <>
        <p className="text-warning text-xs">{t("noAddress", { name: recipient.name })}</p>
        {left}
      </>
    );
  }
  if (channel === "sms") {
    return (
      <>
        <p className="figures text-ink-2 text-xs">
          {t("allMobiles", { count: places.length })}:{" "}
          <span className="text-ink">{places.map((place) => place.address).join(", ")}</span>
        </p>
        {left}
      </>
    );
  }
  if (places.length === 1)
    return <p className="break-words text-ink-2 text-xs">{places[0]?.address}</p>;
  return (
    <Select
      aria-label={t("address")}
      value={address ?? places[0]?.address ?? null}
      onChange={onAddress}
      options={places.map((place) => ({ value: place.address, label: place.address }))}
    />
  );
}

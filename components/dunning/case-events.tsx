"use client";

import { useTranslations } from "next-intl";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { ChannelMark } from "../messages/channel-marks";
import { Section } from "../ui/section";
import { PlanName } from "./compare-totals";
import type { Simulation } from "./plan";

/** What happens on one case, day after day; two plans stand beside each other. */
export function CaseEvents({ simulations }: { simulations: readonly Simulation[] }) {
  const t = useTranslations("dunning.sim");
  return (
    <Section title={t("events")}>
      <div className="grid gap-6 md:auto-cols-fr md:grid-flow-col">
        {simulations.map((simulation, index) => (
          <div key={simulation.planId} className="grid content-start gap-2">
            {simulations.length > 1 ? (
              <h3 className="font-[550] text-xs">
                <PlanName index={index} name={simulation.planName} />
              </h3>
            ) : null}
            <EventList events={simulation.events} />
          </div>
        ))}
      </div>
    </Section>
  );
}

function EventList({ events }: Pick<Simulation, "events">) {
  const t = useTranslations("dunning.sim");
  if (events.length === 0) return <p className="text-ink-2">{t("noEvents")}</p>;
  return (
    <ol className="grid border-rule-strong border-l pl-4">
      {events.map((event) => (
        <li
          key={`${event.day}-${event.seriesId}-${event.channel}`}
          className="relative flex flex-wrap items-baseline gap-x-3 py-1.5"
        >
          <span
            aria-hidden
            className="absolute top-3 -left-4 size-2 -translate-x-1/2 rounded-full bg-accent"
          />
          <Day value={event.day} className="w-22 text-ink-2" />
          <span className="flex items-center gap-1.5 font-[550]">
            <ChannelMark channel={event.channel} />
            {event.name}
          </span>
          {event.feeMinor > 0 ? (
            <span className="ml-auto">
              <Money amountMinor={event.feeMinor} currency={event.currency} emphasis="none" />
            </span>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

"use client";

import { useParams } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DoorLink as Link } from "./door-link";

interface Props {
  title: string;
  hint: string;
  role?: "alert";
  children?: ReactNode;
}

/** A page that leads no further than back to the door's own first page. */
export function DeadEnd({ title, hint, role, children }: Props) {
  const t = useTranslations("portal.state");
  const { tenant } = useParams<{ tenant?: string }>();
  return (
    <div role={role} className="grid max-w-xl gap-4 pt-4">
      <h1 className="text-balance font-[650] text-2xl">{title}</h1>
      <p className="text-ink-2">{hint}</p>
      {children}
      {tenant ? (
        <Link href={`/portal/${tenant}`} className="w-fit py-2 text-accent">
          {t("home")}
        </Link>
      ) : null}
    </div>
  );
}

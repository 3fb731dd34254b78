"use client";

import { useEffect, useState } from "react";
import type { Channel } from "@/db/values/messages";
import { type RouterInput, type RouterOutput, trpc } from "../api/crm";

type Outlook = RouterOutput["lists"]["foretellMessage"];
type Asked = Pick<RouterInput["lists"]["foretellMessage"], "list" | "selection">;

/** What a message to a selection would do by a channel; asked anew when the channel changes. */
export function useOutlook(
  { list, selection }: Asked,
  { channel, templateId }: { channel: Channel; templateId: number | null },
) {
  const { mutate } = trpc.lists.foretellMessage.useMutation();
  const [told, setTold] = useState<{ key: string; data?: Outlook; error?: unknown }>({ key: "" });
  // Only of an SMS the price hangs on how long its text is.
  const ofText = channel === "sms" ? templateId : null;
  const key = JSON.stringify({ list, selection, channel, templateId: ofText });
  useEffect(() => {
    mutate(JSON.parse(key), {
      onSuccess: (data) => setTold({ key, data }),
      onError: (error) => setTold({ key, error }),
    });
  }, [key, mutate]);
  const isCurrent = told.key === key;
  return { data: isCurrent ? told.data : undefined, error: isCurrent ? told.error : undefined };
}

"use client";

import type { ReactNode } from "react";
import { DataBoxView } from "./data-box-view";
import { LetterView } from "./letter-view";
import { MailView } from "./mail-view";
import type { Seen } from "./seen";
import { SmsView } from "./sms-view";

/** A message as its recipient sees it. */
export function MessageView({ seen }: { seen: Seen }): ReactNode {
  switch (seen.channel) {
    case "email":
      return <MailView seen={seen} />;
    case "sms":
      return <SmsView seen={seen} />;
    case "letter":
      return <LetterView seen={seen} />;
    case "data_box":
      return <DataBoxView seen={seen} />;
  }
}

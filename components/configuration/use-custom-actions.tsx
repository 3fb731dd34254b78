"use client";

import { Zap } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { ActionObject } from "@/db/values/configuration";
import { trpc } from "../api/crm";
import { Button } from "../ui/button";
import type { MenuAction } from "../ui/menu-entries";
import { ActionDialog, type ActionOffer, useTellRun } from "./action-dialog";

type Custom = {
  /** Of one object; those that stand as buttons are not among them unless asked for. */
  entriesOf: (objectId: number, isWhole?: boolean) => MenuAction[];
  /** Actions that the file wants to stand out. */
  buttonsOf: (objectId: number) => ReactNode;
  dialog: ReactNode;
};

/**
 * The actions of the customer's file for objects of a kind. `sampleId`: an object that stands for all
 * (claims of one case are offered the same); null while there is none.
 */
export function useCustomActions(on: ActionObject, sampleId: number | null): Custom {
  const utils = trpc.useUtils();
  const tell = useTellRun();
  const [asked, setAsked] = useState<{ action: ActionOffer; objectId: number } | null>(null);
  const { data: actions = [] } = trpc.configuration.actions.useQuery(
    { on, objectId: sampleId ?? 0 },
    { enabled: sampleId !== null },
  );
  return {
    entriesOf: (objectId, isWhole = false) =>
      actions
        .filter(({ style }) => isWhole || style !== "primary")
        .map((action) => ({
          label: action.name,
          icon: Zap,
          danger: action.style === "danger",
          onSelect: () => setAsked({ action, objectId }),
        })),
    buttonsOf: (objectId) =>
      actions
        .filter(({ style }) => style === "primary")
        .map((action) => (
          <Button key={action.code} icon={Zap} onClick={() => setAsked({ action, objectId })}>
            {action.name}
          </Button>
        )),
    dialog: asked ? (
      <ActionDialog
        {...asked}
        onClose={() => setAsked(null)}
        onDone={(run) => {
          setAsked(null);
          tell(run);
          if (run.shouldRefresh) void utils.invalidate();
          else void utils.configuration.actionRuns.invalidate();
        }}
      />
    ) : null,
  };
}

"use client";

import { Maximize, Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { cx } from "../ui/cx";
import { IconButton } from "../ui/icon-button";
import { usePanZoom } from "./use-pan-zoom";

type DiagramFrameProps = {
  size: { width: number; height: number };
  /** Name of the process, for who does not see the picture. */
  name: string;
  className?: string;
  children: ReactNode;
};

/** A picture to zoom by wheel, pinch, buttons and keys, and to move by dragging and arrows. */
export function DiagramFrame({ size, name, className, children }: DiagramFrameProps) {
  const t = useTranslations("workflow.diagram");
  const frame = useRef<HTMLDivElement>(null);
  const whole = { x: 0, y: 0, width: size.width, height: size.height };
  const { view, fit, zoomIn, zoomOut, handlers } = usePanZoom(frame, whole);
  return (
    <div className="relative">
      {/* biome-ignore lint/a11y/useSemanticElements: a picture is no group of form controls. */}
      <div
        ref={frame}
        role="group"
        aria-label={t("description", { process: name })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows and + − move the picture.
        tabIndex={0}
        {...handlers}
        className={cx(
          "h-120 cursor-grab touch-none select-none overflow-hidden rounded-md border border-rule bg-sunken active:cursor-grabbing",
          className,
        )}
      >
        <svg width="100%" height="100%">
          <title>{t("description", { process: name })}</title>
          <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>{children}</g>
        </svg>
      </div>
      <div className="absolute right-2 bottom-2 flex rounded-md bg-raised shadow-pop">
        <IconButton icon={Minus} label={t("zoomOut")} onClick={zoomOut} />
        <IconButton icon={Plus} label={t("zoomIn")} onClick={zoomIn} />
        <IconButton icon={Maximize} label={t("fit")} onClick={fit} />
      </div>
    </div>
  );
}

"use client";

import type { ReactNode } from "react";
import { cx } from "../ui/cx";
import { DoorLink as Link, useInsidePath } from "./door-link";

interface Props {
  home: string;
  label: string;
  /** Below `home`; "" is the first page, to which the cases belong. */
  pages: { path: string; name: string; mark?: ReactNode }[];
}

/** The pages of the door: on a phone a line of their own, wide enough for a thumb. */
export function PortalNav({ home, label, pages }: Props) {
  const here = useInsidePath();
  const cases = `${home}/cases/`;
  return (
    <nav aria-label={label} className="col-span-2 -mx-4 sm:col-span-1 sm:mx-0">
      <ul className="grid auto-cols-fr grid-flow-col border-rule border-t px-4 sm:border-t-0 sm:px-0">
        {pages.map(({ path, name, mark }) => {
          const target = path ? `${home}/${path}` : home;
          const isAbove = path ? here.startsWith(`${target}/`) : here.startsWith(cases);
          const current = here === target ? "page" : isAbove ? "true" : undefined;
          return (
            <li key={path}>
              <Link
                href={target}
                aria-current={current}
                className={cx(
                  "relative -mb-px flex h-11 items-center justify-center border-b-2 px-1.5 text-md sm:h-14 sm:px-3",
                  current
                    ? "border-ink font-[600] text-ink"
                    : "border-transparent text-ink-2 hover:text-ink",
                )}
              >
                {name}
                {mark}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ComponentProps, createContext, type ReactNode, useContext } from "react";
import { saidFramed } from "./framed";
import { hereOf, insideOf } from "./here";

interface Door {
  slug: string;
  /** In place of "/portal/<slug>"; see here.ts. */
  base: string;
}

const DoorContext = createContext<Door>({ slug: "", base: "" });

export function DoorProvider({ slug, base, children }: Door & { children: ReactNode }) {
  return <DoorContext.Provider value={{ slug, base }}>{children}</DoorContext.Provider>;
}

/** "/portal/demo/data" as it stands for this visitor. */
export function useHere(): (path: string) => string {
  const door = useContext(DoorContext);
  return (path) => hereOf(path, door);
}

/** The page that is shown, by the program's own path, wherever the door stands. */
export function useInsidePath(): string {
  const door = useContext(DoorContext);
  return insideOf(usePathname(), door);
}

/** A link to "/portal/<slug>/…" that leads there on the door's own host and in a frame, too. */
export function DoorLink({ href, ...rest }: ComponentProps<typeof Link> & { href: string }) {
  return <Link href={useHere()(href)} {...rest} />;
}

/**
 * A link to a file of the client's. A frame has a session that no other window knows, so there it is
 * saved and never opened beside the page.
 */
export function DoorFile({ href, target, ...rest }: ComponentProps<"a"> & { href: string }) {
  const { base } = useContext(DoorContext);
  const isFramed = base === "/embed" || base.startsWith("/embed/");
  if (!isFramed) return <a href={href} target={target} {...rest} />;
  return <a href={`${saidFramed(href)}&download=1`} {...rest} />;
}

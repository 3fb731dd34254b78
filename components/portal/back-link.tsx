import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { DoorLink as Link } from "./door-link";

/** The way up from a page, above its heading. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="-ml-1 inline-flex w-fit items-center gap-1 py-2 text-accent text-md"
    >
      <ChevronLeft className="size-4" aria-hidden />
      {children}
    </Link>
  );
}

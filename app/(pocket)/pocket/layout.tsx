import type { Metadata, Viewport } from "next";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";

export async function generateMetadata(): Promise<Metadata> {
  return {
    manifest: `/manifest/${await getLocale()}`,
    appleWebApp: { capable: true, title: "Saldo", statusBarStyle: "default" },
    icons: { apple: "/apple-icon.png" },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#18292f" },
  ],
};

/** A frame in which nothing of anybody's stands: a browser keeps it, and opens it without a network. */
export default function PocketLayout({ children }: { children: ReactNode }) {
  return children;
}

import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { requireContext } from "@/app/current-context";
import { CrmApiProvider } from "@/components/api/crm";
import { CrmShell } from "@/components/shell/crm-shell";
import { railCookie } from "@/components/shell/rail-cookie";
import { myAccount } from "@/server/domain/access";

/** The frame of the operators' pages; without a session it leads to the sign-in. */
export default async function CrmLayout({ children }: { children: ReactNode }) {
  const [ctx, jar] = await Promise.all([requireContext(), cookies()]);
  const { name, email, role, language, theme, permissions, tenantName } = await myAccount(ctx);
  return (
    <CrmApiProvider>
      <CrmShell
        user={{ name, email, role, language, theme }}
        tenant={{ name: tenantName }}
        permissions={permissions}
        railExpanded={jar.get(railCookie)?.value === "1"}
      >
        {children}
      </CrmShell>
    </CrmApiProvider>
  );
}

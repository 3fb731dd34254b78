import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { requireContext } from "@/app/current-context";
import { AccountProvider } from "@/components/access/account";
import { CrmApiProvider } from "@/components/api/crm";
import { CrmShell } from "@/components/shell/crm-shell";
import { railCookie } from "@/components/shell/rail-cookie";
import { createCrmCaller } from "@/server/api/crm/root";
import { WorkProviders } from "../work-providers";

/** The frame of the operators' pages; without a session it leads to the sign-in. */
export default async function CrmLayout({ children }: { children: ReactNode }) {
  const [ctx, jar] = await Promise.all([requireContext(), cookies()]);
  const account = await createCrmCaller({ ctx }).access.account.me();
  return (
    <WorkProviders>
      <CrmApiProvider>
        <AccountProvider account={account}>
          <CrmShell
            user={account}
            tenant={{ name: account.tenantName }}
            permissions={account.permissions}
            railExpanded={jar.get(railCookie)?.value === "1"}
          >
            {children}
          </CrmShell>
        </AccountProvider>
      </CrmApiProvider>
    </WorkProviders>
  );
}

"use client";

import { signOut } from "next-auth/react";
import { createContext, type ReactNode, useCallback, useContext } from "react";
import type { RouterOutput } from "../api/crm";

export type Account = RouterOutput["access"]["account"]["me"];
export type Permission = Account["permissions"][number];

const AccountContext = createContext<Account | null>(null);

/** Hands the signed-in person to the pages; stands once in the operators' layout. */
export function AccountProvider(props: { account: Account; children: ReactNode }) {
  return <AccountContext value={props.account}>{props.children}</AccountContext>;
}

/** Who is signed in, as the server said when the page was loaded. */
export function useAccount(): Account {
  const account = useContext(AccountContext);
  if (!account) throw new Error("useAccount stands outside of the operators' layout");
  return account;
}

/** Whether to offer an action; the verb behind it has the last word. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useAccount();
  return useCallback((permission) => permissions.includes(permission), [permissions]);
}

/** Ends the session on the server, then leaves by a whole load, so that no page stays in memory. */
export async function leave(): Promise<void> {
  await signOut({ redirect: false });
  window.location.assign("/sign-in");
}

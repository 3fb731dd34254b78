import type { ReactNode } from "react";

export type ListLayoutProps = {
  /** <PageHeader …/> */
  header: ReactNode;
  /** <FilterBar …/> */
  filters?: ReactNode;
  /** <DataTable layout="fill" …/> */
  children: ReactNode;
  /** <BulkBar …/> */
  bulk?: ReactNode;
};

/** A page that is a list: head and filters stand, rows scroll under them. */
export function ListLayout({ header, filters, children, bulk }: ListLayoutProps) {
  return (
    <div className="flex h-[calc(100dvh-var(--bar))] flex-col max-md:h-[calc(100dvh-var(--bar)-3.5rem)]">
      {header}
      {filters}
      <div className="relative flex min-h-0 flex-1 flex-col">
        {children}
        {bulk}
      </div>
    </div>
  );
}

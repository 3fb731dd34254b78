import { PageBody, PageHeader } from "../shell/page-header";
import { Skeleton, SkeletonLines } from "../ui/skeleton";

/** The page while it is on its way, as high as it will be. */
export function CasePageSkeleton() {
  return (
    <div aria-busy>
      <PageHeader
        title={<Skeleton className="h-4 w-80" />}
        subtitle={<Skeleton className="mt-6 mb-3" />}
      />
      <PageBody className="grid gap-8 lg:grid-cols-[1fr_348px]">
        <SkeletonLines lines={14} />
        <SkeletonLines lines={10} />
      </PageBody>
    </div>
  );
}

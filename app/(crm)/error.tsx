"use client";

import { useErrorText } from "@/components/form/error-text";
import { ErrorState } from "@/components/ui/empty-state";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** A page that failed while it was drawn; the digest leads to the cause in the server's log. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const errorText = useErrorText();
  return (
    <ErrorState onRetry={reset} reference={error.digest}>
      {errorText(error)}
    </ErrorState>
  );
}

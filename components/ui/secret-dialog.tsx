import type { ReactNode } from "react";
import { Banner } from "./banner";
import { Button } from "./button";
import { CopyButton } from "./copy-button";
import { Dialog } from "./dialog";

export type SecretDialogProps = {
  secret: string;
  title: ReactNode;
  /** That it is shown now and never again. */
  once: ReactNode;
  /** What it is: names the button that copies it. */
  label: string;
  closeLabel: ReactNode;
  testId: string;
  onClose: () => void;
  /** How it is used. */
  children?: ReactNode;
};

/** A secret, the one time that it is to be seen. */
export function SecretDialog(props: SecretDialogProps) {
  const { secret, title, once, label, closeLabel, testId, onClose, children } = props;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      footer={
        <Button kind="primary" onClick={onClose}>
          {closeLabel}
        </Button>
      }
    >
      <div className="grid gap-3">
        <Banner tone="warning">{once}</Banner>
        <p className="flex items-center gap-2 rounded-md bg-sunken px-3 py-2">
          <code data-testid={testId} className="code-figures min-w-0 break-all">
            {secret}
          </code>
          <span className="ml-auto">
            <CopyButton value={secret} label={label} />
          </span>
        </p>
        {children}
      </div>
    </Dialog>
  );
}

/**
 * Where focus goes when a dialog opens: its first field, else the dialog itself. Never the closing
 * cross, whose tooltip would swallow the first Escape.
 */
export function focusFirstField(event: Event): void {
  const dialog = event.currentTarget;
  if (!(dialog instanceof HTMLElement)) return;
  event.preventDefault();
  const field = dialog.querySelector<HTMLElement>(
    "[autofocus], [data-autofocus], input:not([type=hidden], [tabindex='-1']), textarea, [role=combobox]",
  );
  (field ?? dialog).focus();
}

/** Gives a text to the person as a file. */
export function saveFile({ name, type, text }: { name: string; type: string; text: string }): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // Browsers begin to read it in the next tasks.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

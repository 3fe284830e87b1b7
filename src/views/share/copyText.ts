/** Copies a text, with the permission for it or without; false when neither way is open, and the field is selected. */
export async function copyText(text: string, field: HTMLInputElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, or no such thing: the old way needs the text to be selected somewhere.
    field?.focus();
    field?.select();
    return copySelection();
  }
}

function copySelection(): boolean {
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  }
}

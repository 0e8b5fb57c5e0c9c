/**
 * Lets a text be changed where it stands. Pasted words come without their looks where the browser can do so; where it
 * cannot, only the words are read.
 */
export function editable(element: HTMLElement): void {
  try {
    element.contentEditable = 'plaintext-only'
  } catch {
    element.contentEditable = 'true'
  }
}

/** The words that stand in an element, in one line. */
export const wordsIn = (element: HTMLElement): string => element.innerText.replace(/\s+/g, ' ').trim()

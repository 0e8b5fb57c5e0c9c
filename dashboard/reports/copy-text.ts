import { definedOnly } from '#core/text/defined-only'

/** What is put on the clipboard: as text, and for those programs that take it as HTML. */
export interface CopiedText {
  readonly text: string
  readonly html?: string
}

/**
 * Puts it on the clipboard, on plain http in the office's network too. The copying of a selection comes first, because it
 * works everywhere and leaves the HTML as it is, where browsers take the marks of Word and Excel out of a `ClipboardItem`.
 *
 * @returns whether the browser took it
 */
export async function copyText(copied: CopiedText): Promise<boolean> {
  return copyBySelection(copied) || copyByClipboard(copied)
}

function copyBySelection({ text, html }: CopiedText): boolean {
  const holder = document.createElement('pre')
  holder.textContent = text
  holder.style.position = 'fixed'
  holder.style.opacity = '0'
  document.body.append(holder)
  let isTaken = false
  const fill = (event: ClipboardEvent) => {
    if (event.clipboardData === null) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', text)
    if (html !== undefined) event.clipboardData.setData('text/html', html)
    isTaken = true
  }
  document.addEventListener('copy', fill)
  try {
    getSelection()?.selectAllChildren(holder)
    // There is no other way on a page that came over plain http.
    return document.execCommand('copy') && isTaken
  } finally {
    document.removeEventListener('copy', fill)
    getSelection()?.removeAllRanges()
    holder.remove()
  }
}

async function copyByClipboard({ text, html }: CopiedText): Promise<boolean> {
  if (!window.isSecureContext || typeof ClipboardItem === 'undefined') return false
  // The browser reads the HTML as a part of this page, whose policy allows no styles in attributes.
  const bare = html?.replace(/ style="[^"]*"/g, '')
  const blobOf = (content: string, type: string) => new Blob([content], { type })
  const item = new ClipboardItem(
    definedOnly({
      'text/plain': blobOf(text, 'text/plain'),
      'text/html': bare === undefined ? undefined : blobOf(bare, 'text/html'),
    }),
  )
  return navigator.clipboard.write([item]).then(
    () => true,
    () => false,
  )
}

/** How long a pressed control stays so after the finger has left, in milliseconds: a quick tap must be seen too. */
const LINGER_MS = 120

/**
 * Marks the control under a finger in the same frame: `:active` waits until the browser is sure that it is no
 * scrolling. The same for every control.
 */
export function showPresses(root: Document): void {
  root.addEventListener('pointerdown', ({ target }) => {
    const control = target instanceof Element ? target.closest('button') : null
    if (!control) return
    control.dataset.pressed = ''
    const release = () => setTimeout(() => delete control.dataset.pressed, LINGER_MS)
    root.addEventListener('pointerup', release, { once: true })
    root.addEventListener('pointercancel', release, { once: true })
  })
  // A long press opens no menu on a kiosk.
  root.addEventListener('contextmenu', (event) => event.preventDefault())
}

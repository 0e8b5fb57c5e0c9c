// What a browser keeps outside the page's own variables, and what a citizen may leave there for the next one.

/** The screen stays on while the page is seen; where the browser does not know how, the device's own settings count. */
export function keepAwake(): void {
  let lock: WakeLockSentinel | null = null
  const ask = async () => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    if (lock === null || lock.released) lock = await navigator.wakeLock.request('screen').catch(() => null)
  }
  // The browser lets go of it whenever the page is hidden, and may do so when the battery is low.
  document.addEventListener('visibilitychange', () => void ask())
  addEventListener('pointerdown', () => void ask(), { passive: true })
  void ask()
}

/** Zooming by wheel, trackpad or keys; that by fingers is forbidden in the style sheet. */
export function forbidZoom(): void {
  const refuse = (event: Event) => event.preventDefault()
  const zoomKeys: readonly string[] = ['+', '-', '=', '0']
  addEventListener('wheel', (event) => event.ctrlKey && refuse(event), { passive: false })
  addEventListener(
    'keydown',
    (event) => (event.ctrlKey || event.metaKey) && zoomKeys.includes(event.key) && refuse(event),
  )
  for (const gesture of ['gesturestart', 'gesturechange']) addEventListener(gesture, refuse, { passive: false })
}

/** Takes back what was selected, scrolled or magnified. */
export function resetBrowserState(): void {
  getSelection()?.removeAllRanges()
  scrollTo(0, 0)
  const viewport = document.querySelector<HTMLMetaElement>('meta[name=viewport]')
  if (!viewport || !visualViewport || visualViewport.scale === 1) return
  // A page cannot set its scale; bounds that hold for a moment do.
  const { content } = viewport
  viewport.content = `${content}, minimum-scale=1, maximum-scale=1`
  setTimeout(() => (viewport.content = content), 300)
}

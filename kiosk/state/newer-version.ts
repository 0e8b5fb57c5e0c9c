/** Between two looks for a newer build, in milliseconds. */
const LOOK_MS = 60 * 60_000

/** What the page is told of newer builds of itself. */
export interface NewerVersion {
  /** A newer build lies whole on the device and waits; `takeOver` puts it in force, which must not be in a visit. */
  onwaiting(takeOver: () => void): void
  /** A newer build is in force: a reload shows it. */
  onnewer(): void
}

/** Keeps the built page on the device, so that it starts with no network, and looks for a newer build every hour. */
export async function keepPageOnDevice({ onwaiting, onnewer }: NewerVersion): Promise<void> {
  const workers = navigator.serviceWorker
  const registration = await workers.register('./sw.js')
  let isFirst = registration.active === null
  workers.addEventListener('controllerchange', () => {
    if (!isFirst) onnewer()
    isFirst = false
  })
  const look = () => {
    const { waiting, active } = registration
    if (waiting && active) onwaiting(() => waiting.postMessage({ takeOver: true }))
  }
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look))
  look()
  // Without a network there is nothing newer to be found, and the next look comes by itself.
  const update = () => void registration.update().catch(() => undefined)
  addEventListener('online', update)
  setInterval(update, LOOK_MS)
}

/** Tells the keeper of the page that this build works here: until then it may go back to the one before. */
export async function reportReady(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage({ ready: import.meta.url })
}

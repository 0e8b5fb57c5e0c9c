/** Between two looks for a newer build, in milliseconds. */
const LOOK_MS = 60 * 60_000

/**
 * Keeps the built page on the device, so that it starts with no network, and looks for a newer build every hour.
 * `onnewer` is called once a newer one has taken over; a reload then shows it.
 */
export async function keepPageOnDevice(onnewer: () => void): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const workers = navigator.serviceWorker
  const firstTime = workers.controller === null
  if (!firstTime) workers.addEventListener('controllerchange', onnewer)
  const registration = await workers.register('./sw.js')
  // Without a network there is nothing newer to be found, and the next look comes by itself.
  setInterval(() => void registration.update().catch(() => undefined), LOOK_MS)
}

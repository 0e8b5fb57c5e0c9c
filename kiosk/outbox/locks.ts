const PREFIX = 'hailong-tab-'
/** Before a lock that was lost is asked for again, in milliseconds. */
const ASK_AGAIN_MS = 5_000

/**
 * Does the work while this page holds the lock. A browser may take a lock away: then the work is told, by `isHeld`, and
 * the lock is asked for again, until it is stopped.
 */
export function holdLock(name: string, work: (isHeld: () => boolean) => Promise<void>, isStopped: () => boolean): void {
  let isHeld = true
  const ask = async () => {
    if (!isStopped()) await work(() => isHeld && !isStopped())
  }
  navigator.locks.request(name, ask).catch(() => {
    isHeld = false
    setTimeout(() => holdLock(name, work, isStopped), ASK_AGAIN_MS)
  })
}

/**
 * Marks this page as living until it is closed, reloaded or loses power; the browser lets go of the lock, no code
 * of ours has to run. Resolves once the mark stands.
 */
export function markLiving(tab: string): Promise<void> {
  return new Promise((resolve) => {
    const live = () => {
      resolve()
      return new Promise<never>(() => {})
    }
    holdLock(PREFIX + tab, live, () => false)
  })
}

/** The pages of this kiosk that live now, in this browser. */
export async function livingTabs(): Promise<ReadonlySet<string>> {
  const { held = [] } = await navigator.locks.query()
  return new Set(held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : [])))
}

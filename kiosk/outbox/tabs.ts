const PREFIX = 'hailong-tab-'

/**
 * Marks this page as living until it is closed, reloaded or loses power; the browser lets go of the lock, no code
 * of ours has to run. Resolves once the mark stands.
 */
export function markLiving(tab: string): Promise<void> {
  return new Promise((resolve) => {
    void navigator.locks.request(PREFIX + tab, () => {
      resolve()
      return new Promise<never>(() => {})
    })
  })
}

/** The pages of this kiosk that live now, in this browser. */
export async function livingTabs(): Promise<ReadonlySet<string>> {
  const { held = [] } = await navigator.locks.query()
  return new Set(held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : [])))
}

/** Whether somebody has asked the running command to end, by Ctrl+C or by its service. */
export interface EndRequest {
  isEnded(): boolean
  /** From here on a signal ends the process at once again. */
  release(): void
}

/** The first signal ends the work after what is under way; the second one ends the process. */
export function endOnSignal(onEnd: () => void): EndRequest {
  const signals = ['SIGINT', 'SIGTERM'] as const
  let ended = false
  const end = (): void => {
    ended = true
    onEnd()
  }
  const release = (): void => signals.forEach((signal) => process.removeListener(signal, end))
  signals.forEach((signal) => process.once(signal, end))
  return { isEnded: () => ended, release }
}

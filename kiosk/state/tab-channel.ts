const NAME = 'hailong-kiosk'

/** What pages of one kiosk tell each other. */
export type TabMessage = 'paired' | 'sealed' | 'time?' | { readonly serverMs: number }

/** The other pages of this kiosk, in this browser. */
export interface TabChannel {
  tell(message: TabMessage): void
}

/** Whatever the browser does to the channel, telling never fails: it is opened again. */
export function openTabChannel(onmessage: (message: TabMessage) => void): TabChannel {
  let channel = open()
  function open(): BroadcastChannel {
    const opened = new BroadcastChannel(NAME)
    opened.onmessage = ({ data }: MessageEvent<TabMessage>) => onmessage(data)
    return opened
  }
  return {
    tell(message) {
      try {
        channel.postMessage(message)
      } catch {
        channel = open()
        channel.postMessage(message)
      }
    },
  }
}

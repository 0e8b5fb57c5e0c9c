import { carryOver, pageAt } from './addresses.ts'
import type { AddressChanges, PageAddress, PageName } from './addresses.ts'

/** The address is the state: what is shown can be sent to a colleague, and back and forward work. */
export class Router {
  path = $state(location.pathname)
  search = $state(location.search)
  readonly #pages: readonly PageAddress[]
  /** null where no page has that address. */
  readonly page: PageName | null
  readonly query = $derived(new URLSearchParams(this.search))

  constructor(pages: readonly PageAddress[]) {
    this.#pages = pages
    this.page = $derived(pageAt(pages, this.path))
  }

  /** Listens to the browser until the returned function is called. */
  start(): () => void {
    const onPop = () => this.#read()
    const onClick = (event: MouseEvent) => this.#follow(event)
    window.addEventListener('popstate', onPop)
    document.addEventListener('click', onClick)
    return () => {
      window.removeEventListener('popstate', onPop)
      document.removeEventListener('click', onClick)
    }
  }

  /** The address of a page for the chosen unit and period, or for the given ones. */
  addressOf(page: PageName, changes: AddressChanges = {}): string {
    const address = this.#pages.find((each) => each.page === page)?.address ?? '/dashboard/'
    return carryOver(address, this.query, changes)
  }

  go(address: string): void {
    if (address !== location.pathname + location.search) history.pushState(null, '', address)
    this.#read()
  }

  /** Leads elsewhere without leaving a way back to where nobody meant to be. */
  replace(address: string): void {
    history.replaceState(null, '', address)
    this.#read()
  }

  /** Changes one parameter of the address, or leaves it out, and keeps the others. */
  choose(name: string, value: string | null): void {
    this.go(this.addressWith(name, value))
  }

  /** This page with one parameter changed, or left out where the value is null. */
  addressWith(name: string, value: string | null): string {
    const query = new URLSearchParams(this.search)
    if (value === null) query.delete(name)
    else query.set(name, value)
    const text = query.toString()
    return text === '' ? this.path : `${this.path}?${text}`
  }

  #read(): void {
    this.path = location.pathname
    this.search = location.search
  }

  #follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
    const link = event.target instanceof Element ? event.target.closest('a') : null
    // A place on the same page is the browser's own matter: it moves the focus there too.
    if (link?.getAttribute('href')?.startsWith('#')) return
    if (link === null || link.target !== '' || link.hasAttribute('download')) return
    if (link.origin !== location.origin || !link.pathname.startsWith('/dashboard/')) return
    event.preventDefault()
    this.go(link.pathname + link.search)
    window.scrollTo(0, 0)
  }
}

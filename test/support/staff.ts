import type { Caller, Reply } from './caller.ts'
import type { Office } from './office.ts'
import { PASSWORD } from './office.ts'

/** The name and value of a cookie that a reply set; undefined when it set none of this name. */
export function cookieOf(reply: Reply, name: string): string | undefined {
  const set = [reply.headers['set-cookie'] ?? []].flat().map(String)
  return set.find((cookie) => cookie.startsWith(`${name}=`))?.split(';')[0]
}

/** Calls from the office's own page with the session that a reply began. */
export function inSession(office: Office, reply: Reply): Pick<Caller, 'get' | 'post' | 'put' | 'delete' | 'call'> {
  const headers = { cookie: cookieOf(reply, 'hl_session') ?? '', origin: 'http://localhost:80' }
  const caller = office.nobody()
  return {
    call: (method, url, options) => caller.call(method, url, { ...options, headers }),
    get: (url) => caller.get(url, { headers }),
    post: (url, body) => caller.post(url, body, { headers }),
    put: (url, body) => caller.put(url, body, { headers }),
    delete: (url) => caller.delete(url, { headers }),
  }
}

/** A browser that keeps the cookie it is known by, at an address of its own. */
export interface TestBrowser {
  signIn(username: string, password?: string, code?: string): Promise<Reply>
  reset(link: string, password: string): Promise<Reply>
  /** What it is known by; undefined while nobody has signed in there. */
  readonly known: string | undefined
}

/** Opens a browser; `known` is a cookie from before. */
export function openBrowser(office: Office, remoteAddress = '10.0.0.1', known?: string): TestBrowser {
  let cookie = known
  const send = async (url: string, body: object): Promise<Reply> => {
    const headers = cookie === undefined ? {} : { cookie }
    const reply = await office.nobody().post(url, body, { headers, remoteAddress })
    cookie = cookieOf(reply, 'hl_device') ?? cookie
    return reply
  }
  return {
    signIn: (username, password = PASSWORD, code) =>
      send('/api/session', { username, password, ...(code === undefined ? {} : { code }) }),
    reset: (link, password) => send('/api/password-resets', { token: link.split('=')[1], password }),
    get known() {
      return cookie
    },
  }
}

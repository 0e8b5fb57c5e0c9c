import type { FastifyReply, FastifyRequest } from 'fastify'
import { SESSION_COOKIE } from './access.ts'
import { cookieOf, ofPort } from './port-cookies.ts'

const BROWSER_COOKIE = 'hl_device'
/** The longest that browsers keep a cookie. */
const BROWSER_MS = 400 * 24 * 60 * 60_000

/** The cookies of staff; over TLS they never travel in the clear. */
export interface Cookies {
  giveSession(reply: FastifyReply, token: string, lifetimeMs: number): void
  takeSession(reply: FastifyReply): void
  giveBrowser(reply: FastifyReply, token: string): void
  /** The token by which a browser is known, if it has one. */
  browserOf(request: FastifyRequest): string | undefined
}

/** Cookies that no script can read and no other site can send. */
export function createCookies(secure: boolean): Cookies {
  const give = (reply: FastifyReply, [name, token]: readonly [string, string], lifetimeMs: number): void => {
    const maxAge = Math.floor(lifetimeMs / 1000)
    for (const each of [name, ofPort(name, reply.request)])
      void reply.setCookie(each, token, { path: '/', httpOnly: true, sameSite: 'strict', secure, maxAge })
  }
  return {
    giveSession: (reply, token, lifetimeMs) => give(reply, [SESSION_COOKIE, token], lifetimeMs),
    takeSession: (reply) => {
      for (const name of [SESSION_COOKIE, ofPort(SESSION_COOKIE, reply.request)])
        void reply.clearCookie(name, { path: '/' })
    },
    giveBrowser: (reply, token) => give(reply, [BROWSER_COOKIE, token], BROWSER_MS),
    browserOf: (request) => cookieOf(request, BROWSER_COOKIE),
  }
}

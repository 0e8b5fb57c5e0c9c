import type { FastifyReply, FastifyRequest } from 'fastify'
import { RoleCode } from '#contract/codes'
import { PasswordChange, Session, SignIn } from '#contract/session'
import { civilDate } from '#core/period'
import type { People } from '../store/people.ts'
import type { Units } from '../store/units.ts'
import { checkOrigin, everyRole, principalOf, SESSION_COOKIE } from './access.ts'
import type { Attempts } from './attempts.ts'
import { ApiError } from './errors.ts'
import { hashPassword, passwordHolds } from './passwords.ts'
import type { Routes } from './routes.ts'

export interface SessionParts {
  readonly people: People
  readonly units: Units
  readonly attempts: Attempts
  readonly clock: () => number
  readonly publicUrl: string | null
  readonly releaseMode: Session['release']
  /** Over TLS the cookie never travels in the clear. */
  readonly secure: boolean
}

/** A working day; after it the officer signs in again. */
const SESSION_MS = 12 * 60 * 60_000

/** Sign in, who am I, change the password, sign out. */
export const sessionRoutes =
  (parts: SessionParts): Routes =>
  (app) => {
    const { people, units, attempts, clock } = parts
    const open = { access: everyRole, beforePasswordChange: true } as const

    const giveCookie = (reply: FastifyReply, token: string): void => {
      const options = {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: parts.secure,
        maxAge: SESSION_MS / 1000,
      } as const
      void reply.setCookie(SESSION_COOKIE, token, options)
    }
    const describe = async (account: Described): Promise<Session> => {
      const { code, name } = await units.byId(account.unitId)
      const { username, role, mustChangePassword } = account
      const today = civilDate(clock())
      return { username, role, unit: { code, name }, mustChangePassword, today, release: parts.releaseMode }
    }

    app.post(
      '/api/session',
      { config: { access: 'anyone' }, schema: { body: SignIn, response: { 200: Session } } },
      async (request, reply) => {
        checkOriginIfPresent(request, parts.publicUrl)
        const { username, password } = request.body
        const now = clock()
        const keys = [`sign-in ${request.ip}`, `sign-in ${request.ip} ${username.normalize('NFC').toLowerCase()}`]
        if (!keys.every((key) => attempts.allowed(key, now))) throw new ApiError('too_many_attempts')
        const account = await people.byName(username)
        // Counted as failed until it has succeeded, or tries sent all at once would each be answered.
        for (const key of keys) attempts.failed(key, now)
        const right = await passwordHolds(password, account?.password_hash ?? null)
        if (!right || !account) throw new ApiError('wrong_credentials')
        for (const key of keys) attempts.succeeded(key)
        const by = { name: account.username, at: new Date(now).toISOString() }
        giveCookie(reply, await people.startSession(account, now + SESSION_MS, by))
        const role = RoleCode.parse(account.role)
        return describe({ ...account, role, unitId: account.unit_id, mustChangePassword: account.must_change === 1 })
      },
    )

    app.get('/api/session', { config: open, schema: { response: { 200: Session } } }, async (request) => {
      const { name, role, unitId, session } = principalOf(request)
      return describe({ username: name, role, unitId, mustChangePassword: session?.mustChange ?? false })
    })

    app.put(
      '/api/session/password',
      { config: open, schema: { body: PasswordChange, response: { 200: Session } } },
      async (request, reply) => {
        const { name, role, unitId, session } = principalOf(request)
        if (!session) throw new ApiError('not_allowed')
        const { current, next } = request.body
        const now = clock()
        const key = `password ${name}`
        if (!attempts.allowed(key, now)) throw new ApiError('too_many_attempts')
        const account = await people.byName(name)
        const right = await passwordHolds(current, account?.password_hash ?? null)
        if (!attempts.allowed(key, now)) throw new ApiError('too_many_attempts')
        if (!right) {
          attempts.failed(key, now)
          throw new ApiError('invalid_request', [{ path: 'current', code: 'wrong_password' }])
        }
        if (next === current) throw new ApiError('invalid_request', [{ path: 'next', code: 'same_password' }])
        const by = { name, at: new Date(now).toISOString() }
        const changed = { id: session.accountId, expiresAt: now + SESSION_MS }
        giveCookie(reply, await people.changePassword(changed, await hashPassword(next), by))
        return describe({ username: name, role, unitId, mustChangePassword: false })
      },
    )

    app.delete('/api/session', { config: open }, async (request, reply) => {
      const { session } = principalOf(request)
      if (session) await people.endSession(session.token, clock())
      return reply.clearCookie(SESSION_COOKIE, { path: '/' }).status(204).send()
    })
  }

type Described = Pick<Session, 'username' | 'role' | 'mustChangePassword'> & { readonly unitId: number }

/** A program may sign in without an Origin; a page of somebody else may not. */
function checkOriginIfPresent(request: FastifyRequest, publicUrl: string | null): void {
  if (request.headers.origin !== undefined) checkOrigin(request, publicUrl)
}

import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type { Role } from '#contract/people/roles'
import { AccountRole, RoleCode } from '#contract/people/roles'
import type { Actor, Attribution } from '#core/ledger/actor'
import { actingAt, actorText } from '#core/ledger/actor'
import type { KnownDevice } from '../../store/devices/devices.ts'
import type { SessionHolder } from '../../store/people/sessions.ts'
import { ApiError } from '../framework/errors.ts'
import { cookieOf } from './port-cookies.ts'

/**
 * Who may call a route: anyone, a paired kiosk, or staff in one of these roles. A `sender` is a kiosk whose token is
 * known; whether it may still send is asked by the intake, in the transaction that stores.
 */
export type Access = 'anyone' | 'device' | 'sender' | readonly Role[]

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    /** Open to an account that must still change its first password. */
    beforePasswordChange?: boolean
  }
}

/** Whoever signed in, or whose token it is. */
export interface Principal {
  /** As the audit names it. */
  readonly actor: Actor
  /** An account's name, `token:<id>` or `link:<id>`. */
  readonly name: string
  /** What a person is called, or who a reading link was given to; empty for an API token. */
  readonly displayName: string
  readonly role: Role
  readonly unitId: number
  /** Codes of the areas it may see; null: all. An officer sees these alone, in every figure and list. */
  readonly areas: readonly string[] | null
  /** When it ends, in milliseconds since the epoch; null for an API token without end. */
  readonly endsAt: number | null
  /** null for an API token. */
  readonly session: OpenSession | null
}

/** The cookie session behind a request. */
export interface OpenSession {
  readonly id: string
  /** null: a reading link was opened. */
  readonly accountId: number | null
  readonly mustChange: boolean
}

/** How requests are recognised; given by the composition root. */
export interface Recognise {
  device(token: string): Promise<KnownDevice | null>
  sender(token: string): Promise<number | null>
  apiToken(token: string, now: number): Promise<TokenHolder | null>
  session(token: string, now: number): Promise<SessionHolder | null>
}

/** The stores that know tokens and sessions. */
export interface RecogniseStores {
  readonly devices: { readonly byToken: Recognise['device']; readonly sender: Recognise['sender'] }
  readonly apiTokens: { readonly bySecret: Recognise['apiToken'] }
  readonly sessions: { readonly holder: Recognise['session'] }
}

export const recogniseBy = ({ devices, apiTokens, sessions }: RecogniseStores): Recognise => ({
  device: devices.byToken,
  sender: devices.sender,
  apiToken: apiTokens.bySecret,
  session: sessions.holder,
})

interface TokenHolder {
  readonly id: number
  readonly role: string
  readonly unit_id: number
  readonly expires_at: number | null
  readonly areas: readonly string[] | null
}

export const SESSION_COOKIE = 'hl_session'
export const everyRole: readonly Role[] = RoleCode.options
/** All who have an account: not those who read by a link. */
export const accountRoles: readonly Role[] = AccountRole.options
/** All who see the whole office: neither officers, who see their own areas, nor those who read by a link. */
export const wholeOffice = ['admin', 'manager', 'leader', 'superior'] as const satisfies readonly Role[]

const devices = new WeakMap<FastifyRequest, KnownDevice>()
const deviceIds = new WeakMap<FastifyRequest, number>()
const principals = new WeakMap<FastifyRequest, Principal>()

/** The kiosk behind a request to a `device` route. */
export function deviceOf(request: FastifyRequest): KnownDevice {
  const device = devices.get(request)
  if (!device) throw new ApiError('unknown_device')
  return device
}

/** The id of the kiosk behind a request to a `sender` route. */
export function senderOf(request: FastifyRequest): number {
  const deviceId = deviceIds.get(request)
  if (deviceId === undefined) throw new ApiError('unknown_device')
  return deviceId
}

/** The person or program behind a request to a staff route. */
export function principalOf(request: FastifyRequest): Principal {
  const principal = principals.get(request)
  if (!principal) throw new ApiError('not_signed_in')
  return principal
}

/** Who changes something at `now`, as the audit names them. */
export function actorOf(request: FastifyRequest, now: number): Attribution {
  return actingAt(principalOf(request).actor, now)
}

export interface AccessParts {
  readonly recognise: Recognise
  readonly clock: () => number
  readonly publicUrl: string | null
}

/** Checks every request against the access its route declares; an application with a route that declares none does not start. */
export function guardRoutes(app: FastifyInstance, { recognise, clock, publicUrl }: AccessParts): void {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    routes.push(route)
  })
  // Only once all are known: plugins give their routes an access in hooks of their own.
  app.addHook('onReady', async () => {
    const open = routes.find((route) => route.config?.access === undefined)
    if (open) throw new Error(`${open.url} declares no access`)
  })
  app.addHook('onRequest', async (request, reply) => {
    const { access, beforePasswordChange } = request.routeOptions.config
    if (request.is404 || access === 'anyone') return
    // Office computers are shared: what one officer saw must not come back with a key press.
    void reply.header('cache-control', 'no-store')
    if (access === undefined) throw new ApiError('not_allowed')
    if (access === 'sender') {
      const deviceId = await recognise.sender(bearerOf(request))
      if (deviceId === null) throw new ApiError('unknown_device')
      deviceIds.set(request, deviceId)
      return
    }
    if (access === 'device') {
      const device = await recognise.device(bearerOf(request))
      if (!device) throw new ApiError('unknown_device')
      devices.set(request, device)
      return
    }
    const principal = await recognisePrincipal(request, recognise, clock())
    if (principal.session) checkOrigin(request, publicUrl)
    if (principal.session?.mustChange && !beforePasswordChange) throw new ApiError('password_change_required')
    if (!access.includes(principal.role)) throw new ApiError('not_allowed')
    principals.set(request, principal)
  })
}

const bearerOf = (request: FastifyRequest): string =>
  /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''

async function recognisePrincipal(request: FastifyRequest, recognise: Recognise, now: number): Promise<Principal> {
  if (request.headers.authorization !== undefined) {
    const found = await recognise.apiToken(bearerOf(request), now)
    if (!found) throw new ApiError('not_signed_in')
    const { id, unit_id: unitId, expires_at: endsAt, areas } = found
    const role = RoleCode.parse(found.role)
    const actor = { kind: 'token', id, unitId } as const
    return { actor, name: actorText(actor), displayName: '', role, unitId, areas, endsAt, session: null }
  }
  const token = cookieOf(request, SESSION_COOKIE)
  const holder = token ? await recognise.session(token, now) : null
  if (!holder) throw new ApiError('not_signed_in')
  return principalOfSession(holder)
}

/** A session's holder as the caller of a request. */
export function principalOfSession(holder: SessionHolder): Principal {
  const { actor, displayName, unitId, areas, accountId, mustChange } = holder
  const session = { id: holder.sessionId, accountId, mustChange }
  return {
    actor,
    name: actorText(actor),
    displayName,
    role: RoleCode.parse(holder.role),
    unitId,
    areas,
    endsAt: holder.expiresAt,
    session,
  }
}

/** A cookie alone proves nothing about the page that sends it: what changes something must come from our own pages. */
export function checkOrigin(request: FastifyRequest, publicUrl: string | null): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const own = publicUrl ? new URL(publicUrl).origin : `${request.protocol}://${request.headers.host ?? ''}`
  const here = `${request.protocol}://${request.headers.host ?? ''}`
  const { origin } = request.headers
  if (origin !== own && origin !== here) throw new ApiError('foreign_origin')
}

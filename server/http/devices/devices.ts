import type { FastifyRequest } from 'fastify'
import {
  DeviceList,
  DeviceQuery,
  Heartbeat,
  HeartbeatReply,
  PairingCodeReply,
  PairingCodeRequest,
  PairReply,
  PairRequest,
} from '#contract/devices'
import type { Devices } from '../../store/devices/devices.ts'
import type { OpeningHoursStore } from '../../store/office/opening-hours.ts'
import type { Pairing } from '../../store/devices/pairing.ts'
import type { Reference } from '../../store/catalogue/reference.ts'
import { actorOf, deviceOf, wholeOffice } from '../access/access.ts'
import type { Attempts } from '../../services/people/attempts.ts'
import { civilTime } from '#core/time/civil-time'
import { ApiError } from '../framework/errors.ts'
import { devicesShown } from './device-view.ts'
import type { Routes } from '../framework/routes.ts'
import type { Scope } from '../access/scope.ts'

export interface DeviceListParts {
  readonly devices: Devices
  readonly pairing: Pairing
  readonly reference: Reference
  readonly scope: Scope
  readonly attempts: Attempts
  readonly clock: () => number
  readonly publicUrl: string | null
  readonly codeLifetimeMs: number
  readonly openingHours: OpeningHoursStore
  /** The version of the page that kiosks are given. */
  readonly version: string
}

const pairers = ['admin', 'manager'] as const

/** Kiosks: pairing, signs of life, and the list. */
export const deviceListRoutes =
  (parts: DeviceListParts): Routes =>
  (app) => {
    const { devices, pairing, scope, attempts, clock } = parts

    app.post(
      '/api/devices/pair',
      { config: { access: 'anyone' }, schema: { body: PairRequest, response: { 200: PairReply } } },
      async (request) => {
        const key = `pair ${request.ip}`
        if (!attempts.allowed(key, clock())) throw new ApiError('too_many_attempts')
        const paired = await pairing.pair(request.body.code, clock())
        if (!paired) {
          attempts.failed(key, clock())
          throw new ApiError('wrong_pairing_code')
        }
        return { token: paired.token, device: { id: String(paired.id), name: paired.name } }
      },
    )

    app.post(
      '/api/devices/heartbeat',
      { config: { access: 'device' }, schema: { body: Heartbeat, response: { 200: HeartbeatReply } } },
      async (request) => {
        const now = clock()
        const at = new Date(now).toISOString()
        const heard = await devices.heartbeat(deviceOf(request).id, { ...request.body, at })
        return { ...heard, serverTime: civilTime(now) }
      },
    )

    app.get(
      '/api/devices',
      {
        config: { access: wholeOffice },
        schema: { querystring: DeviceQuery, response: { 200: DeviceList } },
      },
      async (request) => {
        const { unit, within } = request.query
        const units = within ? await scope.under(request, unit) : [await scope.unit(request, unit)]
        return { devices: await devicesShown(parts, units) }
      },
    )

    app.post(
      '/api/pairing-codes',
      { config: { access: pairers }, schema: { body: PairingCodeRequest, response: { 200: PairingCodeReply } } },
      async (request) => {
        const { unit: unitCode, counter, stage, areas } = request.body
        const unit = await scope.unit(request, unitCode)
        // What is left out stays as it is at a counter that exists.
        const given = {
          ...(stage === undefined ? {} : { stage }),
          ...(areas === undefined ? {} : { areaIds: await areaIdsOf(parts.reference, areas) }),
        }
        const now = clock()
        const by = actorOf(request, now)
        const code = await pairing.codeFor({ unitId: unit.id, name: counter, ...given }, now, by)
        return pairingReply(request, { ...parts, code, now })
      },
    )
  }

interface NewCode {
  readonly code: string
  readonly now: number
  readonly publicUrl: string | null
  readonly codeLifetimeMs: number
}

/** A pairing code as it is shown: with the link that pairs the browser that follows it. */
export function pairingReply(request: FastifyRequest, { code, now, publicUrl, codeLifetimeMs }: NewCode) {
  const base = publicUrl ?? `${request.protocol}://${request.headers.host ?? ''}`
  return { code, link: `${base}/kiosk/#pair=${code}`, expiresAt: civilTime(now + codeLifetimeMs) }
}

async function areaIdsOf(reference: Reference, codes: readonly string[]): Promise<number[]> {
  const areas = await reference.areasInUse()
  const found = codes.map((code, index) => {
    const area = areas.find((candidate) => candidate.code === code)
    if (!area) throw new ApiError('unknown_code', [{ path: `areas.${index}`, code: 'unknown_area' }])
    return area.id
  })
  return [...new Set(found)]
}

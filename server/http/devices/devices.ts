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
import { definedOnly } from '#core/text/defined-only'
import { civilTime } from '#core/time/civil-time'
import type { DeviceStatusStores } from '../../services/devices/device-status.ts'
import { deviceStatuses } from '../../services/devices/device-status.ts'
import type { PairingStores } from '../../services/devices/pairing.ts'
import { createPairingCode, pairByCode } from '../../services/devices/pairing.ts'
import { actorOf, deviceOf, wholeOffice } from '../access/access.ts'
import type { Scope } from '../access/scope.ts'
import { orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'
import type { PairingLinkParts } from './pairing-reply.ts'
import { pairingReply } from './pairing-reply.ts'

export interface DeviceListParts extends DeviceStatusStores, PairingStores, PairingLinkParts {
  readonly scope: Scope
  readonly clock: () => number
  readonly clockWatch: { hasCalendar(): boolean }
  /** The version of the page that kiosks are given. */
  readonly version: string
}

const pairers = ['admin', 'manager'] as const

/** Kiosks: pairing, signs of life, and the list. */
export const deviceListRoutes =
  (parts: DeviceListParts): Routes =>
  (app) => {
    const { devices, scope, clock, clockWatch, version } = parts

    app.post(
      '/api/devices/pair',
      { config: { access: 'anyone' }, schema: { body: PairRequest, response: { 200: PairReply } } },
      async (request) => {
        const claim = { code: request.body.code, address: request.ip, now: clock() }
        const { token, id, name } = orThrow(await pairByCode(parts, claim))
        return { token, device: { id: String(id), name } }
      },
    )

    app.post(
      '/api/devices/heartbeat',
      { config: { access: 'device' }, schema: { body: Heartbeat, response: { 200: HeartbeatReply } } },
      async (request) => {
        const now = clock()
        const at = new Date(now).toISOString()
        const progress = await devices.heartbeat(deviceOf(request).id, { ...request.body, at })
        const timeUncertain = clockWatch.hasCalendar() ? undefined : (true as const)
        return { ...progress, serverTime: civilTime(now), ...definedOnly({ timeUncertain }) }
      },
    )

    app.get(
      '/api/devices',
      { config: { access: wholeOffice }, schema: { querystring: DeviceQuery, response: { 200: DeviceList } } },
      async (request) => {
        const { unit, within } = request.query
        const units = within ? await scope.under(request, unit) : [await scope.unit(request, unit)]
        return { devices: await deviceStatuses(parts, units, { now: clock(), version }) }
      },
    )

    app.post(
      '/api/pairing-codes',
      { config: { access: pairers }, schema: { body: PairingCodeRequest, response: { 200: PairingCodeReply } } },
      async (request) => {
        const { unit, ...order } = request.body
        const { id: unitId } = await scope.unit(request, unit)
        const now = clock()
        const code = orThrow(await createPairingCode(parts, { ...order, unitId, now }, actorOf(request, now)))
        return pairingReply(request, { code, now }, parts)
      },
    )
  }

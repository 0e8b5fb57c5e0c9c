import type { FastifyRequest } from 'fastify'
import { Device, DeviceChange, PairingCodeReply } from '#contract/devices'
import type { DeviceChangeStores } from '../../services/devices/changes.ts'
import { changeDevice, createReplacementCode, readDevice, unitOfDevice } from '../../services/devices/changes.ts'
import { actorOf } from '../access/access.ts'
import type { Scope } from '../access/scope.ts'
import { orThrow } from '../framework/errors.ts'
import { ById } from '../framework/params.ts'
import type { Routes } from '../framework/routes.ts'
import type { PairingLinkParts } from './pairing-reply.ts'
import { pairingReply } from './pairing-reply.ts'

export interface DeviceChangeParts extends DeviceChangeStores, PairingLinkParts {
  readonly scope: Scope
  readonly clock: () => number
  readonly version: string
}

const changers = ['admin', 'manager'] as const

/** What is done to a kiosk that is there: renaming, moving, replacing, revoking. */
export const deviceChangeRoutes =
  (parts: DeviceChangeParts): Routes =>
  (app) => {
    const { deviceChanges, scope, clock, version } = parts

    /** @returns the unit of the device; throws not_found, outside_scope */
    const unitInScope = async (request: FastifyRequest, id: number): Promise<number> => {
      const unitId = orThrow(await unitOfDevice(parts, id))
      await scope.check(request, unitId)
      return unitId
    }

    app.patch(
      '/api/devices/:id',
      { config: { access: changers }, schema: { params: ById, body: DeviceChange, response: { 200: Device } } },
      async (request) => {
        const { id } = request.params
        const { name, unit, counter } = request.body
        const ownUnit = await unitInScope(request, id)
        // Where to is checked like where from.
        const unitId = unit === undefined ? ownUnit : (await scope.unit(request, unit)).id
        orThrow(await changeDevice(parts, { id, name, unitId, counter }, actorOf(request, clock())))
        return orThrow(await readDevice(parts, { id, unitId }, { now: clock(), version }))
      },
    )

    app.post(
      '/api/devices/:id/replacement',
      { config: { access: changers }, schema: { params: ById, response: { 200: PairingCodeReply } } },
      async (request) => {
        const { id } = request.params
        await unitInScope(request, id)
        const now = clock()
        const code = orThrow(await createReplacementCode(parts, { id, now }, actorOf(request, now)))
        return pairingReply(request, { code, now }, parts)
      },
    )

    app.delete(
      '/api/devices/:id',
      { config: { access: changers }, schema: { params: ById } },
      async (request, reply) => {
        await unitInScope(request, request.params.id)
        await deviceChanges.revoke(request.params.id, actorOf(request, clock()))
        return reply.status(204).send()
      },
    )
  }

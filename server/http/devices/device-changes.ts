import type { FastifyRequest } from 'fastify'
import { Device, DeviceChange, PairingCodeReply } from '#contract/devices'
import type { DeviceChanges, DeviceChangesStore } from '../../store/devices/device-changes.ts'
import type { Devices } from '../../store/devices/devices.ts'
import type { OpeningHoursStore } from '../../store/office/opening-hours.ts'
import { actorOf } from '../access/access.ts'
import { shownDevice } from './device-view.ts'
import { pairingReply } from './devices.ts'
import { ApiError } from '../framework/errors.ts'
import { ById } from '../framework/params.ts'
import type { Routes } from '../framework/routes.ts'
import type { Scope } from '../access/scope.ts'

export interface DeviceChangeParts {
  readonly devices: Devices
  readonly deviceChanges: DeviceChangesStore
  readonly openingHours: OpeningHoursStore
  readonly scope: Scope
  readonly clock: () => number
  readonly version: string
  readonly publicUrl: string | null
  readonly codeLifetimeMs: number
}

const changers = ['admin', 'manager'] as const

/** What is done to a kiosk that is there: renaming, moving, replacing, revoking. */
export const deviceChangeRoutes =
  (parts: DeviceChangeParts): Routes =>
  (app) => {
    const { devices, deviceChanges, scope, clock } = parts

    /** @returns the unit of the device; throws not_found, outside_scope */
    const checked = async (request: FastifyRequest, id: number): Promise<number> => {
      const unitId = await devices.unitOf(id)
      if (unitId === null) throw new ApiError('not_found')
      await scope.check(request, unitId)
      return unitId
    }

    app.patch(
      '/api/devices/:id',
      { config: { access: changers }, schema: { params: ById, body: DeviceChange, response: { 200: Device } } },
      async (request) => {
        const { id } = request.params
        const ownUnit = await checked(request, id)
        const changes = await changesOf(request, { scope, ownUnit })
        const refusal = await deviceChanges.change(id, changes, actorOf(request, clock()))
        if (refusal === 'name_taken') throw new ApiError('already_exists', [{ path: 'name', code: 'already_exists' }])
        const device = await devices.byId(id)
        if (refusal !== null || !device) throw new ApiError('device_retired')
        const unitId = changes.place?.unitId ?? ownUnit
        const hours = await parts.openingHours.of(unitId)
        return shownDevice(device, { hours, nowMs: clock(), version: parts.version })
      },
    )

    app.post(
      '/api/devices/:id/replacement',
      { config: { access: changers }, schema: { params: ById, response: { 200: PairingCodeReply } } },
      async (request) => {
        await checked(request, request.params.id)
        const now = clock()
        const code = await deviceChanges.replacementCode(request.params.id, now, actorOf(request, now))
        if (code === null) throw new ApiError('device_retired')
        return pairingReply(request, { ...parts, code, now })
      },
    )

    app.delete(
      '/api/devices/:id',
      { config: { access: changers }, schema: { params: ById } },
      async (request, reply) => {
        await checked(request, request.params.id)
        await deviceChanges.revoke(request.params.id, actorOf(request, clock()))
        return reply.status(204).send()
      },
    )
  }

/** Where to is checked like where from. */
async function changesOf(
  request: FastifyRequest<{ Body: DeviceChange }>,
  { scope, ownUnit }: { readonly scope: Scope; readonly ownUnit: number },
): Promise<DeviceChanges> {
  const { name, unit, counter } = request.body
  const unitId = unit === undefined ? ownUnit : (await scope.unit(request, unit)).id
  return {
    ...(name === undefined ? {} : { name }),
    ...(counter === undefined ? {} : { place: { unitId, counter } }),
  }
}

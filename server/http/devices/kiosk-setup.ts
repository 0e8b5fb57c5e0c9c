import { createHash } from 'node:crypto'
import { z } from 'zod'
import { KioskSetup, QuestionnaireShape } from '#contract/kiosk-setup'
import { askedByKiosks } from '#core/questions/questionnaire-rules'
import type { Devices } from '../../store/devices/devices.ts'
import type { Reference } from '../../store/catalogue/reference.ts'
import type { Settings } from '../../store/office/settings.ts'
import type { Units } from '../../store/office/units.ts'
import { deviceOf } from '../access/access.ts'
import { isKnownTag } from '../framework/entity-tags.ts'
import { ApiError } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'

export interface KioskSetupParts {
  readonly devices: Devices
  readonly reference: Reference
  readonly units: Units
  readonly settings: Settings
  readonly demo?: true
}

/** Seconds of design §7. */
const settings = { idleSeconds: 30, idleFacesSeconds: 45, askMoreTimeSeconds: 15, thanksSeconds: 5 } as const

/** All a kiosk needs to know; the ETag spares a kiosk that knows it already. */
export const kioskSetupRoutes =
  (parts: KioskSetupParts): Routes =>
  (app) => {
    app.get(
      '/api/kiosk/setup',
      { config: { access: 'device' }, schema: { response: { 200: KioskSetup, 304: z.null() } } },
      async (request, reply) => {
        const device = deviceOf(request)
        if (device.replaced) throw new ApiError('device_replaced')
        const setup = await setupOf(device, parts)
        const etag = `"${createHash('sha256').update(JSON.stringify(setup)).digest('base64url').slice(0, 22)}"`
        void reply.header('etag', etag).header('cache-control', 'private, no-cache')
        if (isKnownTag(request.headers['if-none-match'], etag)) return reply.status(304).send(null)
        return setup
      },
    )
  }

async function setupOf(device: { id: number; unitId: number }, parts: KioskSetupParts): Promise<KioskSetup> {
  const { devices, reference, units, settings: settled } = parts
  const unit = await units.byId(device.unitId)
  const assignment = await devices.assignment(device.id)
  const chosen = await devices.areasOfCounter(assignment.counterId)
  const areas = (await reference.areasInUse()).filter((area) => chosen.length === 0 || chosen.includes(area.id))
  const asked = askedByKiosks(await reference.questionnaires())
  const served = new Set(areas.map((area) => area.code))
  const procedures = (await reference.procedures()).filter(
    (procedure) => !procedure.retired && served.has(procedure.area),
  )
  return {
    assignment: `a${assignment.id}`,
    unit: { code: unit.code, name: (await settled.get(unit.id, 'office.name')) ?? unit.name },
    counter: assignment.counter,
    stage: assignment.stage,
    areas: areas.map(({ code, label, groups }) => ({ code, label, groups: ['chung', ...groups] })),
    procedures: procedures.map(({ code, area, name }) => ({ code, area, label: name })),
    questionnaires: asked === null ? [] : [QuestionnaireShape.parse(JSON.parse(asked.body))],
    settings,
    checkpoint: await reference.newestCheckpoint(unit.id),
    restoredAt: await settled.restoredAt(),
    ...(parts.demo && { demo: parts.demo }),
  }
}

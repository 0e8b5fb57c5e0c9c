import type { KioskSetup } from '#contract/kiosk-setup'
import { QuestionnaireShape } from '#contract/kiosk-setup'
import { askedByKiosks } from '#core/questions/questionnaire-rules'
import { definedOnly } from '#core/text/defined-only'
import type { Areas } from '../../store/catalogue/area-changes.ts'
import type { Procedures } from '../../store/catalogue/procedures.ts'
import type { Questionnaires } from '../../store/catalogue/questionnaires.ts'
import type { Devices } from '../../store/devices/devices.ts'
import type { Ledger } from '../../store/ledger/ledger.ts'
import type { Settings } from '../../store/office/settings.ts'
import type { Units } from '../../store/office/units.ts'

export interface KioskSetupStores {
  readonly devices: Devices
  readonly areas: Areas
  readonly procedures: Procedures
  readonly questionnaires: Questionnaires
  readonly ledger: Ledger
  readonly units: Units
  readonly settings: Settings
  /** What hides the copies of a device, in hexadecimal. */
  readonly copyKey: (deviceId: number) => string
  readonly demo?: true
}

/** Seconds after which a kiosk left alone goes on by itself (design §7). */
const settings = { idleSeconds: 30, idleFacesSeconds: 45, askMoreTimeSeconds: 15, thanksSeconds: 5 } as const

/** The kiosk that asks. */
export interface AskingKiosk {
  readonly id: number
  readonly unitId: number
  /** Ids of the devices it says it was before. */
  readonly copiesOf: readonly number[]
}

/** All a kiosk needs to know, by where it stands now. */
export async function kioskSetup(stores: KioskSetupStores, device: AskingKiosk): Promise<KioskSetup> {
  const { devices, units, settings: settled, copyKey, demo } = stores
  const unit = await units.byId(device.unitId)
  const assignment = await devices.assignment(device.id)
  const chosen = await devices.areasOfCounter(assignment.counterId)
  const areas = (await stores.areas.inUse()).filter(({ id, offered }) =>
    chosen.length === 0 ? offered : chosen.includes(id),
  )
  const form = askedByKiosks(await stores.questionnaires.all())
  const served = new Set(areas.map(({ code }) => code))
  const procedures = (await stores.procedures.all()).filter(({ retired, area }) => !retired && served.has(area))
  const restoredAt = await settled.restoredAt()
  const of = { unitId: unit.id, wasRestored: restoredAt !== null }
  const earlier = await devices.earlierSelves(device.copiesOf, of)
  return {
    assignment: `a${assignment.id}`,
    unit: { code: unit.code, name: (await settled.get(unit.id, 'office.name')) ?? unit.name },
    counter: assignment.counter,
    stage: assignment.stage,
    areas: areas.map(({ code, label, groups }) => ({ code, label, groups: ['chung', ...groups] })),
    procedures: procedures.map(({ code, area, name }) => ({ code, area, label: name })),
    questionnaires: form === null ? [] : [QuestionnaireShape.parse(JSON.parse(form.body))],
    settings,
    checkpoint: await stores.ledger.newestCheckpoint(unit.id),
    restoredAt,
    copyKeys: Object.fromEntries([device.id, ...earlier].map((id) => [String(id), copyKey(id)])),
    ...definedOnly({ demo }),
  }
}

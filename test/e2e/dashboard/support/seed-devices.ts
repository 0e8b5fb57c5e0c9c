import type { Heartbeat } from '#contract/devices'
import type { Caller } from '../../../support/caller.ts'
import type { Kiosk } from '../../../support/kiosk.ts'
import type { Office } from '../../../support/office.ts'
import { ok } from './seeded-office.ts'

const well = {
  waiting: 0,
  lastSeq: 0,
  appVersion: '0',
  clockOffsetMs: 120,
  storage: 'durable',
  lastError: null,
} as const satisfies Heartbeat

/** A device gives a sign of life. */
export const beat = (device: Caller, more: Partial<Heartbeat> = {}) =>
  ok(device, 'post', '/api/devices/heartbeat', { ...well, ...more })

interface NewDevice {
  readonly name: string
  readonly counter: string
  readonly unit?: string
}

/** Pairs a device and gives it its name. */
export async function addDevice(office: Office, { name, counter, unit = 'phu-quoc' }: NewDevice): Promise<Kiosk> {
  const kiosk = await office.pairKiosk({ unit, counter })
  await ok(office.as('lan'), 'patch', `/api/devices/${kiosk.id}`, { name })
  return kiosk
}

/** One device of each kind: well, out of reach, doubtful, replaced, revoked. */
export async function seedDevices(office: Office): Promise<void> {
  const { now } = office.clock
  office.clock.moveTo('2026-11-18T08:00:00+07:00')
  const well = await replaceDevice(office, await addDevice(office, { name: 'Máy cửa ra', counter: 'Quầy 3' }))
  const silent = await addDevice(office, { name: 'Máy đánh giá 2', counter: 'Quầy 2 – Tư pháp, hộ tịch, chứng thực' })
  const doubtful = await addDevice(office, { name: 'Máy đánh giá 3', counter: 'Quầy 3' })
  const old = await addDevice(office, { name: 'Máy đánh giá cũ', counter: 'Quầy 1' })
  await beat(silent.caller, { waiting: 14, lastSeq: 14, lastError: 'network', clockOffsetMs: 300_000 })
  await ok(office.as('lan'), 'delete', `/api/devices/${old.id}`)
  office.clock.now = now
  await beat(well)
  await doubt(doubtful)
}

/** Another one takes the place of a device that still holds two ratings, and goes to counter 1. @returns its caller */
async function replaceDevice(office: Office, replaced: Kiosk): Promise<Caller> {
  const lan = office.as('lan')
  const { code } = await ok(lan, 'post', `/api/devices/${replaced.id}/replacement`)
  const { device, token } = await ok(office.nobody(), 'post', '/api/devices/pair', { code })
  await beat(replaced.caller, { waiting: 2, lastSeq: 2 })
  await ok(lan, 'patch', `/api/devices/${device.id}`, { name: 'Máy đánh giá 1', counter: 'Quầy 1' })
  return office.bearer(token)
}

/** Two machines share its identity, and the ratings 5, 7 and 8 are missing. */
async function doubt(kiosk: Kiosk): Promise<void> {
  const taps = Array.from({ length: 9 }, () => kiosk.tap())
  await kiosk.send(...taps.filter(({ seq }) => ![5, 7, 8].includes(seq)))
  await kiosk.send(kiosk.tap({ seq: 9 }))
  await beat(kiosk.caller, { lastSeq: 9, storage: 'best-effort', appVersion: '1.0.0' })
}

import type { Kiosk } from './kiosk.ts'
import { openOnlyOn } from './opening.ts'
import type { Office } from './office.ts'

const MOST_AT_ONCE = 100

/** Rates so many times, in batches that a server takes. */
async function rateOften(kiosk: Kiosk, levels: readonly (number | null)[], fields: { area: string }) {
  for (let at = 0; at < levels.length; at += MOST_AT_ONCE)
    await kiosk.rate(levels.slice(at, at + MOST_AT_ONCE), { ...fields, answeredAt: '2026-08-28T09:00:00+07:00' })
}

const times = (count: number, level: number | null) => Array<number | null>(count).fill(level)

/**
 * The worked case of the guide in quý III/2026: 750 of 806 with a level are satisfied, and six had no opinion; in đất đai
 * 126 of 155. The targets of the plan are 90 % and 85 %.
 */
export async function fillWorkedCase(office: Office, unit: string): Promise<void> {
  await openOnlyOn(office, unit, ['2026-08-28'])
  const kiosk = await office.pairKiosk({ unit })
  await rateOften(kiosk, [...times(126, 5), ...times(29, 3)], { area: 'dat-dai' })
  await rateOften(kiosk, [...times(624, 4), ...times(27, 2), ...times(6, null)], { area: 'ho-tich' })
  const admin = await office.program('admin', unit)
  const target = { unit, operator: '>=', validFrom: '2026-01-01', validTo: '2026-12-31' }
  const document = 'Kế hoạch số 12/KH-UBND ngày 15/01/2026'
  for (const [group, value] of [
    ['chung', 0.9],
    ['dat-dai-xay-dung', 0.85],
  ] as const) {
    const reply = await admin.post('/api/targets', { ...target, group, value, document })
    if (reply.status !== 200) throw new Error(reply.text)
  }
}

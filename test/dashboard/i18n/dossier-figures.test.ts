import { expect, test } from 'vitest'
import { dossierSentences } from '../../../dashboard/i18n/dossier-figures.ts'
import { target90 } from '../support/figures.ts'

const counts = { received: 55, early: 20, onTime: 29, late: 1, apologised: 1 }
const dossiers = {
  counts,
  returned: 50,
  missing: 0,
  timeliness: { share: 0.98, target: target90, verdict: 'met' },
  early: { share: 0.4, target: null, verdict: null },
} as const
const beside = (given: typeof dossiers | (Omit<typeof dossiers, 'missing'> & { missing: number })) =>
  // A target of the wire may be changed; the one of the fixtures may not.
  structuredClone(given) as unknown as NonNullable<Parameters<typeof dossierSentences>[0]['dossiers']>

test('few answers are said in words, many with the worst and the best case', () => {
  const low = { answered: 6, returned: 50, share: 0.12, level: 'low', bounds: null } as const
  expect(dossierSentences({ dossiers: beside(dossiers), coverage: low })).toEqual([
    'Ít người đánh giá (12,0%): không suy ra cho tất cả hồ sơ.',
    'Đúng hạn và trước hạn: 98,0% của 50 hồ sơ đã trả, chỉ tiêu ≥ 90%: đạt.',
    'Trước hạn: 40,0% của 50 hồ sơ đã trả.',
  ])
  const high = { answered: 40, returned: 50, share: 0.8, level: 'high', bounds: { low: 0.72, high: 0.92 } } as const
  expect(dossierSentences({ dossiers: beside(dossiers), coverage: high })[0]).toBe(
    'Số lượt của người nhận kết quả bằng 80,0% số hồ sơ đã trả; kể cả người chưa đánh giá, tỷ lệ hài lòng nằm trong khoảng 72,0–92,0%.',
  )
})

test('nothing is said while a month is missing', () => {
  expect(dossierSentences({ dossiers: beside({ ...dossiers, missing: 1 }), coverage: null })).toEqual([])
  expect(dossierSentences({ dossiers: null, coverage: null })).toEqual([])
})

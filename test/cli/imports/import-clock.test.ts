import { expect, onTestFinished, test } from 'vitest'
import type { ImportMapping } from '#contract/mapping'
import { clockCommand } from '../../../server/cli/clock.ts'
import { createClockMarks } from '../../../server/store/clock/clock-marks.ts'
import { enterOffice, NOW, rowCounts } from './office.ts'

const mapping: ImportMapping = {
  questionnaire: 'quay-nhanh@1',
  unit: { value: 'van-phong' },
  time: { column: 'time', format: 'yyyy-MM-dd' },
  answers: { overall: { column: 'rating', levels: { bad: 1, good: 5 } } },
  identity: { columns: ['id'] },
}
const content = ['id,time,rating', '1,2024-03-01,good', '2,2024-03-01,bad'].join('\n')

test.each([
  ['the server doubts its time', 0, true],
  ['this machine is behind what is stored', -86_400_000, false],
])('where %s a file is tried, and stored only once a person has confirmed the time', async (_why, offset, isTold) => {
  const office = enterOffice(NOW + offset)
  onTestFinished(() => office.leave())
  await office.open(async (database) => {
    const marks = createClockMarks(database)
    await marks.raise(NOW)
    if (isTold) await marks.setDoubt('jumped', NOW)
  })
  const before = await rowCounts(office)
  expect(await office.import(content, mapping, '--dry-run')).toMatchObject({ read: 2, stored: 2 })
  await expect(office.import(content, mapping)).rejects.toThrow(/Giờ của máy chủ chưa chắc chắn.*uncertain_time/)
  expect(await rowCounts(office)).toEqual(before)

  expect((await office.run(clockCommand, 'confirm')).code).toBe(0)
  expect(await office.import(content, mapping)).toMatchObject({ read: 2, stored: 2 })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { UsageError } from '../../../server/cli/args.ts'
import type { CommandIo } from '../../../server/cli/io.ts'
import { reportCommand } from '../../../server/cli/reports/report.ts'
import { readConfig } from '../../../server/config.ts'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ release: 'live' })
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  await kiosk.rate([...Array<number>(37).fill(5), 1, 2, 3], {
    answeredAt: '2026-08-28T09:00:00+07:00',
    area: 'dat-dai',
  })
})
afterAll(() => office.close())

/** Runs the command beside the running office, on its database. */
async function run(...args: string[]): Promise<string[]> {
  const lines: string[] = []
  const io: CommandIo = {
    config: readConfig({ DATA_DIR: office.folder }),
    clock: () => office.clock.now,
    version: '0.0.0',
    out: (line) => lines.push(line),
    say: () => undefined,
    stdin: () => Promise.resolve(''),
  }
  expect(await reportCommand.run(args, io)).toBe(0)
  return lines
}

test('hailong report says with --json what the interface answers a manager', async () => {
  const manager = await office.person('manager', 'xa-an')
  const reply = await manager.get('/api/reports/quarterly?period=2026-Q3')
  expect(reply.status).toBe(200)
  expect(JSON.parse((await run('--unit', 'xa-an', '--period', '2026-Q3', '--json'))[0]!)).toEqual(reply.body)
})

test('it prints the paragraph, the table parted by tabs, the bulletin and the sources', async () => {
  const lines = await run('--unit', 'xa-an', '--from', '2026-08-15', '--to', '2026-09-14', '--done', 'Đã lắp quạt.')
  expect(lines[0]).toMatch(/^Về đánh giá mức độ hài lòng .* đạt 92,5% \(khoảng tin cậy 95%: .*lắp quạt\.$/)
  expect(lines[2]).toContain('STT\tNội dung\t')
  expect(lines[4]).toMatch(/^Trong thời gian từ ngày 15\/08\/2026/)
  expect(lines[6]).toMatch(/^Số liệu đánh giá: /)
})

test.each([
  [[], 'còn thiếu'],
  [['--period', 'soon'], 'là một kỳ như'],
  [['--from', '2026-08-02', '--to', '2026-08-14'], 'trọn nửa tháng'],
])('%j is wrong use', async (args, words) => {
  const error = await run('--unit', 'xa-an', ...args).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(UsageError)
  expect(String(error)).toContain(words)
})

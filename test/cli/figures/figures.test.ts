import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CommandError, UsageError } from '../../../server/cli/args.ts'
import { figuresCommand } from '../../../server/cli/figures/figures.ts'
import type { CommandIo } from '../../../server/cli/io.ts'
import { readConfig } from '../../../server/config.ts'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'
import { openOnlyOn } from '../../support/opening.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ release: 'live' })
  await openOnlyOn(office, 'tinh', ['2026-09-05', '2026-10-10'])
  const an = await office.pairKiosk({ unit: 'xa-an', counter: 'Quầy 1', stage: 'result' })
  const binh = await office.pairKiosk({ unit: 'xa-binh', counter: 'Quầy 1' })
  await an.rate([...Array<number>(40).fill(5), 3, 2], { answeredAt: '2026-09-05T08:00:00+07:00', area: 'dat-dai' })
  await an.rate([5, 5, 1], { answeredAt: '2026-09-20T08:00:00+07:00', area: 'ho-tich' })
  await binh.rate([2, 2, 4, 4, 4], { answeredAt: '2026-10-10T08:00:00+07:00', area: 'xay-dung' })
  const admin = await office.program('admin', 'tinh')
  const target = { unit: 'tinh', group: 'chung', operator: '>=', value: 0.8, source: 'KH 12' }
  await admin.post('/api/targets', { ...target, validFrom: '2026-01-01', validTo: '2026-12-31' })
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
  expect(await figuresCommand.run(args, io)).toBe(0)
  return lines
}

describe('hailong figures', () => {
  test.each([
    ['unit=tinh&period=2026&by=area'],
    ['unit=tinh&period=2026-Q3&by=unit'],
    ['unit=xa-an&from=2026-09-01&to=2026-10-31&by=month&area=dat-dai'],
    ['unit=tinh&period=2026&by=counter&stage=result'],
    ['unit=tinh&period=2026&by=criterion'],
    ['unit=tinh&period=2026&by=group'],
    ['unit=van-phong&period=2026'],
    ['unit=xa-an'],
  ])('says with --json what the interface answers an administrator: %s', async (query) => {
    const asked = new URLSearchParams(query)
    const reply = await (await office.program('admin', asked.get('unit')!)).get(`/api/satisfaction?${query}`)
    expect(reply.status).toBe(200)
    const words = [...asked].flatMap(([name, value]) => [`--${name}`, value])
    const lines = await run(...words, '--json')
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0]!)).toEqual(reply.body)
  })

  test('prints a table with the total at its end', async () => {
    const lines = await run('--unit', 'tinh', '--period', '2026', '--by', 'area')
    expect(lines[0]).toBe('Đơn vị tinh (tinh), 01/01/2026 – 31/12/2026 (bắt đầu dùng / in use since 05/09/2026)')
    const [hoTich, datDai, xayDung, total] = lines.slice(3)
    expect(hoTich).toMatch(/^Hộ tịch +3 +– +– +– +>= 80% +ít lượt \(few\)$/)
    // 40 of 42; the lower end of Wilson's interval is 84.2 %, which is above the target.
    expect(datDai).toMatch(/^Đất đai +42 +42 +95,2% +84,2–98,7% +>= 80% +đạt \(met\)$/)
    expect(xayDung).toMatch(/^Xây dựng +5 +5 +60,0% .* chưa đủ lượt \(too few\)$/)
    expect(total).toMatch(/^Tất cả +50 +50 /)
    expect(lines).toHaveLength(7)
  })

  test('says of a part of a period that it is one, with a figure on its side of the target', async () => {
    const [head, , , total] = await run('--unit', 'xa-binh', '--period', '2026', '--by', 'total')
    expect(head).toMatch(/in use since 10\/10\/2026/)
    expect(total).toMatch(/^Tất cả +5 +5 +60,0% .* chưa đủ lượt \(too few\)$/)
    await openOnlyOn(office, 'xa-an', ['2026-09-04', '2026-09-05', '2026-09-06', '2026-09-07'])
    const [, , , partial] = await run('--unit', 'xa-an', '--period', '2026', '--by', 'total')
    expect(partial).toMatch(/ chưa đủ ngày \(partial\)$/)
  })

  test('of the first office where no unit is named', async () => {
    expect((await run('--period', '2026'))[0]).toContain('(van-phong)')
  })

  test.each([
    [['--by', 'colour'], /^--by colour: /],
    [['--period', '2026', '--speed', '9'], /--speed/],
    [['extra'], /one word too many/],
    [['--period', '2024-Q5'], /--period 2024-Q5: .*2026-Q1/],
    [['--from', '2024-03-31', '--to', '2024-03-01'], /--to 2024-03-01: .*before --from/],
    [['--from', '2024-03-31'], /--to : còn thiếu/],
    [['--by', 'group', '--area', 'ho-tich'], /--area ho-tich: .*--by group/],
  ])('called wrongly is wrong use: %j', async (args, message) => {
    await expect(run(...args)).rejects.toThrow(UsageError)
    await expect(run(...args)).rejects.toThrow(message)
  })

  test.each([
    [['--area', 'thien-van'], /--area thien-van: không có lĩnh vực này/],
    [['--counter', 'Quầy 99'], /--counter Quầy 99: không có quầy này/],
    [['--unit', 'nowhere'], /không có đơn vị nowhere/i],
  ])('says what it cannot find: %j', async (args, message) => {
    await expect(run(...args)).rejects.toThrow(CommandError)
    await expect(run(...args)).rejects.toThrow(message)
  })
})

import { expect, test } from 'vitest'
import { ratingsCommand } from '../../../server/cli/ratings/redate.ts'
import { readConfig } from '../../../server/config.ts'
import { compareTallies } from '../../../server/store/ratings/rebuild.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { inSnapshot, rowsOf, valueOf } from '../../support/tables.ts'
import { tamperedCopy } from '../../support/tampered-copy.ts'
import { verified } from '../../support/verified.ts'

async function redate(office: Office, ...more: string[]): Promise<unknown> {
  const out: string[] = []
  const range = [
    '--from',
    '2026-11-17',
    '--to',
    '2026-11-17',
    '--day',
    '2026-11-20',
    '--reason',
    'Đồng hồ chậm ba ngày',
  ]
  await ratingsCommand.run(['redate', ...range, '--json', ...more], {
    config: readConfig({ DATA_DIR: office.folder }),
    clock: () => office.clock.now,
    version: '0',
    out: (line) => void out.push(line),
    say: () => undefined,
    stdin: () => Promise.resolve(''),
  })
  return JSON.parse(out.join(''))
}

const cells = ({ file }: Office) =>
  rowsOf(
    file,
    `select day, sum(n1 + n2 + n3 + n4 + n5) as answers from tally_day where criterion = 'overall' group by day order by day`,
  )
const receivedDays = ({ file }: Office) =>
  rowsOf(file, 'select day, sum(received) as received from received_day group by day order by day')

test('ratings of a wrong day are moved as new facts, released or waiting, and all counts agree', async () => {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk()
  await kiosk.rate([1, 2, 3, 4, 5, 5], { answeredAt: '2026-11-17T08:00:00+07:00', uncertainTime: true })
  await kiosk.rate([4, 4, 4, 4, 5], { answeredAt: '2026-11-20T08:00:00+07:00' })
  office.clock.moveTo('2026-11-21T08:00:00+07:00')
  await office.tick()
  await kiosk.rate([2, 2], { answeredAt: '2026-11-17T14:00:00+07:00', uncertainTime: true })

  expect(await redate(office)).toEqual({ ratings: 8, applied: false, day: '2026-11-20' })
  expect(await redate(office, '--half', 'chieu')).toMatchObject({ ratings: 2 })
  expect(cells(office)).toEqual([
    { day: '2026-11-17', answers: 6 },
    { day: '2026-11-20', answers: 5 },
  ])

  expect(await redate(office, '--apply')).toMatchObject({ ratings: 8, applied: true })
  expect(cells(office)).toEqual([{ day: '2026-11-20', answers: 11 }])
  expect(receivedDays(office)).toEqual([{ day: '2026-11-20', received: 13 }])
  expect(valueOf(office.file, `select count(*) from response where local_date = '2026-11-17'`)).toBe(8)
  expect(valueOf(office.file, `select detail from audit where action = 'ratings.redate'`)).toContain('chậm ba ngày')
  const agrees = async () => {
    expect(await inSnapshot(office.file, compareTallies)).toMatchObject({ equal: true })
    expect(await verified(office.file, office)).toMatchObject({ ok: true, problems: [] })
  }
  await agrees()

  await kiosk.rate([3, 3, 3], { answeredAt: '2026-11-21T07:00:00+07:00' })
  office.clock.moveTo('2026-11-22T08:00:00+07:00')
  await office.tick()
  expect(cells(office)).toEqual([
    { day: '2026-11-20', answers: 13 },
    { day: '2026-11-21', answers: 3 },
  ])
  await agrees()
  const lan = await office.as('lan').get('/api/clock')
  expect(lan.body.uncertainDays).toEqual([])
  expect(await redate(office, '--apply')).toMatchObject({ ratings: 0 })
})

test('verify holds what was moved against the entry that says so', async () => {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk()
  await kiosk.rate([1, 2, 3, 4, 5, 5], { answeredAt: '2026-11-17T08:00:00+07:00', uncertainTime: true })
  expect(await redate(office, '--apply')).toMatchObject({ ratings: 6 })
  expect(await verified(office.file, office)).toMatchObject({ ok: true })
  const entry = valueOf(office.file, `select id from audit where action = 'ratings.redate'`)
  const tamperings = [
    `update redate set day = '2026-11-19'`,
    `delete from redate where response_id = (select min(response_id) from redate)`,
    'delete from redate',
    `update redate set audit_id = 1`,
  ]
  for (const change of tamperings) {
    const copy = tamperedCopy(office.file, (file) => {
      file.exec(change)
    })
    const { problems } = await verified(copy, office)
    expect([change, problems]).toEqual([
      change,
      expect.arrayContaining([{ unit: 'van-phong', code: 'redate_differs', position: entry }]),
    ])
  }
})

import { describe, expect, test } from 'vitest'
import { createHash } from 'node:crypto'
import type { ReceiptReply } from '#contract/responses'
import { RevokedDeviceError } from '../../../server/store/ratings/intake.ts'
import { newId } from '../../support/kiosk.ts'
import { satisfaction } from '../../support/figures.ts'
import { officeOfTest } from '../../support/office.ts'
import { countsOf, everythingIn, rowsOf, valueOf } from '../../support/tables.ts'
import { actingAs } from '../../support/actors.ts'

const statuses = ({ receipts }: ReceiptReply): string[] => receipts.map(({ status }) => status)
const audited = (file: string): unknown[] =>
  rowsOf(file, 'select action, subject from audit where actor like ?', 'device:%')
const flagged = (file: string): unknown => valueOf(file, 'select max(flagged) from device')

describe('the same record', () => {
  test('sent in fifty requests at once is stored once and 49 times a duplicate', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const record = kiosk.tap({ comment: 'Nhanh' })
    const replies = await Promise.all(Array.from({ length: 50 }, () => kiosk.send(record)))
    const all = replies.flatMap(statuses)
    expect(all.filter((status) => status === 'stored')).toHaveLength(1)
    expect(all.filter((status) => status === 'duplicate')).toHaveLength(49)
    expect(countsOf(office.file)).toMatchObject({ response: 1, answer: 1, comment: 1, ledger: 1, waiting: 1 })
    expect(valueOf(office.file, 'select sum(received) from received_day')).toBe(1)
    expect(flagged(office.file)).toBe(0)
  })

  test('fifty times in one batch is stored by the first', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const record = kiosk.tap()
    const reply = await kiosk.send(...Array.from({ length: 50 }, () => record))
    expect(statuses(reply)).toEqual(['stored', ...Array.from({ length: 49 }, () => 'duplicate')])
    expect(countsOf(office.file)).toMatchObject({ response: 1, ledger: 1, quarantine: 0 })
  })

  test.each([
    ['its id in capitals', (record: { id: string }) => ({ ...record, id: record.id.toUpperCase() })],
    ['its comment decomposed', (record: object) => ({ ...record, comment: 'Cán bộ rất tốt'.normalize('NFD') })],
    ['its reasons in another order', (record: object) => ({ ...record, reasons: ['thai-do', 'cho-doi', 'thai-do'] })],
    ['its time in another zone', (record: object) => ({ ...record, answeredAt: '2026-11-20T01:30:00Z' })],
    ['another second of the half-day', (record: object) => ({ ...record, answeredAt: '2026-11-20T08:59:59+07:00' })],
    ['a duration of the same bucket', (record: object) => ({ ...record, dwellMs: 9_999 })],
  ])('is a duplicate also with %s', async (_name, again) => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const record = kiosk.tap({ comment: 'Cán bộ rất tốt', reasons: ['cho-doi', 'thai-do'], dwellMs: 5_400 })
    await kiosk.send({ ...record, answeredAt: '2026-11-20T08:30:00+07:00' })
    expect(statuses(await kiosk.send(again(record)))).toEqual(['duplicate'])
  })

  test.each(['Tốt \ud83d', 'một\u0000hai', ' ', '\u202eđảo', '👍🏽'])(
    'is a duplicate whatever its words are: %j',
    async (comment) => {
      const office = await officeOfTest()
      const kiosk = await office.pairKiosk()
      const record = kiosk.tap({ comment })
      expect(statuses(await kiosk.send(record))).toEqual(['stored'])
      expect(statuses(await kiosk.send(record))).toEqual(['duplicate'])
    },
  )

  test('is a duplicate when its comment was redacted meanwhile', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const record = kiosk.tap({ comment: 'Tên tôi là …' })
    await kiosk.send(record)
    await office.database.transaction((trx) => trx.updateTable('comment').set({ text: null }).execute())
    expect(statuses(await kiosk.send(record))).toEqual(['duplicate'])
  })
})

describe('another content under a known id', () => {
  test.each([
    ['another level', { level: 1 }],
    ['a level more', { answers: { overall: null } }],
    ['another area', { area: 'xay-dung' }],
    ['other words', { comment: 'Chậm' }],
    ['no words', { comment: null }],
    ['another day', { answeredAt: '2026-11-19T08:00:00+07:00' }],
    ['another number', { seq: 7 }],
  ])('is a conflict: %s', async (_name, change) => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const first = kiosk.tap({ level: 5, area: 'dat-dai', comment: 'Nhanh' })
    await kiosk.send(first)
    const kept = [rowsOf(office.file, 'select * from response'), rowsOf(office.file, 'select * from answer')]
    const { level, ...fields } = { level: undefined, ...change }
    const second = { ...first, ...fields, ...(level === undefined ? {} : { answers: { overall: level } }) }
    const reply = await kiosk.send(second, kiosk.tap())

    expect(statuses(reply)).toEqual(['conflict', 'stored'])
    const stored = 'seq = 1'
    expect(rowsOf(office.file, `select * from response where ${stored}`)).toEqual(kept[0])
    expect(
      rowsOf(office.file, `select answer.* from answer join response on id = response_id where ${stored}`),
    ).toEqual(kept[1])
    expect(countsOf(office.file)).toMatchObject({ response: 2, answer: 2, ledger: 2, quarantine: 1 })
    expect(audited(office.file)).toContainEqual({ action: 'response.conflict', subject: first.id })
    expect(valueOf(office.file, 'select sum(received) from received_day')).toBe(2)
  })

  test('sent again and again is set aside once', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const first = kiosk.tap({ level: 5 })
    const second = { ...first, answers: { overall: 1 } }
    expect(statuses(await kiosk.send(first, second, second))).toEqual(['stored', 'conflict', 'conflict'])
    expect(countsOf(office.file)).toMatchObject({ response: 1, quarantine: 1 })
    expect(JSON.parse(String(valueOf(office.file, 'select record from quarantine')))).toMatchObject({
      id: first.id,
      answers: [['overall', 1]],
    })
    expect(audited(office.file)).toHaveLength(2)
  })
})

describe('the numbers of a kiosk', () => {
  test('a number that came under two ids is stored, and the kiosk flagged', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const reply = await kiosk.send(kiosk.tap({ seq: 1 }), kiosk.tap({ seq: 1, level: 2 }))
    expect(statuses(reply)).toEqual(['stored', 'stored'])
    expect(flagged(office.file)).toBe(1)
    expect(audited(office.file)).toContainEqual({ action: 'device.sequence_reused', subject: '1' })
    const { devices } = (await office.as('lan').get('/api/devices')).body
    expect(devices.map((device: { flagged: boolean }) => device.flagged)).toEqual([true])
  })

  test('two kiosks may use the same numbers', async () => {
    const office = await officeOfTest()
    const [one, two] = [await office.pairKiosk(), await office.pairKiosk()]
    expect([statuses(await one.rate([4])), statuses(await two.rate([4]))]).toEqual([['stored'], ['stored']])
    expect(flagged(office.file)).toBe(0)
  })

  test('a rejected record that was mended is stored under its number, and nobody is flagged', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const wrong = kiosk.tap({ answeredAt: '2027-11-20T09:00:00+07:00' })
    expect(await kiosk.send(wrong)).toMatchObject({ receivedTo: 1, receipts: [{ status: 'rejected' }] })
    const mended = { ...wrong, answeredAt: '2026-11-20T09:00:00+07:00', uncertainTime: true }
    expect(await kiosk.send(mended)).toMatchObject({ receivedTo: 1, receipts: [{ status: 'stored' }] })
    expect(flagged(office.file)).toBe(0)
    expect(valueOf(office.file, 'select uncertain_time from response')).toBe(1)
  })

  test('receivedTo says up to where nothing is missing, whatever came of it', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const [first, second, third, fourth, fifth] = [4, 9, 3, 5, 2].map((level) => kiosk.tap({ level }))
    const step = async (...records: unknown[]): Promise<number> => (await kiosk.send(...records)).receivedTo
    expect(await step(first)).toBe(1)
    expect(await step(third)).toBe(1)
    expect(await step(second)).toBe(3) // rejected for its level
    expect(await step(fifth, fourth)).toBe(5)
    expect(await step({ ...first, seq: 6 })).toBe(6) // a conflict
    expect(await step(first)).toBe(6)
    expect(await step({ ...kiosk.tap(), seq: 'x' })).toBe(6)
    expect(
      (
        await kiosk.caller.post('/api/devices/heartbeat', {
          waiting: 0,
          lastSeq: 6,
          appVersion: '1',
          clockOffsetMs: 0,
          storage: 'durable',
        })
      ).body.receivedTo,
    ).toBe(6)
  })
})

describe('what is kept', () => {
  test('words in NFC behind a salted commitment that the ledger holds', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    await kiosk.send(kiosk.tap({ comment: 'Cảm ơn'.normalize('NFD') }))
    const [row] = rowsOf(office.file, 'select text, salt, commitment from comment') as {
      text: string
      salt: Buffer
      commitment: Buffer
    }[]
    expect(row!.text).toBe('Cảm ơn'.normalize('NFC'))
    expect(row!.salt).toHaveLength(16)
    expect(createHash('sha256').update(row!.salt).update(row!.text).digest()).toEqual(row!.commitment)
  })

  test('never an exact time, in any column of any table', async () => {
    const office = await officeOfTest()
    office.clock.moveTo('2026-11-20T08:13:00+07:00')
    const kiosk = await office.pairKiosk()
    const tapped = '2026-11-20T08:31:07+07:00'
    office.clock.moveTo('2026-11-20T08:47:29+07:00')
    const first = kiosk.tap({
      answeredAt: tapped,
      dwellMs: 5_417_289,
      gapMs: 61_019_433,
      comment: 'Nhanh',
      area: 'dat-dai',
    })
    await kiosk.send(
      first,
      { ...first, answers: { overall: 1 } },
      kiosk.tap({ seq: 1, answeredAt: tapped }),
      kiosk.tap({ level: 7 }),
    )
    await office.tick()
    const all = everythingIn(office.file)
    const moments = [Date.parse(tapped), office.clock.now]
    const written = moments.flatMap((ms) => [
      ...[0, 7].flatMap((hours) => [new Date(ms + hours * 3_600_000).toISOString().slice(11, 19)]),
      String(Math.floor(ms / 1000)),
      ms.toString(16).padStart(12, '0'),
    ])
    expect(all).toContain('2026-11-20')
    expect([...written, '5417289', '61019433'].filter((text) => all.includes(text))).toEqual([])
  })

  test('buckets, half-day and codes of a record', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk({ stage: 'result' })
    await kiosk.send(
      kiosk.tap({
        dwellMs: 5_400,
        gapMs: 61_000,
        assisted: true,
        language: 'en',
        answeredAt: '2026-11-19T23:59:59+07:00',
      }),
    )
    expect(
      rowsOf(
        office.file,
        `select local_date, half_day, stage, channel, language, assisted, uncertain_time,
      dwell_bucket, gap_bucket, reasons, area_id, procedure_id from response`,
      ),
    ).toEqual([
      { local_date: '2026-11-19', half_day: 1, stage: 'result', channel: 'kiosk', language: 'en', assisted: 1,
        uncertain_time: 0, dwell_bucket: 2, gap_bucket: 3, reasons: null, area_id: 0, procedure_id: 0 }, // prettier-ignore
    ])
  })

  test('the stage of the counter where a record says none of its own, and no stage where it says null', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk({ stage: 'result' })
    const told = [
      ...[1, 2, 3].map(() => kiosk.tap()),
      ...[1, 2].map(() => kiosk.tap({ stage: null })),
      kiosk.tap({ stage: 'submit' }),
    ]
    await kiosk.send(...told)
    const { rows } = await satisfaction(office.as('lan'), 'from=2026-11-15&to=2026-11-30&by=stage')
    expect(rows.map(({ key, received }) => [key, received])).toEqual([
      ['submit', 1],
      ['result', 3],
      ['-', 2],
    ])
    expect((await kiosk.send(...told)).receipts.map(({ status }) => status)).toEqual(told.map(() => 'duplicate'))
  })
})

describe('many at once', () => {
  test('two kiosks of two units in one commit, each with its own chain and receipts', async () => {
    const office = await officeOfTest()
    const kiosks = [
      await office.pairKiosk({ unit: 'xa-an' }),
      await office.pairKiosk({ unit: 'xa-binh' }),
      await office.pairKiosk({ unit: 'xa-an', counter: 'Quầy 2' }),
    ]
    const replies = await Promise.all(kiosks.map((kiosk) => kiosk.rate([5, 4, 1])))
    expect(replies.flatMap(statuses)).toEqual(Array.from({ length: 9 }, () => 'stored'))
    expect(replies.map(({ receivedTo }) => receivedTo)).toEqual([3, 3, 3])
    expect(
      rowsOf(office.file, 'select code, max(position) as size from ledger join unit on unit.id = unit_id group by 1'),
    ).toEqual([
      { code: 'xa-an', size: 6 },
      { code: 'xa-binh', size: 3 },
    ])
  })

  test('a kiosk revoked between its request and the commit gets 401 and stores nothing', async () => {
    const office = await officeOfTest()
    const [one, two] = [await office.pairKiosk(), await office.pairKiosk()]
    const record = { kind: 'record', record: one.tap() } as const
    const other = { kind: 'record', record: two.tap() } as const
    const revoking = office.stores.deviceChanges.revoke(one.id, actingAs('lan'))
    const late = office.stores.intake.accept({ deviceId: one.id, responses: [record] })
    const good = office.stores.intake.accept({ deviceId: two.id, responses: [other] })
    await revoking
    await expect(late).rejects.toBeInstanceOf(RevokedDeviceError)
    expect((await good).receipts[0]?.status).toBe('stored')
    expect(countsOf(office.file)['response']).toBe(1)
    expect((await one.post({ responses: [one.tap()] })).body.code).toBe('unknown_device')
  })

  test('an id is one rating’s in the whole installation: a second unit stores no other under it', async () => {
    const office = await officeOfTest()
    const [one, two] = [await office.pairKiosk({ unit: 'xa-an' }), await office.pairKiosk({ unit: 'xa-binh' })]
    const id = newId(office.clock.now)
    expect(statuses(await one.send(one.tap({ id, level: 5 })))).toEqual(['stored'])
    expect(statuses(await two.send(two.tap({ id, level: 1 })))).toEqual(['conflict'])
  })
})

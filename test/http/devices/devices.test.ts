import { describe, expect, test } from 'vitest'
import type { Device } from '#contract/devices'
import type { Kiosk } from '../../support/kiosk.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { rowsOf, valueOf } from '../../support/tables.ts'
import { actingAs } from '../../support/actors.ts'

const MINUTE = 60_000
const beat = { waiting: 0, lastSeq: 0, appVersion: '0', clockOffsetMs: 0, storage: 'durable' } as const
const listed = async (office: Office): Promise<Device[]> => (await office.as('lan').get('/api/devices')).body.devices
const audited = (office: Office): unknown[] =>
  rowsOf(office.file, `select action from audit where action like 'device.%' order by id`).map((row) => row['action'])
const say = (kiosk: Kiosk, more: object = {}) => kiosk.caller.post('/api/devices/heartbeat', { ...beat, ...more })
const status = async (kiosk: Kiosk, ...records: unknown[]) =>
  (await kiosk.send(...records)).receipts.map((receipt) => receipt.status)

describe('a kiosk that is renamed', () => {
  test('bears the name from then on, and the change is audited', async () => {
    const office = await officeOfTest()
    const { id } = await office.pairKiosk()
    const reply = await office.as('lan').patch(`/api/devices/${id}`, { name: '  Máy bên trái ' })
    expect([reply.status, reply.body.name]).toEqual([200, 'Máy bên trái'])
    expect((await listed(office)).map(({ name }) => name)).toEqual(['Máy bên trái'])
    expect(rowsOf(office.file, `select actor, detail from audit where action = 'device.rename'`)).toEqual([
      { actor: 'lan', detail: '{"from":"Quầy 1","to":"Máy bên trái"}' },
    ])
    await office.as('lan').patch(`/api/devices/${id}`, { name: 'Máy bên trái' })
    expect(audited(office)).toEqual(['device.pair', 'device.rename'])
  })

  test.each([
    [{}, 400, [{ path: 'counter', code: 'required' }]],
    [{ name: ' ' }, 400, [{ path: 'name', code: 'too_short' }]],
    [{ name: 'x', unit: 'van-phong' }, 400, [{ path: 'counter', code: 'required' }]],
    [{ counter: '-' }, 400, [{ path: 'counter', code: 'invalid_format' }]],
    [{ name: 'Quầy 1 (thiết bị 2)' }, 409, [{ path: 'name', code: 'already_exists' }]],
    [{ name: 'x', token: 'y' }, 400, [{ path: 'token', code: 'unknown_field' }]],
  ])('is not changed by %j', async (change, code, issues) => {
    const office = await officeOfTest()
    const [kiosk] = [await office.pairKiosk(), await office.pairKiosk()]
    const reply = await office.as('lan').patch(`/api/devices/${kiosk.id}`, change)
    expect([reply.status, reply.body.issues]).toEqual([code, issues])
    expect((await listed(office)).map(({ name }) => name)).toEqual(['Quầy 1 (thiết bị 2)', 'Quầy 1'])
    expect(audited(office)).toEqual(['device.pair', 'device.pair'])
  })
})

describe('a kiosk that is moved', () => {
  test('works at the new counter, and what it still holds counts at the old one', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk({ unit: 'xa-an', counter: 'Quầy 1', stage: 'submit' })
    await office.pairKiosk({ unit: 'xa-binh', counter: 'Quầy 4', stage: 'result' })
    const before = (await kiosk.caller.get('/api/kiosk/setup')).body
    const queued = kiosk.tap({ assignment: before.assignment })
    const son = await office.program('admin', 'tinh')
    const moved = await son.patch(`/api/devices/${kiosk.id}`, { unit: 'xa-binh', counter: 'Quầy 4' })
    // The name it was given by its counter would mislead at another one.
    expect(moved.body).toMatchObject({ unit: 'xa-binh', counter: 'Quầy 4', stage: 'result', name: 'Quầy 4 (thiết bị 2)' }) // prettier-ignore

    const after = (await kiosk.caller.get('/api/kiosk/setup')).body
    expect((await say(kiosk)).body.assignment).toBe(after.assignment)
    expect(after).toMatchObject({ unit: { code: 'xa-binh' }, counter: 'Quầy 4' })
    expect(after.assignment).not.toBe(before.assignment)
    expect(await status(kiosk, queued, kiosk.tap({ assignment: after.assignment }))).toEqual(['stored', 'stored'])
    const places = `select unit.code, counter.name, response.stage from response
      join unit on unit.id = response.unit_id join counter on counter.id = counter_id order by seq`
    expect(rowsOf(office.file, places)).toEqual([
      { code: 'xa-an', name: 'Quầy 1', stage: 'submit' },
      { code: 'xa-binh', name: 'Quầy 4', stage: 'result' },
    ])
    expect(audited(office)).toEqual(['device.pair', 'device.pair', 'device.move', 'device.rename'])
  })

  test('goes nowhere that the caller may not reach, and to its own place without a new assignment', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk({ unit: 'xa-an' })
    const minh = office.as('minh')
    expect((await minh.patch(`/api/devices/${kiosk.id}`, { unit: 'xa-binh', counter: 'Quầy 1' })).status).toBe(403)
    expect((await minh.patch(`/api/devices/${kiosk.id}`, { unit: 'x', counter: 'Quầy 1' })).status).toBe(404)
    expect((await minh.patch(`/api/devices/${kiosk.id}`, { counter: 'Quầy 1' })).status).toBe(200)
    expect((await minh.patch('/api/devices/99', { name: 'x' })).status).toBe(404)
    expect(valueOf(office.file, 'select count(*) from assignment')).toBe(1)
    expect(audited(office)).toEqual(['device.pair'])
  })
})

describe('a kiosk that is replaced', () => {
  async function replaced() {
    const office = await officeOfTest()
    const old = await office.pairKiosk({ counter: 'Quầy 3' })
    await office.as('lan').patch(`/api/devices/${old.id}`, { name: 'Máy cửa ra' })
    const { body } = await office.as('lan').post(`/api/devices/${old.id}/replacement`, undefined)
    const pair = () => office.nobody().post('/api/devices/pair', { code: body.code })
    return { office, old, code: body, pair }
  }

  test('works on until the code is used; then the new one bears its name at its counter', async () => {
    const { office, old, code, pair } = await replaced()
    expect(code.link).toMatch(/\/kiosk\/#pair=\w{8}$/)
    expect((await old.caller.get('/api/kiosk/setup')).status).toBe(200)
    office.clock.pass(MINUTE)
    expect((await pair()).body.device.name).toBe('Máy cửa ra')
    const [fresh, gone] = await listed(office)
    expect([fresh?.counter, fresh?.replaced, gone?.replaced, gone?.revoked]).toEqual(['Quầy 3', false, true, false])
    expect(audited(office)).toEqual(['device.pair', 'device.rename', 'device.replacement', 'device.pair'])
    const again = await office.as('lan').post(`/api/devices/${old.id}/replacement`, undefined)
    expect([again.status, again.body.code]).toEqual([409, 'device_retired'])
  })

  test('takes no rating any more, hands over what it holds, and is then let go', async () => {
    const { office, old, pair } = await replaced()
    const { assignment } = (await old.caller.get('/api/kiosk/setup')).body
    const queued = [old.tap({ assignment }), old.tap({ assignment })]
    await say(old)
    office.clock.pass(MINUTE)
    await pair()
    const setup = await old.caller.get('/api/kiosk/setup')
    expect([setup.status, setup.body.code]).toEqual([403, 'device_replaced'])

    office.clock.pass(MINUTE)
    // A citizen may stand before it until it has been told.
    expect((await say(old)).body).toMatchObject({ assignment: null })
    office.clock.pass(MINUTE)
    await say(old, { waiting: 2, lastSeq: 2 })
    expect(await status(old, ...queued)).toEqual(['stored', 'stored'])
    expect((await listed(office)).map(({ silent }) => silent)).toEqual([false, false])
    office.clock.pass(MINUTE)
    await say(old, { lastSeq: 2, lastError: 'set_aside_1' })
    expect(audited(office).at(-1)).not.toBe('device.let_go')
    office.clock.pass(MINUTE)
    await say(old, { lastSeq: 2 })
    expect((await old.post({ responses: [old.tap()] })).body.code).toBe('unknown_device')
    expect(audited(office).at(-1)).toBe('device.let_go')
  })

  test('can be revoked like any other', async () => {
    const { office, old, pair } = await replaced()
    await pair()
    await office.as('lan').delete(`/api/devices/${old.id}`)
    await office.as('lan').delete(`/api/devices/${old.id}`)
    expect((await old.post({ responses: [old.tap()] })).status).toBe(401)
    expect(audited(office).filter((action) => action === 'device.revoke')).toHaveLength(1)
  })
})

describe('the list', () => {
  test('names the numbers that neither arrived nor wait on the kiosk', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    const [one, two, , four, five, six, , eight] = Array.from({ length: 8 }, () => kiosk.tap())
    await status(kiosk, one, two, four, six)
    expect((await listed(office))[0]?.missing).toEqual([
      { from: 3, to: 3 },
      { from: 5, to: 5 },
    ])
    await say(kiosk, { waiting: 1, lastSeq: 8 })
    expect((await listed(office))[0]?.missing).toEqual([
      { from: 3, to: 3 },
      { from: 5, to: 5 },
      { from: 7, to: 7 },
    ])
    await say(kiosk, { waiting: 3, lastSeq: 8 })
    expect((await listed(office))[0]?.missing).toEqual([{ from: 3, to: 3 }])
    await status(kiosk, five, eight, kiosk.tap({ seq: 3 }), kiosk.tap({ seq: 7 }))
    expect((await listed(office))[0]?.missing).toEqual([])
  })

  test('says which kiosk is silent while the office is open, shows an older page or may lose what it stores', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk()
    await say(kiosk, { appVersion: '0.9', storage: 'best-effort', clockOffsetMs: 180_000 })
    expect((await listed(office))[0]).toMatchObject({ silent: false, behind: true, storage: 'best-effort' })
    office.clock.pass(15 * MINUTE)
    expect((await listed(office))[0]?.silent).toBe(true)
    await say(kiosk)
    expect((await listed(office))[0]).toMatchObject({ silent: false, behind: false })
    office.clock.moveTo('2026-11-20T16:55:00+07:00')
    await say(kiosk)
    office.clock.moveTo('2026-11-20T22:30:00+07:00')
    expect((await listed(office))[0]?.silent).toBe(false)
  })
})

describe('the checkpoint that a kiosk holds', () => {
  const hash = 'ab'.repeat(32)

  test('is kept with its unit by each heartbeat that names one, and listed', async () => {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk({ unit: 'van-phong' })
    expect((await listed(office))[0]?.checkpoint).toBeNull()
    await say(kiosk, { checkpoint: { unit: 'van-phong', size: 12, hash } })
    await say(kiosk)
    expect((await listed(office))[0]?.checkpoint).toEqual({ unit: 'van-phong', size: 12, hash })
    await say(kiosk, { checkpoint: { size: 14, hash } })
    expect((await listed(office))[0]?.checkpoint).toMatchObject({ unit: 'van-phong', size: 14 })
    expect((await say(kiosk, { checkpoint: { unit: 'ten-cu', size: 99, hash } })).status).toBe(200)
    expect((await listed(office))[0]?.checkpoint).toMatchObject({ size: 14 })
  })

  test.each([
    [{ size: -1, hash }, [{ path: 'checkpoint.size', code: 'too_small' }]],
    [{ size: 1, hash: 'x' }, [{ path: 'checkpoint.hash', code: 'invalid_format' }]],
    [{ size: 1, hash, more: 1 }, [{ path: 'checkpoint.more', code: 'unknown_field' }]],
  ])('is refused where it is none: %j', async (checkpoint, issues) => {
    const office = await officeOfTest()
    const reply = await say(await office.pairKiosk(), { checkpoint })
    expect([reply.status, reply.body.issues]).toEqual([400, issues])
  })
})

describe('a counter that is paired anew', () => {
  async function pairedAnew(unheardMs: number) {
    const office = await officeOfTest()
    const kiosk = await office.pairKiosk({ counter: 'Quầy 1' })
    const held = [kiosk.tap(), kiosk.tap(), kiosk.tap()]
    await say(kiosk, { waiting: 3, lastSeq: 3 })
    const heardAt = new Date(office.clock.now).toISOString()
    office.clock.pass(unheardMs)
    await office.pairKiosk({ counter: 'Quầy 2' })
    const before = (await listed(office)).map(({ mayBeLost }) => mayBeLost)
    await office.pairKiosk({ counter: 'Quầy 1' })
    return { office, kiosk, held, heardAt, before }
  }
  const old = async (office: Office) => (await listed(office)).at(-1)?.mayBeLost

  test('tells how many ratings may be gone with the kiosk that was not heard of since', async () => {
    const { office, kiosk, held, heardAt, before } = await pairedAnew(5 * MINUTE)
    const to = new Date(office.clock.now).toISOString()
    expect(before).toEqual([null, null])
    expect((await listed(office)).map(({ mayBeLost }) => mayBeLost)).toEqual([
      null,
      null,
      { count: 3, from: heardAt, to },
    ])
    await status(kiosk, ...held.slice(0, 2))
    expect(await old(office)).toMatchObject({ count: 1 })
    await status(kiosk, ...held.slice(2))
    expect(await old(office)).toMatchObject({ count: 0 })
    office.clock.pass(MINUTE)
    await say(kiosk, { lastSeq: 3 })
    expect(await old(office)).toBeNull()
  })

  test('is worth no word where the old kiosk was heard of a moment before and has sent all', async () => {
    const { office, kiosk, held } = await pairedAnew(MINUTE)
    await status(kiosk, ...held)
    expect(await old(office)).toBeNull()
  })
})

describe('the list of a unit and all below it', () => {
  const placed = async (office: Office, url: string) =>
    (await (await office.program('superior', 'tinh')).get(url)).body.devices.map(
      ({ unit, silent }: Device) => `${unit}${silent ? ', silent' : ''}`,
    )

  test('goes by the hours of each unit, and is asked for', async () => {
    const office = await officeOfTest()
    for (const unit of ['xa-binh', 'van-phong']) await office.pairKiosk({ unit })
    const kiosk = await office.pairKiosk({ unit: 'xa-an' })
    office.clock.pass(MINUTE)
    await say(kiosk)
    const none = Array.from({ length: 6 }, () => [])
    const week = [...none, [{ opens: 480, closes: 660 }]]
    const binh = (await office.stores.units.byCode('xa-binh'))!
    const by = actingAs('test', new Date(office.clock.now).toISOString())
    await office.stores.openingHours.change(binh, { week, closedDays: [] }, by)
    office.clock.pass(20 * MINUTE)
    expect(await placed(office, '/api/devices')).toEqual([])
    expect(await placed(office, '/api/devices?within=false')).toEqual([])
    expect((await placed(office, '/api/devices?within=true')).sort()).toEqual(['xa-an, silent', 'xa-binh'])
    expect(await placed(office, '/api/devices?unit=xa-an&within=true')).toEqual(['xa-an, silent'])
  })

  test('ends where the caller may not look', async () => {
    const office = await officeOfTest()
    for (const unit of ['tinh', 'xa-an', 'xa-binh']) await office.pairKiosk({ unit })
    const minh = office.as('minh')
    expect((await minh.get('/api/devices?within=true')).body.devices.map(({ unit }: Device) => unit)).toEqual(['xa-an'])
    expect((await minh.get('/api/devices?unit=tinh&within=true')).body.code).toBe('outside_scope')
    expect((await minh.get('/api/devices?unit=khong-co&within=true')).body.code).toBe('unknown_unit')
    expect((await minh.get('/api/devices?within=1')).status).toBe(400)
  })
})

test('a number that came under two ids is audited once, however often its record is sent again', async () => {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk()
  const [first, second] = [kiosk.tap({ seq: 1 }), kiosk.tap({ seq: 1, level: 2 })]
  expect(await status(kiosk, first, second)).toEqual(['stored', 'stored'])
  expect(await status(kiosk, second, first, second)).toEqual(['duplicate', 'duplicate', 'duplicate'])
  expect(audited(office)).toEqual(['device.pair', 'device.sequence_reused'])
  expect(valueOf(office.file, 'select flagged from device')).toBe(1)
})

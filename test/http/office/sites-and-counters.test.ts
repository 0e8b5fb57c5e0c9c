import { beforeEach, describe, expect, test } from 'vitest'
import type { Caller, Reply } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'

let office: Office
let lan: Caller
beforeEach(async () => {
  office = await officeOfTest()
  lan = office.as('lan')
})
const unit = 'van-phong'
const counters = async () => (await lan.get('/api/counters')).body.counters
const sites = async () => (await lan.get('/api/sites')).body.sites
const issuesOf = ({ body }: Reply): unknown => body.issues

describe('a site', () => {
  test('is made, changed and retired, and comes back under its name', async () => {
    const made = (await lan.post('/api/sites', { unit, name: 'Điểm Tân Hòa', address: 'Thôn 2' })).body
    expect(made).toEqual({ id: '1', unit, name: 'Điểm Tân Hòa', address: 'Thôn 2', retired: false })
    expect((await lan.post('/api/sites', { unit, name: 'Điểm Tân Hòa' })).status).toBe(409)
    expect((await lan.patch('/api/sites/1', { retired: true })).body.retired).toBe(true)
    expect((await lan.post('/api/sites', { unit, name: 'Điểm Tân Hòa' })).body).toMatchObject({
      id: '1',
      retired: false,
    })
    expect((await lan.patch('/api/sites/7', { name: 'x' })).status).toBe(404)
  })
})

describe('a counter', () => {
  test('has a site, a stage and areas, all of which may change', async () => {
    const { id: site } = (await lan.post('/api/sites', { unit, name: 'Trụ sở' })).body
    const made = (await lan.post('/api/counters', { unit, name: 'Quầy 2', site, stage: 'submit', areas: ['dat-dai'] }))
      .body
    expect(made).toMatchObject({ name: 'Quầy 2', site, stage: 'submit', areas: ['dat-dai'], retired: false })
    const changed = await lan.patch(`/api/counters/${made.id}`, { stage: null, areas: [], name: 'Quầy 3' })
    expect(changed.body).toMatchObject({ name: 'Quầy 3', site, stage: null, areas: [] })
    const { entries } = (await lan.get('/api/audit?unit=' + unit)).body
    expect(entries[0]).toMatchObject({
      action: 'counter.change',
      detail: { name: 'Quầy 3', stage: 'any', areas: 'all' },
    })
  })

  test.each([
    [{ site: '9' }, 'site', 'unknown_site'],
    [{ areas: ['dat-dai', 'x'] }, 'areas.1', 'unknown_area'],
    [{ stage: 'x' }, 'stage', 'invalid_value'],
  ])('is refused %o', async (fields, path, code) => {
    const refused = await lan.post('/api/counters', { unit, name: 'Quầy 2', ...fields })
    expect([refused.status, issuesOf(refused)]).toEqual([400, [{ path, code }]])
    expect(await counters()).toEqual([])
  })

  test('is not retired while a kiosk stands there, and is in use again when one is paired', async () => {
    const kiosk = await office.pairKiosk({ counter: 'Quầy 1' })
    const [{ id }] = await counters()
    expect((await lan.patch(`/api/counters/${id}`, { retired: true })).body.code).toBe('counter_in_use')
    await lan.delete(`/api/devices/${kiosk.id}`)
    expect((await lan.patch(`/api/counters/${id}`, { retired: true })).body.retired).toBe(true)
    await office.pairKiosk({ counter: 'Quầy 1' })
    expect(await counters()).toMatchObject([{ id, retired: false }])
  })

  test('is in use again when a code made before it was retired is used', async () => {
    const { code } = (await lan.post('/api/pairing-codes', { unit, counter: 'Quầy 1' })).body
    const [{ id }] = await counters()
    expect((await lan.patch(`/api/counters/${id}`, { retired: true })).body.retired).toBe(true)
    expect((await office.nobody().post('/api/devices/pair', { code })).status).toBe(200)
    expect(await counters()).toMatchObject([{ id, retired: false }])
  })

  test('with a new stage gives its kiosk a new assignment; what it still holds keeps the old one', async () => {
    const { caller } = await office.pairKiosk({ counter: 'Quầy 1' })
    const before = (await caller.get('/api/kiosk/setup')).body
    const [{ id }] = await counters()
    await lan.patch(`/api/counters/${id}`, { stage: 'result' })
    const after = (await caller.get('/api/kiosk/setup')).body
    expect([before.stage, after.stage]).toEqual([null, 'result'])
    expect(after.assignment).not.toBe(before.assignment)
    await lan.patch(`/api/counters/${id}`, { stage: 'result' })
    expect((await caller.get('/api/kiosk/setup')).body.assignment).toBe(after.assignment)
  })
})

describe('an arrangement', () => {
  const replaceSites = (list: object[]) => lan.put('/api/setup', { step: 'places', sites: list })
  const site = (name: string, list: object[], id: string | null = null) => ({ id, name, address: '', counters: list })
  const counter = (name: string, id: string | null = null) => ({ id, name, stage: null, areas: [] })
  const names = async () =>
    (await counters()).map(
      ({ name, retired }: { name: string; retired: boolean }) => `${name}${retired ? ' (cũ)' : ''}`,
    )

  test('makes, renames, moves and retires in one go', async () => {
    await replaceSites([site('A', [counter('Quầy 1'), counter('Quầy 2')]), site('B', [counter('Quầy 3')])])
    const [one, two, three] = await counters()
    const [a] = await sites()
    const { status } = await replaceSites([
      site('A1', [counter('Quầy 2', one.id), counter('Quầy 1', two.id), counter('Quầy 4')], a.id),
    ])
    expect(status).toBe(200)
    expect(await names()).toEqual(['Quầy 2', 'Quầy 1', 'Quầy 4', 'Quầy 3 (cũ)'])
    expect((await sites()).map(({ name, retired }: { name: string; retired: boolean }) => [name, retired])).toEqual([
      ['A1', false],
      ['B', true],
    ])
    expect((await counters()).find(({ id }: { id: string }) => id === three.id).retired).toBe(true)
  })

  test('takes back into use what it finds under a name', async () => {
    await replaceSites([site('A', [counter('Quầy 1'), counter('Quầy 2')])])
    await replaceSites([site('A', [counter('Quầy 1')])])
    expect(await names()).toEqual(['Quầy 1', 'Quầy 2 (cũ)'])
    await replaceSites([site('A', [counter('Quầy 2')])])
    expect(await names()).toEqual(['Quầy 2', 'Quầy 1 (cũ)'])
  })

  test('is refused whole', async () => {
    await office.pairKiosk({ counter: 'Quầy 1' })
    const before = [await sites(), await counters()]
    for (const [list, path, code] of [
      [[site('A', [])], 'sites', 'device_there'],
      [[site('A', [counter('Quầy 1'), counter('Quầy 1')])], 'sites.0.counters.1.name', 'repeated'],
      [[site('A', [counter('Quầy 1')]), site('A', [])], 'sites.1.name', 'repeated'],
      [[site('A', [counter('Quầy 1'), counter('Quầy 2', '77')])], 'sites.0.counters.1.id', 'unknown_id'],
      [[site('A', [{ ...counter('Quầy 1'), areas: ['x'] }])], 'sites.0.counters.0.areas.0', 'unknown_area'],
    ] as const) {
      const refused = await replaceSites([...list])
      expect([refused.status, issuesOf(refused)]).toEqual([400, [{ path, code }]])
    }
    expect([await sites(), await counters()]).toEqual(before)
  })
})

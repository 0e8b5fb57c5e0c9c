import { expect, test } from 'vitest'
import { shipped } from '../../../server/shipped.ts'
import type { Reply } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'

const unit = 'van-phong'
const words = { vi: 'Tôn giáo', en: 'Religion' }
const [form] = shipped.questionnaires
const years = { validFrom: '2026-01-01', validTo: '2026-12-31' }
const share = { unit, group: 'chung', operator: '>=', value: 0.9, ...years, document: 'QĐ 1/QĐ-UBND' }
const period = { periodFrom: '2026-01-01', periodTo: '2026-06-30' }

type Requests = () => readonly Promise<Reply>[]

/** Both find that what they ask for is free before either can write. */
async function atOnce(office: Office, requests: Requests): Promise<readonly Reply[]> {
  let letGo = (): void => undefined
  const holding = office.database.transaction(() => new Promise<void>((resolve) => (letGo = resolve)))
  const asked = requests()
  for (let turn = 0; turn < 500; turn++) await new Promise((resolve) => setImmediate(resolve))
  letGo()
  await holding
  return Promise.all(asked)
}

function expectOneRefused(replies: readonly Reply[]): void {
  expect(replies.map(({ status }) => Math.floor(status / 100)).sort()).toEqual([2, 4])
  expect(replies.find(({ status }) => status === 409)?.body.code).toBe('already_exists')
}

test.each([
  ['/api/areas', { code: 'ton-giao', name: words, label: words, groups: ['nhay-cam'] }],
  ['/api/procedures', { code: '9.999999', area: 'dat-dai', name: 'Thủ tục mới' }],
  ['/api/questionnaires', { ...form!, version: 9 }],
  ['/api/accounts', { username: 'an.tran', role: 'leader', unit }],
  ['/api/sites', { unit, name: 'Điểm Tân Hòa', address: '' }],
  ['/api/counters', { unit, name: 'Quầy 12' }],
  ['/api/targets', share],
  ['/api/external-results', { unit, group: 'chung', value: 0.91, source: 'SIPAS 2026', ...period }],
])('two equal creations at once at %s are one, and one refused', async (url, body) => {
  const office = await officeOfTest()
  const isShared = !('unit' in body)
  const who = isShared ? await office.person('admin', 'tinh') : office.as('lan')
  expectOneRefused(await atOnce(office, () => [who.post(url, body), who.post(url, body)]))
})

test('of two areas created at once with one name, one is refused', async () => {
  const office = await officeOfTest()
  const admin = await office.person('admin', 'tinh')
  const create = (code: string) => admin.post('/api/areas', { code, name: words, label: words, groups: [] })
  expectOneRefused(await atOnce(office, () => [create('ton-giao'), create('tin-nguong')]))
})

test('of two areas given one name at once, one is refused', async () => {
  const office = await officeOfTest()
  const admin = await office.person('admin', 'tinh')
  const rename = (code: string) => admin.patch(`/api/areas/${code}`, { name: words })
  expectOneRefused(await atOnce(office, () => [rename('dat-dai'), rename('ho-tich')]))
})

test('of two targets made the same at once, one is refused', async () => {
  const office = await officeOfTest()
  const lan = office.as('lan')
  const { body: one } = await lan.post('/api/targets', { ...share, value: 0.8 })
  const { body: other } = await lan.post('/api/targets', { ...share, value: 0.7 })
  const change = (id: string) => lan.put(`/api/targets/${id}`, share)
  expectOneRefused(await atOnce(office, () => [change(one.id), change(other.id)]))
})

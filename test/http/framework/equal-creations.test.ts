import { expect, test } from 'vitest'
import { shipped } from '../../../server/shipped.ts'
import { officeOfTest } from '../../support/office.ts'

const unit = 'van-phong'
const words = { vi: 'Tôn giáo', en: 'Religion' }
const [form] = shipped.questionnaires

test.each([
  ['/api/areas', { code: 'ton-giao', name: words, label: words, groups: ['nhay-cam'] }],
  ['/api/procedures', { code: '9.999999', area: 'dat-dai', name: 'Thủ tục mới' }],
  ['/api/questionnaires', { ...form!, version: 9 }],
  ['/api/accounts', { username: 'an.tran', role: 'leader', unit }],
  ['/api/sites', { unit, name: 'Điểm Tân Hòa', address: '' }],
  ['/api/counters', { unit, name: 'Quầy 12' }],
])('two equal creations at once at %s are one, and one refused', async (url, body) => {
  const office = await officeOfTest()
  const isShared = !('unit' in body)
  const who = isShared ? await office.person('admin', 'tinh') : office.as('lan')
  let letGo = (): void => undefined
  const holding = office.database.transaction(() => new Promise<void>((resolve) => (letGo = resolve)))
  // Both find the name free before either can write.
  const asked = [who.post(url, body), who.post(url, body)]
  for (let turn = 0; turn < 500; turn++) await new Promise((resolve) => setImmediate(resolve))
  letGo()
  await holding
  const replies = await Promise.all(asked)
  expect(replies.map(({ status }) => Math.floor(status / 100)).sort()).toEqual([2, 4])
  expect(replies.find(({ status }) => status === 409)?.body.code).toBe('already_exists')
})

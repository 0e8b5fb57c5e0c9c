import type { Office } from '../../../support/office.ts'
import { ok } from './seeded-office.ts'
import { addTarget } from './seed-targets.ts'

/** People of every state, links and tokens that hold and that do not, and two days of history. */
export async function seedPeople(office: Office): Promise<void> {
  const lan = office.as('lan')
  const { now } = office.clock
  office.clock.moveTo('2026-09-01T08:00:00+07:00')
  await ok(lan, 'post', '/api/reading-links', { label: 'Ủy ban MTTQ Việt Nam', unit: 'duong-dong', days: 30 })
  office.clock.moveTo('2026-11-19T15:00:00+07:00')
  await ok(lan, 'post', '/api/reading-links', { label: 'Ban pháp chế HĐND', unit: 'phu-quoc', days: 30 })
  await addToken(office, 'Trục dữ liệu của tỉnh', 'superior')
  const revoked = await addToken(office, 'Phần mềm cũ', 'leader')
  await ok(lan, 'delete', `/api/tokens/${revoked}`)
  const officer = { role: 'officer', unit: 'duong-dong', areas: ['dat-dai', 'ho-tich'] }
  await ok(lan, 'post', '/api/accounts', { username: 'an.tran', displayName: 'Trần Văn An', ...officer })
  await ok(lan, 'post', '/api/accounts', { username: 'binh.le', displayName: 'Lê Thị Thanh Bình', role: 'leader' })
  const retired = await ok(lan, 'post', '/api/accounts', { username: 'cu', role: 'leader' })
  await ok(lan, 'patch', `/api/accounts/${retired.account.id}`, { retired: true })
  office.clock.moveTo('2026-11-20T08:01:00+07:00')
  await failToSignIn(office)
  office.clock.now = now
  const sentence = 'đất đai, xây dựng tối thiểu 85,5%'
  await addTarget(office, { group: 'dat-dai-xay-dung', value: 0.855, sentence })
}

async function addToken(office: Office, label: string, role: string): Promise<string> {
  return (await ok(office.as('lan'), 'post', '/api/tokens', { label, role, unit: 'phu-quoc', days: 3650 })).id
}

/** Somebody who cannot remember: the quarter of an hour is written down when it is over. */
async function failToSignIn(office: Office): Promise<void> {
  await office.nobody().post('/api/session', { username: 'an.tran', password: 'nham' })
  office.clock.pass(15 * 60_000)
  await office.tick()
}

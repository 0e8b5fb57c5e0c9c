import { PASSWORD } from '../../../support/office.ts'
import type { Office } from '../../../support/office.ts'
import { inSession } from '../../../support/staff.ts'
import { turnOnSecondFactor } from './second-factor.ts'
import { ok } from './seeded-office.ts'
import { addTarget } from './seed-targets.ts'

/** People of every state, links and tokens that hold and that do not, and two days of history. */
export async function seedPeople(office: Office): Promise<void> {
  const { now } = office.clock
  office.clock.moveTo('2026-09-01T08:00:00+07:00')
  await addReadingLink(office, { label: 'Ủy ban MTTQ Việt Nam', unit: 'duong-dong' })
  office.clock.moveTo('2026-11-19T15:00:00+07:00')
  await addReadingLink(office, { label: 'Ban Pháp chế HĐND', unit: 'phu-quoc' })
  await addTokens(office)
  await addAccounts(office)
  office.clock.moveTo('2026-11-20T08:00:00+07:00')
  await failToSignIn(office)
  await reuseSequence(office)
  office.clock.now = now
  const sentence = 'đất đai, xây dựng tối thiểu 85,5%'
  await addTarget(office, { group: 'dat-dai-xay-dung', value: 0.855, sentence })
}

const addReadingLink = (office: Office, link: { readonly label: string; readonly unit: string }) =>
  ok(office.as('lan'), 'post', '/api/reading-links', { ...link, days: 30 })

async function addTokens(office: Office): Promise<void> {
  const lan = office.as('lan')
  const add = (label: string, role: string) =>
    ok(lan, 'post', '/api/tokens', { label, role, unit: 'phu-quoc', days: 3650 })
  await add('Trục dữ liệu của tỉnh', 'superior')
  const { id } = await add('Phần mềm cũ', 'leader')
  await ok(lan, 'delete', `/api/tokens/${id}`)
}

/** An officer who is signed in and asked for a code, a leader who has not come in yet, and somebody who has left. */
async function addAccounts(office: Office): Promise<void> {
  const lan = office.as('lan')
  const add = (account: object) => ok(lan, 'post', '/api/accounts', account)
  const place = { role: 'officer', unit: 'duong-dong', areas: ['dat-dai', 'ho-tich'] }
  const officer = await add({ username: 'an.tran', displayName: 'Trần Văn An', ...place })
  await add({ username: 'binh.le', displayName: 'Lê Thị Thanh Bình', role: 'leader' })
  const { account } = await add({ username: 'cu', role: 'leader' })
  await ok(lan, 'patch', `/api/accounts/${account.id}`, { retired: true })
  office.clock.moveTo('2026-11-20T07:30:00+07:00')
  const token = officer.resetLink.link.split('=')[1]
  await ok(office.nobody(), 'post', '/api/password-resets', { token, password: PASSWORD })
  await turnOnSecondFactor(office, await signInByPhone(office, 'an.tran'))
}

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1'

/** Signs in with the usual password. @returns calls in that session, which is listed as `Safari, iOS` */
export async function signInByPhone(office: Office, username: string) {
  const claim = { username, password: PASSWORD }
  const reply = await office.nobody().post('/api/session', claim, { headers: { 'user-agent': PHONE } })
  if (reply.status !== 200) throw new Error(`${username} is not signed in: ${reply.status} ${reply.text}`)
  return inSession(office, reply)
}

/** Somebody who cannot remember: the quarter of an hour is written down when it is over. */
async function failToSignIn(office: Office): Promise<void> {
  await office.nobody().post('/api/session', { username: 'an.tran', password: 'nham' })
  office.clock.pass(15 * 60_000)
  await office.tick()
}

/** Two ratings of a device have one number: of such a rating the day alone is written down. */
async function reuseSequence(office: Office): Promise<void> {
  const kiosk = await office.pairKiosk({ unit: 'duong-dong' })
  await kiosk.send(kiosk.tap({ seq: 41 }))
  await kiosk.send(kiosk.tap({ seq: 41 }))
}

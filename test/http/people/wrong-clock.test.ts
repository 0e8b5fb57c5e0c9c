import { expect, onTestFinished, test } from 'vitest'
import { Secret, TOTP } from 'otpauth'
import { commandLine } from '#core/ledger/actor'
import type { Office } from '../../support/office.ts'
import { openOffice, OPENING, PASSWORD } from '../../support/office.ts'
import { inSession, openBrowser } from '../../support/staff.ts'

const HOUR_MS = 3_600_000
const AHEAD = '2026-11-20T16:00:00+07:00'

/** An office that began seven hours ahead, as after a wrong zone, and is then put right by a restart. */
async function aheadThenRight<T>(work: (office: Office) => Promise<T>): Promise<{ made: T; office: Office }> {
  const ahead = await openOffice({ at: AHEAD })
  const made = await work(ahead)
  const office = await openOffice({ template: await ahead.template(), at: OPENING })
  onTestFinished(() => office.close())
  await office.tick()
  return { made, office }
}

test('five wrong passwords of a clock that ran ahead keep nobody out', async () => {
  const { office } = await aheadThenRight(async (ahead) => {
    for (let tries = 0; tries < 9; tries += 1) {
      await openBrowser(ahead).signIn('minh', 'khong-phai-mat-khau')
      ahead.clock.pass(20 * 60_000)
    }
  })
  expect((await openBrowser(office, '10.0.0.2').signIn('minh')).status).toBe(200)
})

test('an address that was refused by a clock that ran ahead is free once it is right', async () => {
  const office = await openOffice({ at: '2036-11-20T09:00:00+07:00' })
  onTestFinished(() => office.close())
  for (let tries = 0; tries < 31; tries += 1) await openBrowser(office).signIn(`ai-do-${tries}`, 'khong-phai-mat-khau')
  office.clock.moveTo(OPENING)
  expect((await openBrowser(office).signIn('minh')).status).toBe(200)
})

test('what was made by a clock that ran ahead has ended, and does not come back to life', async () => {
  const { made, office } = await aheadThenRight(async (ahead) => {
    const session = await openBrowser(ahead).signIn('lan', PASSWORD)
    const lan = inSession(ahead, session)
    const link = (await lan.post('/api/reading-links', { unit: 'van-phong', label: 'Ban', days: 30 })).body
      .link as string
    const token = (await lan.post('/api/tokens', { role: 'leader', unit: 'van-phong', days: 30 })).body.token as string
    const minh = await ahead.database.reads
      .selectFrom('account')
      .select('id')
      .where('username', '=', 'minh')
      .executeTakeFirstOrThrow()
    const { stores, clock } = ahead
    const by = { actor: commandLine, at: new Date(clock.now).toISOString() }
    const reset = await stores.resets.make({ id: minh.id, username: 'minh', unitId: 1 }, clock.now, by)
    const code = await stores.pairing.codeFor({ unitId: 1, name: 'Quầy 1' }, clock.now, by)
    return { session, link: link.split('=')[1], token, reset: reset.token, code }
  })
  const alive = async (): Promise<string[]> => {
    const replies = {
      session: await inSession(office, made.session).get('/api/session'),
      link: await office.nobody().post('/api/session/link', { token: made.link }),
      token: await office.bearer(made.token).get('/api/units'),
      code: await office.nobody().post('/api/devices/pair', { code: made.code }),
    }
    const known = Object.entries(replies).flatMap(([name, { status }]) => (status === 200 ? [name] : []))
    return (await office.stores.resets.find(made.reset, office.clock.now)) ? [...known, 'reset'] : known
  }
  expect(await alive()).toEqual([])
  await office.stores.clockWatch.confirm(commandLine)
  office.clock.pass(7 * HOUR_MS + 60_000)
  expect(await alive()).toEqual([])
})

test('a code of the second factor that a clock ran ahead of is no reason to refuse those of now', async () => {
  const secret = new Secret({ size: 20 })
  const totp = new TOTP({ algorithm: 'SHA1', digits: 6, period: 30, secret })
  const codeAt = (office: Office): string => totp.generate({ timestamp: office.clock.now })
  const { office } = await aheadThenRight(async (ahead) => {
    const { id } = await ahead.database.reads
      .selectFrom('account')
      .select('id')
      .where('username', '=', 'minh')
      .executeTakeFirstOrThrow()
    const by = {
      actor: { kind: 'account', id, name: 'minh', unitId: 1 },
      at: new Date(ahead.clock.now).toISOString(),
    } as const
    const offered = Buffer.from(secret.bytes)
    await ahead.stores.secondFactors.offer(id, offered)
    const step = Math.floor(ahead.clock.now / 30_000)
    await ahead.stores.secondFactors.confirm(id, { secret: offered, step }, by)
  })
  expect((await openBrowser(office).signIn('minh', PASSWORD, codeAt(office))).status).toBe(200)
  // The same code once more is spent.
  expect((await openBrowser(office, '10.0.0.3').signIn('minh', PASSWORD, codeAt(office))).body.code).toBe('wrong_code')
})

import { TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../../server/config.ts'
import type { Command } from '../../../server/cli/io.ts'
import { CommandError, UsageError } from '../../../server/cli/args.ts'
import { kioskCommand } from '../../../server/cli/kiosk.ts'
import { tokenCommand } from '../../../server/cli/people/token.ts'
import { userCommand } from '../../../server/cli/people/user.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest, PASSWORD } from '../../support/office.ts'
import { openBrowser } from '../../support/staff.ts'
import { rowsOf } from '../../support/tables.ts'

const NEXT = 'mot-mat-khau-khac-han'

interface RunOptions {
  readonly setting?: Readonly<Record<string, string>>
  /** Takes what it says beside its result. */
  readonly said?: string[]
}

/** Runs a command beside the office that serves. @returns what it printed */
async function run(
  office: Office,
  command: Command,
  line: string,
  { setting = {}, said = [] }: RunOptions = {},
): Promise<string> {
  const printed: string[] = []
  const status = await command.run(line.split(' '), {
    config: readConfig({ DATA_DIR: office.folder, PORT: '3456', ...setting }),
    clock: () => office.clock.now,
    version: '0',
    out: (text) => printed.push(text),
    say: (text) => said.push(text),
    stdin: () => Promise.resolve(`${NEXT}\n`),
  })
  expect(status).toBe(0)
  return printed.join('\n')
}

test.each([
  [userCommand, 'reset-password --username lan', {}, 'localhost:3456', true],
  [userCommand, 'reset-password --username lan', { PUBLIC_URL: 'http://127.0.0.1:3456' }, '127.0.0.1', true],
  [userCommand, 'reset-password --username lan', { PUBLIC_URL: 'https://mot-cua.example.vn' }, 'mot-cua', false],
  [kioskCommand, 'pair --counter 1', {}, 'localhost:3456', true],
  [kioskCommand, 'pair --counter 1 --json', {}, 'localhost:3456', true],
  [kioskCommand, 'pair --counter 1', { PUBLIC_URL: 'https://mot-cua.example.vn' }, 'mot-cua', false],
])(
  'a link that opens on this machine alone is printed with a word of it: %#',
  async (command, line, setting, at, warns) => {
    const office = await officeOfTest()
    const said: string[] = []
    expect(await run(office, command, line, { setting, said })).toContain(`://${at}`)
    expect(said.join(' ')).toMatch(warns ? /chỉ mở được trên máy này.*PUBLIC_URL/ : /^$/)
  },
)

describe('hailong user', () => {
  test('create makes an officer of its own areas', async () => {
    const office = await officeOfTest()
    const line = 'create --username huong --role officer --areas ho-tich,dat-dai --unit xa-an --password-stdin --json'
    expect(JSON.parse(await run(office, userCommand, line))).toEqual({
      username: 'huong',
      role: 'officer',
      unit: 'xa-an',
    })
    expect((await openBrowser(office).signIn('huong', NEXT)).body.areas).toEqual(['dat-dai', 'ho-tich'])
  })

  test.each([
    ['create --username a --role officer --password-stdin', UsageError],
    ['create --username a --role leader --areas ho-tich --password-stdin', UsageError],
    ['create --username a --role supervisor --password-stdin', UsageError],
    ['create --username a --role officer --areas khong-co --password-stdin', CommandError],
    ['create --username аdmin --role leader --password-stdin', UsageError],
    ['create --username link:1 --role leader --password-stdin', UsageError],
    ['create --username lan --role leader --password-stdin', CommandError],
    ['reset-password --username ai-do', CommandError],
    ['reset-totp --username ai-do', CommandError],
    ['reset-password', UsageError],
    ['toString --username lan', UsageError],
  ])('%s is refused', async (line, error) => {
    const office = await officeOfTest()
    await expect(run(office, userCommand, line)).rejects.toThrow(error)
    expect(rowsOf(office.file, 'select 1 from account')).toHaveLength(4)
  })

  test('reset-password prints a link that sets a password once', async () => {
    const office = await officeOfTest()
    const printed = JSON.parse(await run(office, userCommand, 'reset-password --username LAN --json'))
    expect(printed).toMatchObject({ expiresAt: '2026-11-21T02:00:00.000Z' })
    expect(printed.link).toMatch(/^http:\/\/localhost:3456\/dashboard\/#mat-khau=/)
    const browser = openBrowser(office)
    expect((await browser.signIn('lan')).status).toBe(200)
    expect((await browser.reset(printed.link, NEXT)).status).toBe(200)
    expect((await browser.reset(printed.link, PASSWORD)).status).toBe(401)
    expect((await browser.signIn('lan', NEXT)).status).toBe(200)
  })

  test('reset-totp takes the second factor off', async () => {
    const office = await officeOfTest()
    const { secret } = (await office.as('lan').post('/api/session/totp', { password: PASSWORD })).body
    await office.as('lan').put('/api/session/totp', {
      code: new TOTP({ secret }).generate({ timestamp: office.clock.now }),
    })
    expect((await openBrowser(office).signIn('lan')).body.code).toBe('code_required')
    expect(await run(office, userCommand, 'reset-totp --username lan')).toBe('lan: the second factor is off')
    expect((await openBrowser(office).signIn('lan')).status).toBe(200)
    expect(JSON.parse(await run(office, userCommand, 'reset-totp --username lan --json'))).toEqual({
      username: 'lan',
      removed: false,
    })
    expect(rowsOf(office.file, `select actor, subject from audit where action = 'second-factor.off'`)).toEqual([
      { actor: 'hailong', subject: 'lan' },
    ])
  })
})

describe('hailong token', () => {
  test('create makes a token of an officer for its own areas', async () => {
    const office = await officeOfTest()
    const token = await run(office, tokenCommand, 'create --role officer --areas dat-dai --days 7')
    expect((await office.bearer(token).get('/api/session')).body).toMatchObject({
      role: 'officer',
      areas: ['dat-dai'],
      endsAt: '2026-11-27T09:00:00+07:00',
    })
    const shown = (await office.as('lan').get('/api/tokens')).body.tokens
    expect(shown).toMatchObject([{ role: 'officer', areas: ['dat-dai'], lastUsedDay: '2026-11-20', label: 'console' }])
  })

  test('holds a year unless told otherwise, whoever makes it', async () => {
    const office = await officeOfTest()
    const made = await run(office, tokenCommand, 'create --role leader')
    const asked = (await office.as('lan').post('/api/tokens', { role: 'leader' })).body
    expect((await office.bearer(made).get('/api/session')).body.endsAt).toBe('2027-11-20T09:00:00+07:00')
    expect(asked.expiresAt).toBe('2027-11-20T09:00:00+07:00')
  })

  test('create makes none for a supervisor', async () => {
    await expect(run(await officeOfTest(), tokenCommand, 'create --role supervisor')).rejects.toThrow(UsageError)
  })
})

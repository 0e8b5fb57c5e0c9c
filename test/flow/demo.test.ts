import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { builtProgram, endOf, hailong } from '../support/server-process.ts'

/** Starts the demonstration with the ratings of one month, on a free port and with temporary files of its own. */
async function startDemo() {
  const temporary = mkdtempSync(join(tmpdir(), 'hailong-demo-test-'))
  const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, PORT: '0', HOST: '127.0.0.1' }
  const words = [join(builtProgram, 'server/demo.js'), '--months', '1']
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = endOf(child)
  const output = { out: '', err: '' }
  child.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(temporary, { recursive: true, force: true })
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output.out += chunk.toString()
      if (output.out.includes('Ctrl+C')) resolve()
    })
    void ended.then(() => reject(new Error(`the demonstration did not start: ${output.err}`)))
  })
  const address = `http://127.0.0.1:${/:(\d+)\/dashboard\//.exec(output.out)![1]!}`
  const folders = () => readdirSync(temporary)
  return { address, greeting: output.out, folders, temporary, stop: () => (child.kill('SIGTERM'), ended) }
}

interface Verified {
  readonly ok: boolean
  readonly units: readonly { readonly unit: string; readonly size: number }[]
}

/** The name by which somebody is called on every page. */
async function nameOf(address: string, cookie: string): Promise<string> {
  const reply = await fetch(`${address}/api/session`, { headers: { cookie } })
  return ((await reply.json()) as { readonly displayName: string }).displayName
}

/** The days of the entries of the audit, newest first as they are listed. */
async function auditedDays(address: string, cookie: string): Promise<readonly string[]> {
  const reply = await fetch(`${address}/api/audit?limit=200`, { headers: { cookie } })
  const { entries } = (await reply.json()) as { readonly entries: readonly { readonly at: string }[] }
  return entries.map(({ at }) => at.slice(0, 10))
}

const json = (body: unknown) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

test('shows a province of made-up ratings that says so, holds what it shows, and leaves nothing behind', async () => {
  const demo = await startDemo()
  const [folder = ''] = demo.folders()
  const place = { dist: builtProgram, dataDir: join(demo.temporary, folder) }
  const password = /everybody\): (\S+)/.exec(demo.greeting)![1]!
  const people = [...demo.greeting.matchAll(/^ {4}([a-z]+) /gm)].map(([, name]) => name)
  expect(people).toEqual(['admin', 'vanphong', 'lanhdao', 'diachinh', 'captren'])

  expect(await (await fetch(`${demo.address}/healthz`)).json()).toMatchObject({ status: 'ok', demo: true })
  expect(await (await fetch(demo.address)).text()).toContain('Dữ liệu mẫu')
  const code = /#pair=(\w+)/.exec(demo.greeting)![1]!
  const pairing = await fetch(`${demo.address}/api/devices/pair`, { method: 'POST', ...json({ code }) })
  const headers = { authorization: `Bearer ${(await pairing.json()).token as string}` }
  const setup = await (await fetch(`${demo.address}/api/kiosk/setup`, { headers })).json()
  expect(setup).toMatchObject({ demo: true, unit: { name: 'Trung tâm Phục vụ hành chính công phường Đông Hà' } })

  for (const username of people) {
    const session = await fetch(`${demo.address}/api/session`, { method: 'POST', ...json({ username, password }) })
    expect([username, session.status]).toEqual([username, 200])
    const cookie = session.headers.get('set-cookie')!.split(';')[0]!
    const reply = await fetch(`${demo.address}/api/units`, { headers: { cookie } })
    const { units } = (await reply.json()) as { readonly units: readonly { readonly code: string }[] }
    expect(units.length).toBe(['admin', 'captren'].includes(username!) ? 7 : 1)
    expect(await nameOf(demo.address, cookie)).toMatch(/^\p{Lu}\p{L}+ (Thị|Văn) \p{Lu}\p{L}+$/u)
    if (username !== 'admin') continue
    const days = await auditedDays(demo.address, cookie)
    expect(days.length).toBeGreaterThan(20)
    expect(days).toEqual(days.toSorted().toReversed())
    for (const { code } of units) {
      const answers = await (await fetch(`${demo.address}/api/setup?unit=${code}`, { headers: { cookie } })).json()
      expect(answers).toMatchObject({ progress: { state: 'done' }, settled: ['office', 'places', 'hours', 'reports'] })
      expect(answers).toMatchObject({ reports: { cutOffDay: null } })
      expect(answers.backup?.folder ?? null).toBe(null)
    }
  }

  const verified = (await hailong(place, 'verify', '--json')).json as Verified
  expect(verified.ok).toBe(true)
  const communes = verified.units.filter(({ unit }) => unit !== '44')
  expect(communes).toHaveLength(6)
  expect(Math.min(...communes.map(({ size }) => size))).toBeGreaterThan(30)
  expect((await hailong(place, 'rebuild', '--json')).json).toMatchObject({ equal: true })

  expect(await demo.stop()).toMatchObject({ code: 0 })
  expect(demo.folders()).toEqual([])
})

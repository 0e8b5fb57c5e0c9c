import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtProgram, endOf } from '../support/server-process.ts'

/** A bundle carried to another folder, on a machine that reaches no registry and has nothing else of ours. */
const scratch = mkdtempSync(join(tmpdir(), 'hailong-bundle-'))
const bundle = join(scratch, 'may-khac', 'hai-long')
const script = join(import.meta.dirname, '../../scripts/bundle/bundle.js')
const made = join(scratch, 'goi')
let printed: { folder: string; megabytes: number }

beforeAll(() => {
  const words = [script, '--out', made, '--dist', builtProgram]
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  printed = JSON.parse(stdout) as typeof printed
  mkdirSync(join(scratch, 'may-khac'))
  renameSync(made, bundle)
}, 180_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** No way to a registry, no modules from elsewhere, no settings of this machine but the path. */
const offline = {
  PATH: process.env['PATH'],
  SystemRoot: process.env['SystemRoot'],
  npm_config_registry: 'http://127.0.0.1:9',
  HTTP_PROXY: 'http://127.0.0.1:9',
  HTTPS_PROXY: 'http://127.0.0.1:9',
  PORT: '0',
}
const start = (...words: string[]) => [join(bundle, 'start.js'), ...words]

test('holds what runs and nothing that was only needed to build it', () => {
  expect(printed.megabytes).toBeLessThan(60)
  const modules = readdirSync(join(bundle, 'node_modules'))
  for (const name of ['fastify', 'kysely', 'zod']) expect(modules).toContain(name)
  for (const name of ['vite', 'typescript', 'svelte', 'vitest', 'playwright-core']) expect(modules).not.toContain(name)
  const driver = modules.find((name) => name.startsWith('better-sqlite3'))!
  expect(existsSync(join(bundle, 'node_modules', driver, 'deps'))).toBe(false)
  for (const file of ['hai-long', 'hai-long.cmd', 'DOC-TRUOC.md', 'LICENSE', 'NOTICE.md'])
    expect([file, existsSync(join(bundle, file))]).toEqual([file, true])
  const licences = ['idb-LICENSE', 'svelte-LICENSE.md', 'uplot-LICENSE', 'uqr-LICENSE']
  expect(readdirSync(join(bundle, 'licences')).sort()).toEqual(licences)
})

test('starts with its own start file, serves the dashboard and the kiosk, and keeps its data beside itself', async () => {
  const [program, ...words] = process.platform === 'win32' ? [process.execPath, ...start()] : [join(bundle, 'hai-long')]
  const child = spawn(program, words, { env: offline, cwd: tmpdir(), stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = endOf(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  try {
    await expect.poll(() => output, { timeout: 30_000 }).toContain('Ctrl+C')
    const address = /http:\/\/localhost:\d+/.exec(output)![0].replace('localhost', '127.0.0.1')
    expect(await (await fetch(`${address}/healthz`)).json()).toMatchObject({ status: 'ok' })
    for (const page of ['/', '/dashboard/', '/kiosk/']) {
      const reply = await fetch(`${address}${page}`)
      expect([page, reply.status, (await reply.text()).includes('<html lang="vi"')]).toEqual([page, 200, true])
    }
    expect(existsSync(join(scratch, 'may-khac', 'hai-long-data', 'hai-long.db'))).toBe(true)
  } finally {
    child.kill('SIGTERM')
  }
  expect(await ended).toEqual({ code: 0, signal: null })
})

test('runs the commands of the command line', () => {
  const { status, stdout } = spawnSync(process.execPath, start('verify', '--json'), { env: offline, encoding: 'utf8' })
  expect([status, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ ok: true })])
})

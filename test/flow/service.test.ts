import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const unit = readFileSync(join(import.meta.dirname, '../../deploy/hai-long.service'), 'utf8')

/** The value of a setting; the last one where it stands twice. */
const settingOf = (name: string): string | undefined =>
  [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].at(-1)?.[1]

test('the service gives the server time to stop, a folder of its own, and no more rights than it needs', () => {
  expect(Number(settingOf('TimeoutStopSec'))).toBeGreaterThanOrEqual(5)
  expect(settingOf('KillSignal')).toBe('SIGTERM')
  expect(settingOf('User')).toBe('hai-long')
  expect(settingOf('Environment')).toBe(`DATA_DIR=/var/lib/${settingOf('StateDirectory') ?? ''} LOG=json`)
  for (const name of ['NoNewPrivileges', 'PrivateTmp', 'ProtectHome'])
    expect([name, settingOf(name)]).toEqual([name, 'true'])
  expect([settingOf('ProtectSystem'), settingOf('CapabilityBoundingSet')]).toEqual(['strict', ''])
  // Node compiles to machine code.
  expect(settingOf('MemoryDenyWriteExecute')).toBeUndefined()
})

test('the service is what systemd understands', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hailong-unit-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'hai-long.service')
  // systemd looks whether the program is there.
  writeFileSync(file, unit.replace(/^ExecStart=.*$/m, `ExecStart=${process.execPath}`))
  const { error, status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' })
  if (error && !(process.platform === 'linux' && process.env['HAILONG_FULL'] === '1')) return
  expect(error, 'the whole round needs systemd-analyze: install the package systemd').toBeUndefined()
  expect([status, stderr]).toEqual([0, ''])
})

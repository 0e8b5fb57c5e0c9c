import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtProgram, newPlace, removePlace } from '../support/server-process.ts'

/** The built command line as a person or a script meets it: exit codes, and one JSON object on stdout. */
const place = newPlace()

interface Run {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function hailong(words: readonly string[], input = ''): Run {
  const env = { ...process.env, DATA_DIR: place.dataDir }
  const command = [join(builtProgram, 'server/cli.js'), ...words]
  return spawnSync(process.execPath, command, { env, input, encoding: 'utf8' })
}

beforeAll(() => {
  expect(hailong(['unit', 'create', '--code', 'tinh', '--name', 'Tỉnh', '--json']).status).toBe(0)
}, 60_000)
afterAll(() => removePlace(place))

test.each([
  ['unit create --code 00004 --name Phường --parent tinh --json', { code: '00004', name: 'Phường', parent: 'tinh' }],
  [
    'kiosk pair --unit tinh --counter Q1 --json',
    { code: expect.stringMatching(/^[A-Z2-9]{8}$/), link: expect.stringContaining('/kiosk/#pair=') },
  ],
  ['token create --role manager --days 7 --json', { token: expect.stringMatching(/^[\w-]{43}$/) }],
  [
    'verify --json',
    {
      ...{ ok: true, units: expect.arrayContaining([{ unit: 'tinh', size: 0, head: null }]), problems: [], notes: [] },
      audit: { size: expect.any(Number), head: expect.stringMatching(/^[0-9a-f]{64}$/) },
    },
  ],
  ['rebuild --json', { equal: true, cells: 0, different: 0, waiting: 0 }],
])('%s prints one JSON object and ends with 0', (line, expected) => {
  const { status, stdout } = hailong(line.split(' '))
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toEqual(expected)
})

test.each([
  ['', 0],
  ['--help', 0],
  ['verify --help', 0],
  ['nothing', 2],
  ['toString', 2],
  ['__proto__', 2],
  ['verify package.zip --json', 2],
  ['rebuild again', 2],
  ['backup', 2],
  ['backup --to /khong-co-thu-muc-nay', 1],
  ['restore', 2],
  ['restore khong-co.db', 1],
  ['doctor again', 2],
  ['unit', 2],
  ['unit create --code x', 2],
  ['unit create --code a/b --name X', 2],
  ['unit create --code y --name Y surplus', 2],
  ['unit create --code tinh --name Again', 1],
  ['unit create --code z --name Z --parent nowhere', 1],
  ['kiosk pair --counter -', 2],
  ['kiosk pair --unit nowhere --counter Q', 1],
  ['token create --role king', 2],
  ['token create --role admin --days 0', 2],
  ['user create --username a --role admin', 2],
  ['import', 2],
  ['export responses --format pdf --out x', 2],
])('%s ends with %i, in words and without a stack', (line, code) => {
  const { status, stdout, stderr } = hailong(line === '' ? [] : line.split(' '))
  expect(status).toBe(code)
  expect(code === 0 ? stdout : stderr).not.toBe('')
  expect(stdout + stderr).not.toMatch(/\n\s+at /)
})

test('reads a password from stdin and refuses one that is too short or too long', () => {
  const words = ['user', 'create', '--username', 'Lan', '--role', 'manager', '--password-stdin', '--json']
  expect(hailong(words, 'ngan').status).toBe(1)
  expect(hailong(words, 'x'.repeat(201)).status).toBe(1)
  const { status, stdout } = hailong(words, 'mot mat khau dai\n')
  expect([status, JSON.parse(stdout)]).toEqual([0, { username: 'Lan', role: 'manager', unit: 'van-phong' }])
  expect(hailong(words, 'mot mat khau dai\n').status).toBe(1)
})

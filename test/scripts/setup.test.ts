import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nodeProblem } from '../../scripts/node-version.js'
import { findNpm } from '../../scripts/npm.js'
import {
  buildIsFresh,
  buildOutputs,
  installIsFresh,
  sourceHash,
  stampBuild,
  stampInstall,
} from '../../scripts/stamp.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hailong-setup-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function put(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), content)
}

describe('the Node it runs on', () => {
  test.each(['20.19.0', '20.20.2', '22.12.0', '22.21.1', '24.0.0', '26.3.0'])('%s is good enough', (version) => {
    expect(nodeProblem(version)).toBeNull()
  })

  test.each(['8.17.0', '14.21.3', '18.20.8', '20.18.3', '21.7.3', '22.11.0'])(
    '%s is refused, saying what to do',
    (version) => {
      const sentence = nodeProblem(version)
      expect(sentence).toContain(`Node.js ${version}`)
      expect(sentence).toMatch(/Hãy cài .*20\.19.*nodejs\.org/)
      expect(sentence).toMatch(/Please install .*20\.19.*nodejs\.org/)
    },
  )
})

describe('the build', () => {
  beforeEach(() => {
    put('server/main.ts', 'export {}')
    put('server/core/statistics/tally.ts', 'export const answered = 1')
    put('package-lock.json', '{}')
    for (const output of buildOutputs) put(`dist/${output}${output.endsWith('.js') ? '' : '/index.html'}`, 'built')
    stampBuild(join(folder, 'dist'), sourceHash(folder))
  })

  test('is fresh when nothing changed', () => {
    expect(buildIsFresh(folder)).toBe(true)
  })

  test('is fresh when a file was only touched', () => {
    utimesSync(join(folder, 'server/main.ts'), new Date(0), new Date(0))
    expect(buildIsFresh(folder)).toBe(true)
  })

  test.each([
    'server/core/statistics/tally.ts',
    'kiosk/App.svelte',
    'migrations/0009-x.ts',
    'package-lock.json',
    'scripts/build.js',
  ])('is stale when %s changed or came', (path) => {
    put(path, 'something of the same length?')
    expect(buildIsFresh(folder)).toBe(false)
  })

  test('is stale when a file was renamed', () => {
    rmSync(join(folder, 'server/core/statistics/tally.ts'))
    put('server/core/tallies.ts', 'export const answered = 1')
    expect(buildIsFresh(folder)).toBe(false)
  })

  test.each(buildOutputs)('is stale when dist/%s is gone', (output) => {
    rmSync(join(folder, 'dist', output), { recursive: true })
    expect(buildIsFresh(folder)).toBe(false)
  })

  test('does not look at other folders', () => {
    put('test/new.test.ts', 'export {}')
    put('docs/guide.md', 'words')
    expect(buildIsFresh(folder)).toBe(true)
  })
})

describe('the installed packages', () => {
  const entry = { version: '1.2.3', integrity: 'sha512-a' }
  const lock = (packages: object): string => JSON.stringify({ packages: { '': { name: 'x' }, ...packages } })

  beforeEach(() => put('package-lock.json', lock({ 'node_modules/a': entry })))

  test('are stale when there are none', () => {
    expect(installIsFresh(folder)).toBe(false)
  })

  test('are fresh once stamped, stale once the lock file changed', () => {
    put('node_modules/a/index.js', '')
    stampInstall(folder)
    expect(installIsFresh(folder)).toBe(true)
    put('package-lock.json', lock({ 'node_modules/a': { ...entry, version: '1.2.4' } }))
    expect(installIsFresh(folder)).toBe(false)
  })

  test('are fresh when npm was run by hand and brought what the lock file says', () => {
    put('node_modules/.package-lock.json', lock({ 'node_modules/a': entry }))
    expect(installIsFresh(folder)).toBe(true)
  })

  test.each([
    ['another version', { 'node_modules/a': { ...entry, version: '1.0.0' } }],
    ['other bytes', { 'node_modules/a': { ...entry, integrity: 'sha512-b' } }],
    ['nothing', {}],
  ])('are stale when npm was run by hand and brought %s', (_, present) => {
    put('node_modules/.package-lock.json', lock(present))
    expect(installIsFresh(folder)).toBe(false)
  })

  test('may lack what is optional: packages for other systems', () => {
    put('package-lock.json', lock({ 'node_modules/a': entry, 'node_modules/b': { ...entry, optional: true } }))
    put('node_modules/.package-lock.json', lock({ 'node_modules/a': entry }))
    expect(installIsFresh(folder)).toBe(true)
  })
})

test('npm is found as a script that Node can run', () => {
  expect(findNpm()).toMatch(/npm-cli\.js$/)
})

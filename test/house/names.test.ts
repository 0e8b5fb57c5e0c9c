import { describe, expect, test } from 'vitest'
import { filesUnder, readSource } from './imports.ts'
import { oldNames } from './old-names.ts'
import { syntaxOf } from './syntax.ts'

const paths = filesUnder('server', 'kiosk', 'dashboard', 'migrations').filter((path) => /\.(ts|js|svelte)$/.test(path))
const sources = paths.map((path) => ({ path, syntax: syntaxOf(path, readSource(path)) }))

/** Every component has its own, and nothing else can name it. */
const isProps = (path: string, type: string): boolean => path.endsWith('.svelte') && type === 'Props'

describe('names', () => {
  test('of types, interfaces and classes are declared once', () => {
    const declared = new Map<string, string[]>()
    for (const { path, syntax } of sources)
      for (const type of syntax.types.filter((one) => !isProps(path, one)))
        declared.set(type, [...(declared.get(type) ?? []), path])
    expect(declared.size).toBeGreaterThan(500)
    const twice = [...declared].filter(([, where]) => where.length > 1).map(([type]) => type)
    expect(twice).toEqual([])
  })

  test('that were given up are given to nothing', () => {
    const found = sources.flatMap(({ path, syntax }) =>
      [...syntax.identifiers]
        .filter((name) => oldNames.some(({ old }) => old.test(name)))
        .map((name) => `${path} ${name}`),
    )
    expect(found).toEqual([])
  })
})

test('no object literal is spread into another', () => {
  const found = sources.filter(({ syntax }) => syntax.literalSpreads.length > 0).map(({ path }) => path)
  expect(found).toEqual([])
})

describe('syntaxOf', () => {
  test('finds the types of a Svelte script, and no word of its text', () => {
    const source = '<script lang="ts">interface Props { a: B }\nclass C {}</script><p>told</p>'
    expect(syntaxOf('a.svelte', source).types).toEqual(['Props', 'C'])
    expect(syntaxOf('a.svelte', source).identifiers.has('told')).toBe(false)
  })

  test('finds a name however it is given, and none in text and comments', () => {
    const names = (source: string) => syntaxOf('a.ts', source).identifiers
    for (const source of [
      'const told = 1',
      'a.told()',
      'class A { #told = 1 }',
      'const { told: b } = a',
      'type told = 1',
    ])
      expect(names(source).has('told')).toBe(true)
    expect(names('// told\nconst a = "told" /* told */').has('told')).toBe(false)
  })

  test('finds a literal that is spread, and leaves a value alone', () => {
    expect(syntaxOf('a.ts', 'const a = {\n  ...{ b: 1 },\n  ...c,\n}\nconst d = [...[1]]').literalSpreads).toEqual([2])
  })
})

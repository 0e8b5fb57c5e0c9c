import { expect, test } from 'vitest'
import { filesUnder, importsOf, readSource, resolve } from './imports.ts'

const routes = 'dashboard/shell/routes.ts'
const importedBy = (path: string) => importsOf(path, readSource(path)).map(({ specifier }) => resolve(path, specifier))

test('a page is imported by the route table alone', () => {
  const pages = importedBy(routes).filter((path) => path.endsWith('.svelte'))
  expect(pages.length).toBeGreaterThan(5)
  const others = filesUnder('dashboard').filter((path) => /\.(ts|svelte)$/.test(path) && path !== routes)
  const wrong = others.flatMap((path) =>
    importedBy(path).flatMap((target) => (pages.includes(target) ? [`${path} imports ${target}`] : [])),
  )
  expect(wrong).toEqual([])
})

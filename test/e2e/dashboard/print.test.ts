import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { routes } from '../../../dashboard/shell/routes.ts'
import { dashboardTests } from './support/dashboard-tests.ts'
import type { Seed } from './support/seeded-office.ts'

const dashboard = dashboardTests()

/** What fits between the margins of A4, in CSS pixels. */
const PAPER = { width: 703, height: 1017 } as const

/** Pages with something on them, where the usual quarter of ratings shows little. */
const seeds: Readonly<Record<string, Seed>> = {
  devices: 'devices',
  accounts: 'people',
  access: 'people',
  audit: 'people',
  reference: 'lists',
  setup: 'targets',
}
/** Where the ratings are. */
const queries: Readonly<Record<string, string>> = {
  overview: '?period=2026-Q4',
  detail: '?period=2026-Q4',
  units: '?period=2026-Q4',
  reports: '?period=2026-Q4',
}

/** What paper must not do, asked of the page as it is laid out for paper. */
function faultsOnPaper(width: number): string[] {
  const isSeen = (element: Element): boolean =>
    element.checkVisibility() && !element.matches('.visually-hidden') && element.closest('.visually-hidden') === null
  const said = (element: Element): string => `${element.tagName} ${element.textContent?.trim().slice(0, 30) ?? ''}`
  const seen = (selector: string) => [...document.querySelectorAll(selector)].filter(isSeen)
  const reach = (element: Element): number => element.getBoundingClientRect().right
  return [
    ...seen('.menu, .skip, button, .button').map((element) => `can be pressed: ${said(element)}`),
    ...seen('tr, svg, canvas')
      .filter((one) => getComputedStyle(one).breakInside !== 'avoid')
      .map((one) => `may be cut: ${said(one)}`),
    ...seen('thead')
      .filter((one) => getComputedStyle(one).display !== 'table-header-group')
      .map((one) => `comes once: ${said(one)}`),
    ...seen('tr')
      .filter((one) => getComputedStyle(one).display !== 'table-row')
      .map((one) => `is no row: ${said(one)}`),
    ...seen('td, th, svg, canvas, p, h1, h2, h3, li')
      .filter((one) => reach(one) > width + 1)
      .map((one) => `too wide: ${said(one)} ${Math.round(reach(one))}`),
  ]
}

describe('on paper', () => {
  test.each(routes.map(({ page, address, words }) => [page, address, words] as const))('%s', async (name, address) => {
    const office = await dashboard.shared(seeds[name] ?? 'rated')
    const page = await office.open(`${address.replace('/dashboard/', '')}${queries[name] ?? ''}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    const pdf = await page.pdf({ preferCSSPageSize: true })
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize(PAPER)
    const pictures = process.env['HAILONG_SCREENSHOTS']
    if (pictures) writeFileSync(`${pictures}/${name}.pdf`, pdf)
    // A chart is drawn anew in its own time.
    await expect.poll(() => page.evaluate(faultsOnPaper, PAPER.width)).toEqual([])
    const words = await page.locator('body').innerText()
    expect(words).not.toMatch(/Đăng xuất|Danh mục|Đến nội dung chính/)
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length).toBeGreaterThan(0)
  })
})

import type { BrowserContext, Page, Route } from 'playwright-core'
import type { z } from 'zod'
import type { Issue } from '#contract/errors'
import type { ErrorCode } from '#core/words/failures'
import { failureMessages } from '#core/words/failures'
import { statuses } from '../../../../server/http/framework/errors.ts'

/** A call of the interface, such as `GET /api/units`. */
export type Call = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /api/${string}`

/** Handles one call of a page; every other one reaches the office. @returns how to let this one reach it again */
async function intercept(page: Page | BrowserContext, call: Call, work: (route: Route) => Promise<void>) {
  const [method, path] = call.split(' ')
  const matches = ({ pathname }: URL) => pathname === path
  const handler = (route: Route) => (route.request().method() === method ? work(route) : route.fallback())
  await page.route(matches, handler)
  return () => page.unroute(matches, handler)
}

/** Lets a call fail as a server may, with a code of the catalogue and its status. @returns how to end that */
export function refuse(page: Page | BrowserContext, call: Call, code: ErrorCode, issues: readonly Issue[] = []) {
  const json = { code, message: failureMessages[code], issues }
  return intercept(page, call, (route) => route.fulfill({ status: statuses[code], json }))
}

/** Lets a call reach nobody. @returns how to end that */
export function cutOff(page: Page | BrowserContext, call: Call) {
  return intercept(page, call, (route) => route.abort('connectionrefused'))
}

/** Changes what the office answers to a call, within its contract. @returns how to end that */
export function alter<Shape extends z.ZodType>(
  page: Page | BrowserContext,
  [call, shape]: readonly [Call, Shape],
  change: (real: z.infer<Shape>) => z.infer<Shape>,
) {
  return intercept(page, call, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: change(shape.parse(await response.json())) })
  })
}

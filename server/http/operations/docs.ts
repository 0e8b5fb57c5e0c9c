import type { Role } from '#contract/people/roles'
import type { ApiExample } from '#contract/shipped'
import { everyRole } from '../access/access.ts'
import type { Access } from '../access/access.ts'
import type { Operation } from './docs-page.ts'
import { docsPage, docsStyle } from './docs-page.ts'
import type { Routes } from '../framework/routes.ts'

export interface DocsParts {
  readonly version: string
  readonly examples: readonly ApiExample[]
}

const roleWords: Readonly<Record<Role, string>> = {
  admin: 'quản trị',
  manager: 'văn phòng',
  leader: 'lãnh đạo',
  officer: 'công chức',
  supervisor: 'giám sát',
  superior: 'cấp trên',
}

/** `/api/docs`: what can be called, by whom, with one worked request and reply for each call; a page without scripts. */
export const docsRoutes =
  ({ version, examples }: DocsParts): Routes =>
  (app) => {
    const operations: Operation[] = []
    app.addHook('onRoute', ({ method, url, config, schema }) => {
      if (schema?.hide === true || method === 'HEAD' || method === 'OPTIONS' || Array.isArray(method)) return
      const route = `${method} ${url}`
      const example = examples.find((candidate) => candidate.route === route) ?? null
      operations.push({ method, url, who: whoMay(config?.access), example })
    })
    let page: string | null = null
    const config = { access: 'anyone' } as const
    app.get('/api/docs', { config, schema: { hide: true } }, (_request, reply) => {
      page ??= docsPage(operations, version)
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
    })
    app.get('/api/docs.css', { config, schema: { hide: true } }, (_request, reply) =>
      reply.type('text/css; charset=utf-8').send(docsStyle),
    )
  }

function whoMay(access: Access | undefined): string {
  if (access === undefined || access === 'anyone') return 'Ai cũng gọi được'
  if (access === 'device' || access === 'sender') return 'Thiết bị đánh giá đã ghép'
  if (access.length === everyRole.length) return 'Mọi tài khoản'
  return `Tài khoản ${access.map((role) => roleWords[role]).join(', ')}`
}

import type { FastifyRequest } from 'fastify'
import { AuditEntry, AuditExportQuery, AuditPage, AuditQuery } from '#contract/audit'
import { csvLine } from '#core/text/csv'
import type { AuditLog, AuditRow, AuditSelection } from '../../store/ledger/audit-log.ts'
import type { Units } from '../../store/office/units.ts'
import { actorOf } from '../access/access.ts'
import { civilTime } from '#core/time/civil-time'
import type { Routes } from '../framework/routes.ts'
import type { Scope } from '../access/scope.ts'

export interface AuditParts {
  readonly audit: AuditLog
  readonly units: Units
  readonly scope: Scope
  readonly clock: () => number
}

const readers = ['admin', 'manager'] as const

/** Lines of a file at most: some years of an office, read in one go. */
const MOST_LINES = 50_000

/** The audit of the caller's units: a page at a time, or as a file. Entries of other units are never seen. */
export const auditRoutes =
  ({ audit, units, scope, clock }: AuditParts): Routes =>
  (app) => {
    /** What is asked for, within the caller's scope; what concerns no unit is for the top of a tree. */
    const within = async (request: FastifyRequest, code: string | undefined) => {
      const unit = await scope.unit(request, code)
      const under = await units.under(unit.id)
      const codes = new Map(under.map(({ id, code }) => [id, code]))
      const selection = { unitIds: [...codes.keys()], ofAll: unit.parent_id === null }
      const read = async (query: Omit<AuditSelection, 'unitIds' | 'ofAll'>) =>
        (await audit.entries({ ...query, ...selection })).map((row) => entryOf(row, codes))
      return { unit, read }
    }

    app.get(
      '/api/audit',
      { config: { access: readers }, schema: { querystring: AuditQuery, response: { 200: AuditPage } } },
      async (request) => {
        const { unit: code, limit, ...query } = request.query
        const { read } = await within(request, code)
        const found = await read({ ...query, limit: limit + 1 })
        const entries = found.slice(0, limit)
        return { entries, next: found.length > limit ? (entries.at(-1)?.id ?? null) : null }
      },
    )

    app.get(
      '/api/exports/audit',
      { config: { access: readers }, exposeHeadRoute: false, schema: { querystring: AuditExportQuery } },
      async (request, reply) => {
        const { unit: code, ...query } = request.query
        const { unit, read } = await within(request, code)
        const { action = null, actor: about = null, from = null, to = null } = query
        const detail = { action, actor: about, from, to }
        const entry = { action: 'export.audit', subject: unit.code, unitId: unit.id, detail }
        await audit.write(actorOf(request, clock()), entry)
        const lines = (await read({ ...query, limit: MOST_LINES })).map(lineOf)
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="nhat-ky-${unit.code}.csv"`)
          .send(`\ufeff${csvLine(columns)}${lines.join('')}`)
      },
    )
  }

const columns = ['id', 'at', 'actor', 'action', 'subject', 'detail', 'unit']

const lineOf = ({ id, at, actor, action, subject, detail, unit }: AuditEntry): string =>
  csvLine([id, at, actor, action, subject, JSON.stringify(detail), unit])

const entryOf = (row: AuditRow, codes: ReadonlyMap<number, string>): AuditEntry => ({
  id: row.id,
  at: civilTime(Date.parse(row.at)),
  actor: row.actor,
  action: row.action,
  subject: row.subject,
  detail: AuditEntry.shape.detail.parse(JSON.parse(row.detail)),
  unit: row.unit_id === null ? null : (codes.get(row.unit_id) ?? null),
})

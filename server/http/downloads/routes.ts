import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FileFormat } from '#contract/downloads'
import {
  CriteriaFileQuery,
  FigureFileQuery,
  FigureTableFileQuery,
  OverviewFileQuery,
  ReportFileQuery,
} from '#contract/downloads'
import type { Role } from '#contract/people/roles'
import type { DownloadStores } from '../../services/downloads/download.ts'
import { download } from '../../services/downloads/download.ts'
import { downloadFigures, downloadOverview } from '../../services/downloads/download-figures.ts'
import { downloadReportTable } from '../../services/downloads/download-report.ts'
import { downloadCriteria, downloadFigureTable } from '../../services/downloads/download-tables.ts'
import type { TableContent } from '../../services/downloads/table-file.ts'
import { audienceOf } from '../../services/disclosure/audience.ts'
import type { EditionStores } from '../../services/editions/edition-stores.ts'
import type { Refusal } from '../../services/refusal.ts'
import type { ReportStores } from '../../services/reports/report-facts.ts'
import { actorOf, everyRole, principalOf } from '../access/access.ts'
import { orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'

interface DownloadParts extends EditionStores, ReportStores, DownloadStores {
  readonly units: EditionStores['units']
  readonly editions: EditionStores['editions'] & ReportStores['editions']
  readonly clock: () => number
  /** Behind which figures are given, however far the clock may have jumped. */
  readonly settled: () => number
}

/** Tables show the levels of the whole office. */
const wholeOffice: readonly Role[] = ['admin', 'manager', 'leader', 'superior']
/** Who writes and signs the reports of an office. */
const reporters: readonly Role[] = ['admin', 'manager', 'leader']

/** `GET …/file`: what a page shows, as a workbook or CSV, for whoever may see the page. */
export const downloadRoutes =
  (parts: DownloadParts): Routes =>
  (app) => {
    // A HEAD would be audited as if a file had been taken.
    const route = { exposeHeadRoute: false }
    const reader = (request: FastifyRequest) => ({ audience: audienceOf(principalOf(request)), now: parts.settled() })
    const send = async (request: FastifyRequest, reply: FastifyReply, { format, content }: Answer) => {
      const by = actorOf(request, parts.clock())
      const file = orThrow(await download(await content, { by, format, now: parts.settled() }, parts))
      return reply
        .type(file.contentType)
        .header('content-disposition', `attachment; filename="${file.fileName}"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(file.pieces))
    }

    app.get(
      '/api/satisfaction/file',
      { ...route, config: { access: everyRole }, schema: { querystring: FigureFileQuery } },
      (request, reply) => {
        const { format = 'xlsx', ...query } = request.query
        return send(request, reply, { format, content: downloadFigures({ query, ...reader(request) }, parts) })
      },
    )
    app.get(
      '/api/satisfaction/overview/file',
      { ...route, config: { access: everyRole }, schema: { querystring: OverviewFileQuery } },
      (request, reply) => {
        const { format = 'xlsx', ...query } = request.query
        return send(request, reply, { format, content: downloadOverview({ query, ...reader(request) }, parts) })
      },
    )
    app.get(
      '/api/tables/figures/file',
      { ...route, config: { access: wholeOffice }, schema: { querystring: FigureTableFileQuery } },
      (request, reply) => {
        const { format = 'xlsx', by = 'area', ...query } = request.query
        return send(request, reply, { format, content: downloadFigureTable({ query, by, ...reader(request) }, parts) })
      },
    )
    app.get(
      '/api/tables/criteria/file',
      { ...route, config: { access: wholeOffice }, schema: { querystring: CriteriaFileQuery } },
      (request, reply) => {
        const { format = 'xlsx', ...query } = request.query
        return send(request, reply, { format, content: downloadCriteria({ query, ...reader(request) }, parts) })
      },
    )
    app.get(
      '/api/reports/quarterly/file',
      { ...route, config: { access: reporters }, schema: { querystring: ReportFileQuery } },
      (request, reply) => {
        const { format = 'xlsx', ...query } = request.query
        return send(request, reply, { format, content: downloadReportTable({ query, ...reader(request) }, parts) })
      },
    )
  }

interface Answer {
  readonly format: FileFormat
  readonly content: Promise<TableContent | Refusal>
}

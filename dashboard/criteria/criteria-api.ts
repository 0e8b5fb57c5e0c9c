import type { CriteriaTables, FigureTableQuery, FigureTableReply } from '#contract/tables'
import { withQuery } from '../app/client.ts'
import type { Client } from '../app/client.ts'

interface PeriodOfUnit {
  readonly unit: string
  /** `2026-Q1`, resolved by the unit's cut-off day on the server. */
  readonly period: string
}

/** What the rows of Bảng 2 can be. */
export type FigureTableRows = NonNullable<FigureTableQuery['by']>

/** Bảng 3 of each form whose criteria were answered. */
export const readCriteria = (client: Client, query: PeriodOfUnit) =>
  client.get<CriteriaTables>(withQuery('/api/tables/criteria', { ...query }))

/** Where the same is given as a file. */
export const criteriaFileAddress = (query: PeriodOfUnit) => withQuery('/api/tables/criteria/file', { ...query })

/** Where Bảng 2 is given as a file. */
export const figureTableFileAddress = (query: PeriodOfUnit & { readonly by: FigureTableRows }) =>
  withQuery('/api/tables/figures/file', { ...query })

/** Bảng 2. */
export const readFigureTable = (client: Client, query: PeriodOfUnit & { readonly by: FigureTableRows }) =>
  client.get<FigureTableReply>(withQuery('/api/tables/figures', { ...query }))

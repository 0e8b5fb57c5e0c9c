import { z } from 'zod'
import { ReportQuery } from './reports.ts'
import { FigureOverviewQuery, SatisfactionQuery } from './satisfaction.ts'
import { FigureTableQuery, TableQuery } from './tables.ts'

export const FileFormat = z.enum(['xlsx', 'csv'])
export type FileFormat = z.infer<typeof FileFormat>

/** The questions of the pages, and what kind of file the answer is to be. */
const file = { format: FileFormat.optional().describe('xlsx unless given') }

export const FigureFileQuery = SatisfactionQuery.extend(file)
export const OverviewFileQuery = FigureOverviewQuery.extend(file)
export const FigureTableFileQuery = FigureTableQuery.extend(file)
export const CriteriaFileQuery = TableQuery.extend(file)
export const ReportFileQuery = ReportQuery.omit({ format: true }).extend(file)

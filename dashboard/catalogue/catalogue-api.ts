import type { AreaChange, AreaRequest, CatalogueArea, AreaList } from '#contract/areas'
import type { Procedure, ProcedureChange, ProcedureReport, ProcedureRequest } from '#contract/procedures'
import type { QuestionnaireFile, StoredQuestionnaire } from '#contract/questionnaires'
import type { Client } from '../app/client.ts'
import { withQuery } from '../app/client.ts'

/** All lĩnh vực, those no longer used too, and the groups they can belong to. */
export const readCatalogueAreas = (client: Client) => client.get<AreaList>('/api/areas?retired=true')

export const addArea = (client: Client, area: AreaRequest) => client.send<CatalogueArea>('POST', '/api/areas', area)

export const changeArea = (client: Client, code: string, change: AreaChange) =>
  client.send<CatalogueArea>('PATCH', `/api/areas/${encodeURIComponent(code)}`, change)

/** All thủ tục, those no longer used too. */
export const readProcedures = (client: Client) =>
  client.get<{ readonly procedures: readonly Procedure[] }>('/api/procedures')

export const addProcedure = (client: Client, procedure: ProcedureRequest) =>
  client.send<Procedure>('POST', '/api/procedures', procedure)

export const changeProcedure = (client: Client, code: string, change: ProcedureChange) =>
  client.send<Procedure>('PATCH', `/api/procedures/${encodeURIComponent(code)}`, change)

/** How a list is taken: tried without a trace, and whether it is the whole list. */
export interface ListOptions {
  readonly dryRun: boolean
  readonly retireMissing: boolean
}

/** The list of the province as the office has it: CSV or XLSX. */
export const importProcedures = (client: Client, file: File, { dryRun, retireMissing }: ListOptions) =>
  client.sendFile<ProcedureReport>(
    withQuery('/api/procedures/import', { dryRun: String(dryRun), retireMissing: String(retireMissing) }),
    file,
  )

/** All versions of the questionnaires. */
export const readQuestionnaires = (client: Client) =>
  client.get<{ readonly questionnaires: readonly StoredQuestionnaire[] }>('/api/questionnaires')

/** Adds a version, which then never changes. */
export const addQuestionnaire = (client: Client, form: QuestionnaireFile) =>
  client.send<StoredQuestionnaire>('POST', '/api/questionnaires', form)

/** Takes a version out of use, or back into it. */
export const retireQuestionnaire = (client: Client, reference: string, retired: boolean) =>
  client.send<StoredQuestionnaire>('PATCH', `/api/questionnaires/${encodeURIComponent(reference)}`, { retired })

import type { AdministrativeUnitList } from '#contract/administrative-units'
import type { FolderCheck, FolderReply, Setup, SetupAnswer, SetupStatus } from '#contract/setup'
import type { TargetPresetList } from '#contract/targets'
import { withQuery } from '../app/client.ts'
import type { Client } from '../app/client.ts'

/** What the office has settled, with proposals for the rest. */
export const readSetup = (client: Client, unit: string) => client.get<Setup>(withQuery('/api/setup', { unit }))

/** Where the set-up of the caller's own unit stands. */
export const readSetupStatus = (client: Client) => client.get<SetupStatus>('/api/setup/progress')

/** Stores one answer, whole or not at all. */
export const answerSetup = (client: Client, answer: SetupAnswer) => client.send<Setup>('PUT', '/api/setup', answer)

/** The provinces, and the units of today that answer a search. */
export const findUnits = (client: Client, query: { readonly search?: string; readonly province?: string }) =>
  client.get<AdministrativeUnitList>(withQuery('/api/administrative-units', { ...query }))

/** Whether a folder can take backups; makes it when asked to. */
export const checkFolder = (client: Client, check: FolderCheck) =>
  client.send<FolderReply>('POST', '/api/setup/check-folder', check)

/** Targets of real plans, to start from. */
export const readTargetPresets = (client: Client) => client.get<TargetPresetList>('/api/target-presets')

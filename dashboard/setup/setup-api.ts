import type { AdministrativeUnitList } from '#contract/administrative-units'
import type { FolderCheck, FolderReply, Setup, SetupAnswer, SetupStatus } from '#contract/setup'
import type { Target, TargetPreset } from '#contract/targets'
import type { Area } from '#contract/units'
import { readAreas } from '../app/units-api.ts'
import { readTargetPresets, readTargets } from '../targets/targets-api.ts'
import { withQuery } from '../app/client.ts'
import type { Client, Reply } from '../app/client.ts'

/** What the office has settled, with proposals for the rest. */
const readSetup = (client: Client, unit: string) => client.get<Setup>(withQuery('/api/setup', { unit }))

/** All that the questions need; the presets are a help that may be missing. */
export interface SetupContents {
  readonly setup: Setup
  readonly areas: readonly Area[]
  /** Those that hold today or later. */
  readonly targets: readonly Target[]
  readonly presets: readonly TargetPreset[]
}

/** All of it, or the first reason why a part is missing. */
export async function readSetupContents(client: Client, unit: string, today: string): Promise<Reply<SetupContents>> {
  const [setup, areas, targets, presets] = await Promise.all([
    readSetup(client, unit),
    readAreas(client),
    readTargets(client, unit),
    readTargetPresets(client),
  ])
  if (setup.kind === 'failed') return setup
  if (areas.kind === 'failed') return areas
  if (targets.kind === 'failed') return targets
  return {
    kind: 'ok',
    value: {
      setup: setup.value,
      areas: areas.value.areas,
      targets: targets.value.targets.filter(({ validTo }) => validTo >= today),
      presets: presets.kind === 'ok' ? presets.value.presets : [],
    },
  }
}

/** Where the set-up of the caller's own unit stands. */
export const readSetupStatus = (client: Client) => client.get<SetupStatus>('/api/setup/progress')

/** Stores one answer, whole or not at all. */
export const answerSetup = (client: Client, answer: SetupAnswer) => client.send<Setup>('PUT', '/api/setup', answer)

/** What is typed of a name, and the code of a province. */
export interface UnitQuery {
  readonly search?: string
  readonly province?: string
}

/** The provinces, and the units of today that answer a search. */
export const findUnits = (client: Client, query: UnitQuery) =>
  client.get<AdministrativeUnitList>(withQuery('/api/administrative-units', { ...query }))

/** Whether a folder can take backups; makes it when asked to. */
export const checkFolder = (client: Client, check: FolderCheck) =>
  client.send<FolderReply>('POST', '/api/setup/check-folder', check)

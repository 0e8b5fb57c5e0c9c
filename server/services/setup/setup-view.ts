import type { SitesWithCounters } from '#contract/sites'
import type { Setup, SetupStatus } from '#contract/setup'
import { ReportPeriodKind, setupSteps } from '#contract/setup'
import { cutOffDayOf } from '#core/time/period'
import { usualRecipients } from '#core/words/office'
import type { CounterRow } from '../../store/office/counters.ts'
import type { SetupStore } from '../../store/setup/setup.ts'
import type { SiteRow } from '../../store/office/sites.ts'
import type { UnitRow } from '../../store/office/units.ts'
import { administrativeList, toChoice } from './administrative-list.ts'
import { proposedFolder } from '../backups/folder-check.ts'

export interface SetupViewStores {
  readonly setup: SetupStore
  readonly dataDir: string
}

type StoredSetup = Awaited<ReturnType<SetupStore['read']>>

/** What differs with who asks. */
export interface SetupViewer extends SetupStatus {
  readonly atRoot: boolean
  readonly account: { readonly id: number; readonly username: string } | null
}

/** Reports most plans ask for (domain: quý, 6 tháng, 9 tháng, năm). */
const usualPeriods: readonly ReportPeriodKind[] = ['quarter', '6M', '9M', 'year']

/** All that the set-up asks for: what was settled, and in the place of what was not, a proposal. */
export async function describeSetup(parts: SetupViewStores, unit: UnitRow, viewer: SetupViewer): Promise<Setup> {
  const { progress, first, atRoot, account } = viewer
  const stored = await parts.setup.read(unit.id)
  const { settings, hours, sites, counters } = stored
  const code = settings.get('office.administrative-unit') ?? null
  const chosen = code === null ? null : (await administrativeList()).byCode(code)
  const periods = settings.get('report.periods')
  return {
    unit: { code: unit.code, name: unit.name },
    progress,
    first,
    settled: settledOf(stored, first),
    office: {
      unitName: unit.name,
      name: settings.get('office.name') ?? unit.name,
      administrativeUnit: chosen === null ? null : toChoice(chosen),
    },
    places: placesOf(sites, counters),
    hours: { week: hours.week.map((day) => day.map((span) => ({ ...span }))), closedDays: [...hours.closedDays] },
    reports: {
      periods: periods === undefined ? [...usualPeriods] : ReportPeriodKind.array().parse(JSON.parse(periods)),
      // Before anybody has settled it, the 14th is proposed: periodic reports close on that day (domain §3).
      cutOffDay: periods === undefined ? 14 : cutOffDayOf(unit),
      recipients: settings.get('report.recipients')?.split('\n').filter(Boolean) ?? [...usualRecipients(unit.name)],
    },
    backup: first && atRoot ? { folder: stored.backupFolder, proposal: proposedFolder(parts.dataDir) } : null,
    people: account && { username: account.username, displayName: await parts.setup.displayName(account.id) },
  }
}

/** The questions that were answered, as far as what is stored tells. */
function settledOf({ settings, backupFolder, hasOwnHours, sites }: StoredSetup, first: boolean): Setup['settled'] {
  const isAnswered = {
    office: settings.has('office.name'),
    places: sites.length > 0,
    targets: false,
    hours: hasOwnHours,
    reports: settings.has('report.periods'),
    backup: first && backupFolder !== null,
    people: false,
  }
  return setupSteps.filter((step) => isAnswered[step])
}

/** The sites in use with their counters; those of no site stand at the first. Without any, one of each is proposed. */
function placesOf(sites: readonly SiteRow[], counters: readonly CounterRow[]): SitesWithCounters {
  const given = counters.map(({ id, name, stage, areas, siteId }) => ({
    siteId,
    counter: { id: String(id), name, stage, areas: [...areas] },
  }))
  const known = sites.length > 0 ? sites : [{ id: null, name: 'Trụ sở', address: '' }]
  return known.map(({ id, name, address }, index) => {
    const here = given.filter(({ siteId }) =>
      siteId === null || !sites.some((site) => site.id === siteId) ? index === 0 : siteId === id,
    )
    const firstCounter = { id: null, name: 'Quầy 1', stage: null, areas: [] }
    const empty = sites.length === 0 && counters.length === 0 ? [firstCounter] : []
    return {
      id: id === null ? null : String(id),
      name,
      address,
      counters: [...here.map((each) => each.counter), ...empty],
    }
  })
}

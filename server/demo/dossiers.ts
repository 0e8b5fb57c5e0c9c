import type { DossierCell, PortalMonth } from '#contract/dossiers'
import { monthsBetween } from '#core/dossiers/months'
import { civilTimeOn } from '#core/time/civil-time'
import { addDays, monthOf, resolvePeriod } from '#core/time/period'
import { enterDossiers } from '../services/dossiers/enter-dossiers.ts'
import { isRefusal } from '../services/refusal.ts'
import type { Stores } from '../stores.ts'
import type { Chance } from './chance.ts'
import type { DemoOffice, DemoTime } from './offices.ts'
import { demand, waiting } from './places.ts'

/** Dossiers handed over for each rating: most people walk past the kiosk. */
const PER_RATING = 1.9
const EARLY = 0.34
/** Of those handed over late; land takes longest. */
const LATE = 0.012
const LATE_LAND = 0.045
const APOLOGISED = 0.8
const WEIGHT = Object.values(demand).reduce((sum, weight) => sum + weight, 0)

/**
 * The counts that each office types in on the third of the month after; the commune whose kiosk waits has forgotten the
 * last month, so that somebody sees what is missing.
 */
export async function enterDemoDossiers(
  stores: Stores,
  { offices, time }: { readonly offices: readonly DemoOffice[]; readonly time: DemoTime },
  chance: Chance,
): Promise<void> {
  const last = monthOf(addDays(`${monthOf(time.today)}-01`, -1))
  const months = monthsBetween(monthOf(time.from), last).slice(1)
  for (const office of offices) {
    const unit = await stores.units.byCode(office.commune.code)
    if (unit === null) throw new Error(`there is no unit ${office.commune.code}`)
    for (const month of months) {
      const isForgotten = month === last && office.commune.code === waiting.commune
      if (isForgotten) continue
      const counts = Object.entries(demand).map(([area, weight]) => cellOf({ office, month, area, weight }, chance))
      const typedOn = addDays(resolvePeriod(month, null)?.to ?? '', 3)
      const by = { actor: { kind: 'server', name: 'demo' } as const, at: civilTimeOn(typedOn, '09:00:00') }
      const entry = { counts, portal: [portalOf(month, counts, chance)] }
      const stored = await enterDossiers({ unit, entry }, stores, by)
      if (isRefusal(stored)) throw new Error(`dossiers of ${month}: ${stored.refused}`)
    }
  }
}

interface CellOf {
  readonly office: DemoOffice
  readonly month: string
  readonly area: string
  readonly weight: number
}

function cellOf({ office, month, area, weight }: CellOf, chance: Chance): DossierCell {
  const returned = Math.round(office.commune.monthly * PER_RATING * (weight / WEIGHT) * (0.85 + 0.3 * chance.roll()))
  const share = (part: number) => Math.round(returned * part * 2 * chance.roll())
  const late = share(area === 'dat-dai' ? LATE_LAND : LATE)
  const early = Math.min(returned - late, share(EARLY))
  const received = returned + Math.round(returned * 0.06 * chance.roll())
  return {
    month,
    area,
    received,
    early,
    onTime: returned - late - early,
    late,
    apologised: Math.round(late * APOLOGISED),
  }
}

/** What the State's portal counts: a little less, because not every dossier is on it. */
function portalOf(month: string, counts: readonly DossierCell[], chance: Chance): PortalMonth {
  const sum = (field: 'received' | 'late') => counts.reduce((total, cell) => total + (cell[field] ?? 0), 0)
  const dossiers = Math.round(sum('received') * 0.97)
  const petitions = Math.floor(chance.roll() * 5)
  const untroubled = Math.max(0, dossiers - sum('late') - petitions)
  return {
    month,
    dossiers,
    untroubled,
    petitions,
    answered: petitions,
    onTime: Math.max(0, petitions - Number(chance.happens(0.2))),
  }
}

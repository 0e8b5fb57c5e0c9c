import type { Figures } from '../../store/figures/figures.ts'

export interface FigureStores {
  readonly figures: Figures
}

/** What one answer reads. */
export type FigureReads = Figures

/** The same reads, each asked of the database once: several figures of one answer share what they need. */
export function readOnce(figures: Figures): FigureReads {
  return {
    family: once(figures.family),
    areas: once(figures.areas),
    procedures: once(figures.procedures),
    forms: once(figures.forms),
    targets: once(figures.targets),
    dossiers: once(figures.dossiers),
    counters: once(figures.counters),
    sites: once(figures.sites),
    ownHours: once(figures.ownHours),
    ratedDays: once(figures.ratedDays),
    ratedDaysByUnit: once(figures.ratedDaysByUnit),
    firstDay: once(figures.firstDay),
    tallied: once(figures.tallied),
    received: once(figures.received),
    quickCells: once(figures.quickCells),
    reasons: once(figures.reasons),
    askedForReasons: once(figures.askedForReasons),
    quickRepeats: once(figures.quickRepeats),
  }
}

/** Arguments are plain values, so their JSON tells them apart. */
function once<Given extends readonly unknown[], Found>(
  read: (...given: Given) => Promise<Found>,
): (...given: Given) => Promise<Found> {
  const known = new Map<string, Promise<Found>>()
  return (...given) => {
    const key = JSON.stringify(given)
    const found = known.get(key) ?? read(...given)
    known.set(key, found)
    return found
  }
}

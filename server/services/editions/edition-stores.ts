import type { EditionFacts } from '../../store/editions/edition-facts.ts'
import type { Editions } from '../../store/editions/editions.ts'
import type { Units } from '../../store/office/units.ts'
import type { FigureStores } from '../figures/figure-reads.ts'

export interface EditionStores extends FigureStores {
  readonly editions: Editions
  readonly editionFacts: EditionFacts
  readonly units: Units
}

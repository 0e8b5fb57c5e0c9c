import { Shipped } from '#contract/shipped'
import areas from './data/areas.json'
import procedures from './data/procedures.json'
import questionnaires from './data/questionnaires.json'

/** The versioned files of `data`, read once and checked. */
export const shipped: Shipped = Shipped.parse({ areas, procedures, questionnaires })

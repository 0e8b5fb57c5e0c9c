import { Shipped } from '#contract/shipped'
import apiExamples from './data/api-examples.json'
import areas from './data/areas.json'
import procedures from './data/procedures.json'
import questionnaires from './data/questionnaires.json'
import targetPresets from './data/target-presets.json'

/** The versioned files of `data`, read once and checked. */
export const shipped: Shipped = Shipped.parse({ areas, procedures, questionnaires, targetPresets, apiExamples })

/** How lists of provinces word the shipped areas otherwise, by the code of the area. */
export const areaAliases: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  shipped.areas.map(({ code, aliases }) => [code, aliases]),
)

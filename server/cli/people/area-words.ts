import type { Role } from '#contract/people/roles'
import { areasInUse } from '../../store/catalogue/areas.ts'
import type { Database } from '../../store/engine/database.ts'
import { CommandError, UsageError } from '../args.ts'

/**
 * The ids of the areas named by `--areas ho-tich,dat-dai`, which an officer needs and nobody else may have.
 *
 * @throws UsageError, CommandError
 */
export async function areaIdsOf(database: Database, role: Role, words: string | undefined): Promise<number[]> {
  const codes = (words ?? '').split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]))
  if (role === 'officer' && codes.length === 0)
    throw new UsageError('an officer needs --areas, such as ho-tich,dat-dai')
  if (role !== 'officer' && codes.length > 0) throw new UsageError('--areas is for the role officer alone')
  const known = await areasInUse(database.reads)
  return codes.map((code) => {
    const area = known.find((each) => each.code === code)
    if (!area) throw new CommandError(`there is no area ${code}; known: ${known.map((each) => each.code).join(', ')}`)
    return area.id
  })
}

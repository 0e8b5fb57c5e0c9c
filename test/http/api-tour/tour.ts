import { deviceSteps } from './devices.ts'
import { figureSteps } from './figures.ts'
import { officeSteps } from './office.ts'
import { operationSteps } from './operations.ts'
import { peopleSteps } from './people.ts'
import { referenceSteps } from './reference.ts'
import type { Step } from './step.ts'
import { superiorFileSteps } from './superior-file.ts'

/** Every call of the interface once, in an order that works. */
export const tour: readonly Step[] = [
  ...officeSteps,
  ...referenceSteps,
  ...deviceSteps,
  ...figureSteps,
  ...superiorFileSteps,
  ...peopleSteps,
  ...operationSteps,
]

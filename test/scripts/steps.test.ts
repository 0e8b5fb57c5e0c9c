import { expect, test } from 'vitest'
import { countTests } from '../../scripts/steps.js'

const file = (...statuses: readonly string[]) => ({
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status) => ({ status })),
})
const report = (numPassedTests: number, ...testResults: readonly object[]) =>
  JSON.stringify({ numPassedTests, testResults })

test.each([
  ['all passed', report(2, file('passed', 'passed')), true, { passed: 2, failed: 0 }],
  ['some failed', report(1, file('passed', 'failed'), file('failed')), false, { passed: 1, failed: 2 }],
  ['a file that did not load', report(0, { status: 'failed', assertionResults: [] }), false, { passed: 0, failed: 1 }],
  ['an error outside the tests', report(1, file('passed')), false, { passed: 1, failed: 1 }],
  ['no report', null, false, { passed: 0, failed: 1 }],
])('counts %s', (_, json, ok, counts) => {
  expect(countTests(json, ok)).toEqual(counts)
})

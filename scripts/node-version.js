// @ts-check
// Read by Node releases far too old for the product, so that they get a sentence instead of a syntax error:
// no syntax and no module name younger than Node 14.

const advice = [
  'Hãy cài Node.js bản 24 (hoặc từ 20.19, 22.12 trở lên) tại https://nodejs.org rồi chạy lại lệnh này.',
  'Please install Node.js 24 (or 20.19, 22.12 and above) from https://nodejs.org and run this again.',
]

/**
 * Why this Node cannot run the product, in Vietnamese and English, with what to install; null when it can.
 * The line is the one the build tool draws: 20.19 and later 20, 22.12 and everything after.
 *
 * @param {string} version as `process.versions.node` gives it, e.g. `20.19.0`
 * @returns {string | null}
 */
export function nodeProblem(version) {
  const parts = version.split('.').map(Number)
  const major = parts[0] || 0
  const minor = parts[1] || 0
  const good = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  if (good) return null
  return [
    'Hài Lòng không chạy được với Node.js ' + version + '. ' + advice[0],
    'Hài Lòng cannot run on Node.js ' + version + '. ' + advice[1],
  ].join('\n')
}

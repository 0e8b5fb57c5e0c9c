/** The full round (`npm run test:full`), in a whole browser; the quick one may have to do with the engine alone. */
export const isFull = process.env['HAILONG_FULL'] === '1'

/** What a quick round looks at of a list, its first entries; the full round takes all of them. */
export const ofRound = <T>(all: readonly T[], quick = 1): readonly T[] => (isFull ? all : all.slice(0, quick))

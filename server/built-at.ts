declare const __BUILT_AT__: number | undefined

/** When the program was built, in milliseconds since the epoch; undefined where it runs from its sources. */
export const builtAt: number | undefined = typeof __BUILT_AT__ === 'undefined' ? undefined : __BUILT_AT__

import project from '../package.json'

/** The version of the program, as in package.json. */
export const version: string = project.version

export { FolderInUseError, lockFolder } from './sqlite/lock.ts'

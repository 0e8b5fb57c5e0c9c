import { closeSync, fsyncSync, openSync } from 'node:fs'
import { connectReadOnly } from './connect.ts'

/** Waits until the disk holds what was written to the file. */
export function syncFile(file: string): void {
  // Windows syncs only what may be written.
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Waits until the disk holds the names in the folder; Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/**
 * Copies a database as it stands at one moment, beside a server that goes on writing, and waits for the disk.
 * `target` must not exist.
 */
export function copyDatabase(file: string, target: string): void {
  const connection = connectReadOnly(file)
  try {
    connection.prepare('vacuum into ?').run(target)
  } finally {
    connection.close()
  }
  syncFile(target)
}

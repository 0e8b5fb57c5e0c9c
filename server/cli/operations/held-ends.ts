import { existsSync, readFileSync } from 'node:fs'
import { BackupManifest } from '#contract/operations'
import { CheckpointOfUnit } from '#contract/checkpoint'
import type { HeldEnd } from '../../store/ledger/held-ends.ts'
import { UsageError } from '../args.ts'

/** Signs of a hash that are printed: 64 bits, which nobody meets by trying. */
const PRINTED = 16

/** A chain's end as it is printed and typed: `xa-an:1204:9f3c2a1b7d60e4f5`. */
export const checkCode = (unit: string, size: number, hash: string): string =>
  `${unit}:${size}:${hash.slice(0, PRINTED)}`

/**
 * What somebody kept: a printed code, or a file, which is a backup's manifest or a checkpoint with its unit.
 * @throws UsageError when it is none of these
 */
export function heldEnds(words: string): readonly HeldEnd[] {
  const [, unit, size, hash] = /^(.+):(\d{1,15}):([0-9a-f]{8,64})$/i.exec(words) ?? []
  if (unit !== undefined && size !== undefined && hash !== undefined) return [{ unit, size: Number(size), hash }]
  if (!existsSync(words))
    throw new UsageError(`--against ${words} is neither a file nor a code such as xa-an:1204:9f3c2a1b7d60e4f5`)
  const input = jsonOf(readFileSync(words, 'utf8'))
  const manifest = BackupManifest.safeParse(input)
  if (manifest.success) {
    const { units, audit } = manifest.data
    return [...units, { ...audit, unit: '#audit' }].map(({ unit: of, size: at, head }) => ({
      unit: of,
      size: at,
      hash: head ?? '',
    }))
  }
  const checkpoint = CheckpointOfUnit.safeParse(input)
  if (!checkpoint.success)
    throw new UsageError(`${words} is neither the manifest of a backup nor a checkpoint with its unit`)
  return [checkpoint.data]
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

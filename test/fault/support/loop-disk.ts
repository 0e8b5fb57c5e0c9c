import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, ftruncateSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A small ext4 disk in a file, whose power can be cut. */
export interface LoopDisk {
  /** Where it is mounted. */
  readonly folder: string
  mount(): void
  /** From this moment nothing reaches the disk, not even what it has taken for the journal already. */
  cutPower(): void
  /** Forgets what only the memory held, as a real power cut does. */
  unmount(): void
  /** Leaves nothing behind; safe to call at any point. */
  remove(): void
}

/** EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH (linux/fs/ext4/ext4.h); Node has no ioctl of its own. */
const shutdown = `open(my $mount, "<", $ARGV[0]) or die $!; my $flag = pack("L", 2); ioctl($mount, 0x8004587d, $flag) or die $!`

/** @returns why power cannot be cut here, null where it can */
export function loopDiskProblem(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'power cuts need root on Linux'
  const missing = ['mkfs.ext4', 'mount', 'umount', 'perl'].filter((tool) => spawnSync(tool, ['-V']).error !== undefined)
  return missing.length === 0 ? null : `power cuts need ${missing.join(', ')}`
}

/** Makes and mounts a disk of the given size. @throws where loop mounts are not allowed, saying so */
export function createLoopDisk(megabytes: number): LoopDisk {
  const scratch = mkdtempSync(join(tmpdir(), 'hailong-power-'))
  const image = join(scratch, 'disk.img')
  const folder = join(scratch, 'mount')
  mkdirSync(folder)
  const file = openSync(image, 'w')
  ftruncateSync(file, megabytes * 1024 * 1024)
  closeSync(file)
  run('mkfs.ext4', '-q', '-F', image)
  let mounted = false
  const disk: LoopDisk = {
    folder,
    mount: () => {
      run('mount', '-o', 'loop', image, folder)
      mounted = true
    },
    cutPower: () => run('perl', '-e', shutdown, folder),
    unmount: () => {
      run('umount', folder)
      mounted = false
    },
    remove: () => {
      // Lazily: whatever still holds a file there must not keep the loop device of a failed test for ever.
      if (mounted) run('umount', '-l', folder)
      mounted = false
      rmSync(scratch, { recursive: true, force: true })
    },
  }
  return disk
}

function run(command: string, ...words: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} failed, power cannot be cut here: ${error?.message ?? stderr}`)
}

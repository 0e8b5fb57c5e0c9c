import type { Actor } from '#core/ledger/actor'
import type { ClockDoubt } from '#core/time/clock-doubt'
import { CLOCK_JUMP_MS, CLOCK_SLACK_MS, doubtOf } from '#core/time/clock-doubt'
import type { ClockMark, ClockMarks } from '../../store/clock/clock-marks.ts'

/** Whether the host's time is believed. */
export interface ClockState {
  /** null: the time is certain. */
  readonly doubt: ClockDoubt | null
  /** The newest moment that was stored while it was; milliseconds since the epoch, null for none. */
  readonly newest: number | null
}

/**
 * The one clock of the server. What the host says is held against what is stored at the start, and against the monotonic
 * clock from then on. The newest stored moment is an alarm, never a clock.
 */
export interface ClockWatch {
  /** The time everything is done by: the host's; while that has jumped, the time before the jump carried on. */
  now(): number
  /** What the host says, whatever is thought of it. */
  host(): number
  /** Milliseconds since some moment, by a clock that nobody sets. */
  uptime(): number
  state(): ClockState
  isCertain(): boolean
  /** False while even the day is unknown: the server began with a wrong clock and has nothing to carry on. */
  hasCalendar(): boolean
  /** Up to when days may count as over: stands still while the time is uncertain. */
  settled(): number
  /** Looks at the clock, and writes down how far time has come. @returns the state where it is another than before */
  look(): Promise<ClockState | null>
  /** A person says that the host's time is right. */
  confirm(actor: Actor): Promise<void>
}

export interface ClockWatchParts {
  readonly marks: ClockMarks
  /** The host's time, in milliseconds since the epoch. */
  readonly host: () => number
  /** Milliseconds since some moment, by a clock that nobody sets and that goes on while the machine sleeps. */
  readonly uptime: () => number
  /** When the program was built; null where that is not known. */
  readonly builtAt: number | null
}

/** How far time has come is written down so often. */
const RAISE_EVERY_MS = 15 * 60_000
/** A time server sets the clock of a machine that kept none while it was off within so long after a start. */
const SETTING_MS = 30 * 60_000

export function createClockWatch({ marks, host, uptime, builtAt }: ClockWatchParts): ClockWatch {
  let anchor = { host: host(), uptime: uptime() }
  let known: ClockState = { doubt: null, newest: null }
  /** Whether the anchor is a time that was certain. */
  let hasCalendar = true
  /** As they were at the last look; null before the first. */
  let confirmations: number | null = null
  /** The newest entry at the start; it was written while the time was certain. It only ever says that the host is behind. */
  let newestEntry: number | null = null
  /** Until when a step ahead is the clock being set: it stood still while the machine was off. Milliseconds of `uptime`. */
  let settingUntil = -Infinity

  const steady = (): number => anchor.host + uptime() - anchor.uptime
  const hasJumped = (): boolean => hasCalendar && Math.abs(host() - steady()) > CLOCK_JUMP_MS
  const now = (): number => (hasJumped() ? steady() : host())
  const state = (): ClockState => (hasJumped() ? { doubt: 'jumped', newest: known.newest } : known)
  const isCertain = (): boolean => state().doubt === null

  const believe = (newest: number | null): ClockState => {
    anchor = { host: host(), uptime: uptime() }
    hasCalendar = true
    return { doubt: null, newest }
  }

  /** At the start, and until something has been certain: only what is stored speaks. */
  const judgeByRecords = (newest: number | null, before: ClockDoubt | null): ClockState => {
    const isBehind = newestEntry !== null && host() < newestEntry - CLOCK_SLACK_MS
    const doubt = isBehind
      ? 'behind_records'
      : (doubtOf(host(), { newest, builtAt }) ?? (before === 'jumped' ? before : null))
    if (doubt === null) return believe(newest)
    hasCalendar = false
    return { doubt, newest }
  }

  const judge = async (mark: ClockMark): Promise<ClockState> => {
    const { doubt: before } = mark
    if (confirmations === null) {
      // What was written while the time was in doubt may be of any year.
      newestEntry = before === null ? await marks.lastEntry() : null
      const stoodStill = mark.newest !== null && Math.abs(host() - mark.newest) <= RAISE_EVERY_MS + CLOCK_JUMP_MS
      if (stoodStill) settingUntil = uptime() + SETTING_MS
      return judgeByRecords(mark.newest, before)
    }
    if (confirmations !== mark.confirmations) return believe(mark.newest)
    const newest = later(mark.newest, known.newest)
    if (!hasCalendar) return judgeByRecords(newest, before)
    const isBeingSet = uptime() <= settingUntil && host() > steady() && doubtOf(host(), { newest, builtAt }) === null
    if (hasJumped() && !isBeingSet) return { doubt: 'jumped', newest }
    const doubt = doubtOf(host(), { newest, builtAt })
    // A server that runs sees the time pass, however long that takes.
    return doubt === null || doubt === 'far_ahead' ? believe(newest) : { doubt, newest }
  }

  return {
    now,
    host,
    uptime,
    state,
    isCertain,
    hasCalendar: () => hasCalendar,
    settled: () => (isCertain() ? now() : Math.min(now(), known.newest ?? now())),
    look: async () => {
      const mark = await marks.read()
      const before = known.doubt
      known = await judge(mark)
      confirmations = mark.confirmations
      const { doubt, newest } = known
      if (doubt !== mark.doubt) await marks.setDoubt(doubt, host())
      if (doubt === null && host() - (newest ?? 0) >= RAISE_EVERY_MS) {
        known = { doubt, newest: host() }
        await marks.raise(host())
      }
      return doubt === before ? null : known
    },
    confirm: async (actor) => {
      await marks.confirm(actor, { now: host(), doubt: state().doubt })
      const mark = await marks.read()
      confirmations = mark.confirmations
      known = believe(mark.newest)
    },
  }
}

const later = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other)

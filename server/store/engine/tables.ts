import type { ColumnType, Generated } from 'kysely'
import type { DossierTables } from './dossier-tables.ts'
import type { EditionTable } from './edition-table.ts'
import type { PeopleTables } from './people-tables.ts'
import type { SuperiorFileTables } from './superior-file-tables.ts'

/** Null until something is known; may be left out when the row is made. */
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>

/** One tiny type per table, as the drivers return rows: integers as numbers, bytes as Buffer, flags 0/1. */
export interface Tables extends PeopleTables, DossierTables, SuperiorFileTables {
  unit: UnitTable
  area: AreaTable
  area_group: { group_code: string; area_id: number }
  procedure: ProcedureTable
  questionnaire: { id: number; code: string; version: number; comparable: string; body: string }
  questionnaire_retired: { questionnaire_id: number; since: string }
  counter: CounterTable
  counter_area: { counter_id: number; area_id: number }
  device: DeviceTable
  device_day: { unit_id: number; day: string; device_id: number; ratings: number; quick: number }
  device_sequence: { device_id: number; seq: number; response_id: Buffer | null }
  assignment: { id: number; device_id: number; unit_id: number; counter_id: number; stage: string | null }
  pairing_code: PairingCodeTable
  response: ResponseTable
  response_identity: { id: Buffer; unit_id: number }
  answer: { unit_id: number; response_id: Buffer; criterion: string; level: number | null }
  comment: { unit_id: number; response_id: Buffer; text: string | null; salt: Buffer; commitment: Buffer }
  quarantine: QuarantineTable
  ledger: { unit_id: number; position: number; response_id: Buffer; hash: Buffer }
  checkpoint: { unit_id: number; size: number; hash: Buffer; day: string; signature: Buffer }
  checkpoint_link: { chain: string; size: number; previous: number; reference: string; signature: Buffer }
  chain_end: { chain: string; size: number }
  secret: { name: string; value: Buffer }
  audit: { id: number; at: string; actor: string; action: string; subject: string; detail: string }
  audit_link: { audit_id: number; unit_id: number | null; hash: Buffer }
  audit_checkpoint: { size: number; hash: Buffer; day: string; signature: Buffer }
  waiting: { unit_id: number; position: number; day: string | null }
  received_day: CellColumns & { day: string; received: number }
  received_half_month: Omit<CellColumns, 'procedure_id' | 'counter_id'> & { half_month: string; received: number }
  tally_day: CellColumns & LevelColumns & { day: string; criterion: string }
  tally_half_month: Omit<CellColumns, 'procedure_id' | 'counter_id'> &
    LevelColumns & { half_month: string; criterion: string }
  edition: EditionTable
  target: TargetTable
  external_result: ExternalResultTable
  backup_run: BackupRunTable
  job: JobTable
  redate: { unit_id: number; response_id: Buffer; audit_id: number; day: string }
  clock_mark: { id: number; newest: number | null; doubt: string | null; confirmations: number }
  site: { id: number; unit_id: number; name: string; address: string; retired: number }
  opening_span: { unit_id: number; weekday: number; opens: number; closes: number }
  closed_day: { unit_id: number; day: string }
  next_id: { name: string; next: number }
  installation_setting: { key: string; value: string }
  setting: { unit_id: number; key: string; value: string }
}

interface UnitTable {
  id: number
  code: string
  name: string
  parent_id: number | null
  ledger_key: string
  cut_off_day: number | null
  minimum_answers: number
}

interface AreaTable {
  id: number
  code: string
  position: number
  name_vi: string
  name_en: string
  label_vi: string
  label_en: string
  retired: number
  offered: number
  answered_by: string | null
}

interface ProcedureTable {
  id: number
  code: string
  area_id: number
  name_vi: string
  name_en: string
  retired: number
  level: Optional<string>
}

interface CounterTable {
  id: number
  unit_id: number
  name: string
  stage: string | null
  site_id: Optional<number>
  retired: Generated<number>
}

interface DeviceTable {
  id: number
  unit_id: number
  name: string
  token_hash: Buffer
  paired_at: string
  received_to: number
  flagged: number
  revoked: number
  last_seen_at: Optional<string>
  waiting: Optional<number>
  last_seq: Optional<number>
  clock_offset_ms: Optional<number>
  app_version: Optional<string>
  storage: Optional<string>
  battery: Optional<number>
  last_error: Optional<string>
  replaced_at: Optional<string>
  checkpoint_unit_id: Optional<number>
  checkpoint_size: Optional<number>
  checkpoint_hash: Optional<string>
}

interface PairingCodeTable {
  selector: string
  secret_hash: Buffer
  unit_id: number
  counter_id: number
  expires_at: number
  tries: number
  used: number
  replaces: Optional<number>
}

export interface ResponseTable {
  unit_id: number
  id: Buffer
  assignment_id: number | null
  seq: number | null
  counter_id: number
  area_id: number
  procedure_id: number
  stage: string
  channel: string
  questionnaire_id: number
  local_date: string
  half_day: number
  language: string
  assisted: number
  uncertain_time: number
  dwell_bucket: number | null
  gap_bucket: number | null
  reasons: string | null
}

interface QuarantineTable {
  id: number
  unit_id: number
  response_id: Buffer
  device_id: number | null
  day: string
  record: string
}

interface CellColumns {
  unit_id: number
  area_id: number
  procedure_id: number
  stage: string
  channel: string
  counter_id: number
  questionnaire_id: number
}

interface LevelColumns {
  n1: number
  n2: number
  n3: number
  n4: number
  n5: number
  n0: number
}

interface TargetTable {
  id: number
  unit_id: number
  group_code: string
  operator: string
  value: number
  valid_from: string
  valid_to: string
  source: string
  retired: number
  measure: Generated<string>
  stages: Optional<string>
  document: Optional<string>
  sentence: Optional<string>
  origin: Optional<number>
  version: Generated<number>
  kind: Generated<string>
  steps: Optional<string>
}

interface ExternalResultTable {
  id: number
  unit_id: number
  group_code: string
  value: number
  source: string
  period_from: string
  period_to: string
  answers: number | null
  note: string | null
  decimals: number | null
  is_sample: number
  rank: string | null
  title: string | null
  retired: number
}

interface BackupRunTable {
  id: number
  at: string
  folder: string
  file: string | null
  bytes: number | null
  reason: string | null
  detail: string
  ledger_ok: number | null
}

interface JobTable {
  name: string
  /** Milliseconds since the epoch, as all moments of a job. */
  started_at: number
  finished_at: number | null
  outcome: string | null
  claimed_by: string | null
  claimed_until: number | null
}

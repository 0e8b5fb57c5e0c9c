import type { AheadJobParts } from './ahead-job.ts'
import { aheadJob } from './ahead-job.ts'
import type { EditionJobParts } from './editions/edition-job.ts'
import { editionJob } from './editions/edition-job.ts'
import type { Job } from './job.ts'
import type { BackupJobParts } from './backup-job.ts'
import { backupJob, undatedBackupJob } from './backup-job.ts'
import type { ClockJobParts } from './clock-job.ts'
import { clockJob } from './clock-job.ts'
import type { CheckpointParts } from './checkpoint-jobs.ts'
import { auditCheckpointJob, ledgerCheckpointJob } from './checkpoint-jobs.ts'
import type { DiskJobParts } from './disk-job.ts'
import { diskJob } from './disk-job.ts'
import type { MarkerJobParts } from './marker-job.ts'
import { markerJob } from './marker-job.ts'
import type { ReleaseParts } from './release-job.ts'
import { releaseJob } from './release-job.ts'
import type { SignInJobParts } from './sign-in-jobs.ts'
import { sessionJob, signInFailureJob } from './sign-in-jobs.ts'
import type { StorageJobParts } from './storage-watch.ts'
import { storageJob } from './storage-watch.ts'

export type JobParts = ClockJobParts &
  ReleaseParts &
  CheckpointParts &
  SignInJobParts &
  DiskJobParts &
  StorageJobParts &
  MarkerJobParts &
  AheadJobParts &
  EditionJobParts &
  BackupJobParts

/**
 * Everything the server does by the clock, which is looked at first. Failures to sign in are written before the audit is signed; the backups, which
 * take longest, are the last.
 */
export const jobList = (parts: JobParts): readonly Job[] => [
  clockJob(parts),
  releaseJob(parts),
  signInFailureJob(parts),
  ledgerCheckpointJob(parts),
  auditCheckpointJob(parts),
  sessionJob(parts),
  diskJob(parts),
  storageJob(parts),
  markerJob(parts),
  aheadJob(parts),
  editionJob(parts),
  backupJob(parts),
  undatedBackupJob(parts),
]

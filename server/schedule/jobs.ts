import type { Job } from './job.ts'
import type { BackupJobParts } from './backup-job.ts'
import { backupJob } from './backup-job.ts'
import type { CheckpointParts } from './checkpoint-jobs.ts'
import { auditCheckpointJob, ledgerCheckpointJob } from './checkpoint-jobs.ts'
import type { DiskJobParts } from './disk-job.ts'
import { diskJob } from './disk-job.ts'
import type { ReleaseParts } from './release-job.ts'
import { releaseJob } from './release-job.ts'
import type { SignInJobParts } from './sign-in-jobs.ts'
import { sessionJob, signInFailureJob } from './sign-in-jobs.ts'
import type { StorageJobParts } from './storage-watch.ts'
import { storageJob } from './storage-watch.ts'

export type JobParts = ReleaseParts & CheckpointParts & SignInJobParts & DiskJobParts & StorageJobParts & BackupJobParts

/**
 * Everything the server does by the clock. Failures to sign in are written before the audit is signed; the backup, which
 * takes longest, is the last.
 */
export const jobList = (parts: JobParts): readonly Job[] => [
  releaseJob(parts),
  signInFailureJob(parts),
  ledgerCheckpointJob(parts),
  auditCheckpointJob(parts),
  sessionJob(parts),
  diskJob(parts),
  storageJob(parts),
  backupJob(parts),
]

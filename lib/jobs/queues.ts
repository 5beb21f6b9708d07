import 'server-only'
import { z } from 'zod'

const MINUTE = 60
const DAY = 24 * 60 * MINUTE

/** Days for which a job that is about somebody is kept once it is done: the privacy page says so. */
export const JOB_KEPT_DAYS = 1

/** Retried for about a week, first within half a minute and later every six hours. */
const PATIENT = { retryLimit: 40, retryDelay: 15, retryBackoff: true, retryDelayMax: 6 * 60 * MINUTE }

/** Retried for about two days, first after a quarter of a minute and later every two hours: older news is none. */
const BRISK = { retryLimit: 30, retryDelay: 15, retryBackoff: true, retryDelayMax: 120 * MINUTE }

/** Run again by the next turn of the clock anyway. */
const REGULAR = { retryLimit: 3, retryDelay: MINUTE, retryBackoff: true }

/**
 * What is done outside of a request: what each job is given, how it is tried again (times in seconds), and when it runs
 * by itself (cron, UTC). A job whose process dies is taken up by another when `expireInSeconds` is over, or when nothing was heard of
 * that process for `heartbeatSeconds`.
 */
export const queues = {
  'revoke-grant': {
    shape: z.object({ revocationId: z.uuid() }),
    options: { ...PATIENT, expireInSeconds: MINUTE, deleteAfterSeconds: JOB_KEPT_DAYS * DAY },
    cron: null,
  },
  'send-mail': {
    shape: z.object({ mailId: z.uuid() }),
    options: {
      ...BRISK,
      expireInSeconds: 4 * MINUTE,
      heartbeatSeconds: 15,
      deleteAfterSeconds: JOB_KEPT_DAYS * DAY,
    },
    cron: null,
  },
  'clean-up': {
    shape: z.object({}),
    options: { ...REGULAR, expireInSeconds: 15 * MINUTE, deleteAfterSeconds: DAY },
    cron: '17 * * * *',
  },
  'keep-alive': {
    shape: z.object({}),
    options: { ...REGULAR, expireInSeconds: 60 * MINUTE, deleteAfterSeconds: 7 * DAY },
    cron: '41 3 * * *',
  },
} as const

export type QueueName = keyof typeof queues
export type JobData<Name extends QueueName> = z.output<(typeof queues)[Name]['shape']>

/** What does the work of each queue. It may run twice, and must not mind. */
export type JobHandlers = { [Name in QueueName]: (data: JobData<Name>) => Promise<void> }

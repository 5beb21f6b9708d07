import 'server-only'
import { AppError, describeFailure, type Failure, type FailureCode } from '#lib/errors'
import { log } from '#lib/log'
import type { ProviderId } from '#lib/provider-ids'
import { listSteps, requestId } from '#lib/request/context'

/** A failure that is in the log, and the reference that finds it there. */
export type ReportedFailure = Failure & { reference: string; provider?: ProviderId | undefined }

/** Writes a failure to the log, once and with its causes, and says what a person may see of it. */
export function reportFailure(
  event: string,
  code: FailureCode,
  error: unknown,
  provider = error instanceof AppError ? error.provider : undefined,
): ReportedFailure {
  const failure = describeFailure(code, provider)
  const reference = requestId()
  const steps = listSteps()
  log()[failure.level](
    { event, code, reference, ...(provider && { provider }), ...(steps.length > 0 && { steps }), err: error },
    `${event}: ${code}`,
  )
  return { ...failure, reference, provider }
}

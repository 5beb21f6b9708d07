import type { ReactNode } from 'react'

type Props = { action: (form: FormData) => Promise<void>; children: ReactNode }

/**
 * A form of a Server Action that the browser sends by itself, as it does where no script runs: what React writes for those,
 * without React. When nobody answers the browser says so; React would show, outside of a page, words of Next's own.
 */
export function NativeForm({ action, children }: Props) {
  return (
    <form method="post" encType="multipart/form-data">
      <input type="hidden" name={`$ACTION_ID_${idOf(action)}`} />
      {children}
    </form>
  )
}

/** Its id in this build: what registers it keeps that there (`registerServerReference` of React's server renderer). */
function idOf(action: Props['action']): string {
  if ('$$id' in action && typeof action.$$id === 'string') return action.$$id
  throw new Error('This is no Server Action')
}

'use client'

import { type ReactNode, useActionState } from 'react'
import { StatusMessage } from './status-message.tsx'

export type FormState = { ok: boolean; message: string }

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  children: ReactNode
}

/** A form that says what happened, aloud. Works before, and without, JavaScript. */
export function ActionForm({ action, children }: Props) {
  const [state, submit, pending] = useActionState(action, { ok: true, message: '' })
  return (
    <form action={submit} aria-busy={pending}>
      {children}
      <StatusMessage {...state} />
    </form>
  )
}

'use client'

import { type ReactNode, type SubmitEvent, useEffect, useId, useRef } from 'react'
import { Button, type ButtonVariant } from './button.tsx'

type Props = {
  /** The button that asks. */
  label: ReactNode
  variant?: ButtonVariant
  /** The question, and what happens when the answer is yes. */
  title: string
  text: ReactNode
  /** The form that does it. */
  children: ReactNode
  /** The button that does nothing. It comes first, so that a dialog that opens puts the focus on it. */
  cancel: string
  /**
   * Without JavaScript the button asks for this page with `confirm={step}`, which then comes with `open`; the button
   * that does nothing asks for it without.
   */
  page: string
  step: string
  open: boolean
}

/** Asks before something that cannot be taken back. The same question stands in the page without JavaScript. */
export function ConfirmDialog({ label, variant, title, text, children, cancel, page, step, open }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const ask = (event: SubmitEvent) => {
    event.preventDefault()
    dialog.current?.close()
    dialog.current?.showModal()
  }
  // One that stands open in the page stays where it is, so that nothing moves, and takes the focus.
  useEffect(() => {
    if (open) dialog.current?.querySelector('button')?.focus()
  }, [open])
  return (
    <>
      <form method="get" action={page} onSubmit={ask}>
        <input type="hidden" name="confirm" value={step} />
        <Button type="submit" variant={variant} aria-haspopup="dialog">
          {label}
        </Button>
      </form>
      <dialog
        ref={dialog}
        open={open}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
        className="m-auto w-[min(28rem,calc(100%-2rem))] rounded-panel border border-edge bg-card p-5 text-ink backdrop:bg-[#00000099] sm:p-7 [&:not(:modal)]:static [&:not(:modal)]:w-full"
      >
        <h2 id={`${id}-title`} className="wrap-anywhere font-semibold text-subtitle">
          {title}
        </h2>
        <div id={`${id}-text`} className="wrap-anywhere mt-2 text-muted text-small">
          {text}
        </div>
        <div className="mt-6 flex flex-wrap justify-end gap-3">
          <form {...(open ? { method: 'get', action: page } : { method: 'dialog' })}>
            <Button type="submit">{cancel}</Button>
          </form>
          {children}
        </div>
      </dialog>
    </>
  )
}

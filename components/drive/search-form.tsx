'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, type RefObject, useEffect, useId, useRef, useTransition } from 'react'
import { BusyLabel } from '#components/ui/busy-label'
import { buttonClasses } from '#components/ui/button'
import { PageLink } from '#components/ui/page-link'

type Props = {
  /** The page that searches: it gets the text as `q`, and `fields` with it. */
  action: Route
  /** What the field, the button and the link that clears it are called. */
  label: string
  button: string
  clear: string
  /** What is shown now. */
  value: string
  maxLength: number
  fields: Record<string, string>
  /** The same page without a search. */
  clearHref: Route
}

/**
 * A search that is a plain GET form. With JavaScript the page is not loaded anew: the field keeps its focus, and one
 * may go on typing. `next/form` would do the same with four times the bytes.
 */
export function SearchForm({ action, label, button, clear, value, maxLength, fields, clearHref }: Props) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const router = useRouter()
  const [pending, start] = useTransition()
  useFollow(input, value)
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const sent = [...new FormData(event.currentTarget)].map(([name, content]) => [name, String(content)])
    start(() => router.push(`${action}?${new URLSearchParams(sent)}`))
  }
  return (
    <search className="max-w-2xl">
      <form action={action} onSubmit={search}>
        <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4">
          <label htmlFor={id} className="font-semibold text-small">
            {label}
          </label>
          {value ? (
            <PageLink href={clearHref} className="link inline-flex min-h-11 items-center text-small">
              {clear}
            </PageLink>
          ) : null}
        </div>
        {Object.entries(fields).map(([name, content]) => (
          <input key={name} type="hidden" name={name} value={content} />
        ))}
        <div className="flex gap-3">
          <input
            ref={input}
            id={id}
            type="search"
            name="q"
            defaultValue={value}
            maxLength={maxLength}
            autoComplete="off"
            enterKeyHint="search"
            className="min-h-11 min-w-0 grow rounded-control border border-edge bg-card px-3 [&::-webkit-search-cancel-button]:appearance-none"
          />
          <SearchButton label={button} pending={pending} />
        </div>
      </form>
    </search>
  )
}

/** Shows that it is under way, and takes the next search all the same. */
function SearchButton({ label, pending }: { label: string; pending: boolean }) {
  return (
    <button
      type="submit"
      aria-busy={pending}
      className={`group relative shrink-0 ${buttonClasses('primary')}`}
    >
      <BusyLabel>{label}</BusyLabel>
    </button>
  )
}

/**
 * The field says what the page shows, unless somebody is typing in it. It gets the focus back when that was on the
 * link which cleared it.
 */
function useFollow(input: RefObject<HTMLInputElement | null>, value: string) {
  const shown = useRef(value)
  useEffect(() => {
    const field = input.current
    if (!field || shown.current === value) return
    shown.current = value
    if (document.activeElement === field) return
    field.value = value
    if (document.activeElement === document.body) field.focus()
  }, [input, value])
}

import { CheckIcon, ProblemIcon } from './icons.tsx'

type Props = { ok: boolean; message: string }

/** What a form's answer was, read aloud when it changes. Stays in the page while empty, taking no room. */
export function StatusMessage({ ok, message }: Props) {
  const Icon = ok ? CheckIcon : ProblemIcon
  return (
    <output aria-live="polite" className={`block text-small ${ok ? 'text-good' : 'text-danger'}`}>
      {message ? (
        <span className="flex gap-2 py-2">
          <Icon className="mt-0.5 size-5" />
          <span className="min-w-0">{message}</span>
        </span>
      ) : null}
    </output>
  )
}

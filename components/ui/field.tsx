import { type ComponentProps, type ReactNode, useId } from 'react'

type Props = { name: string; children: ReactNode }

/** A box that has to be ticked before its form is sent. The browser says so by itself. */
export function CheckField({ name, children }: Props) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 text-small">
      <input type="checkbox" name={name} required className="size-5 shrink-0 cursor-pointer accent-primary" />
      <span className="min-w-0">{children}</span>
    </label>
  )
}

type TextProps = Pick<
  ComponentProps<'input'>,
  'name' | 'defaultValue' | 'maxLength' | 'placeholder' | 'autoComplete'
> & {
  label: string
  /** What belongs into it, below. */
  hint: ReactNode
  /** The button beside it. */
  children: ReactNode
}

/** One line of text, with the button that sends it. */
export function TextField({ label, hint, children, ...input }: TextProps) {
  const id = useId()
  return (
    <>
      <label htmlFor={id} className="block font-semibold text-small">
        {label}
      </label>
      <div className="mt-1 flex flex-wrap gap-3">
        <input
          {...input}
          id={id}
          type="text"
          dir="auto"
          aria-describedby={`${id}-hint`}
          className="min-h-11 min-w-0 grow basis-56 rounded-control border border-edge bg-card px-3"
        />
        {children}
      </div>
      <p id={`${id}-hint`} className="mt-2 text-muted text-small">
        {hint}
      </p>
    </>
  )
}

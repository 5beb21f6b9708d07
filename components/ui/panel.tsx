import { type ComponentProps, type ReactNode, useId } from 'react'

type PanelProps = Omit<ComponentProps<'section'>, 'ref'> & { as?: 'div' | 'ol' | 'section' }

/** The surface that the parts of a page lie on. `className` lays out what is in it. */
export function Panel({ as: Element = 'div', className = '', ...rest }: PanelProps) {
  return <Element {...rest} className={`rounded-panel border border-line bg-card ${className}`} />
}

/** The head of a panel, over a line: its heading, and what stands beside that. */
export function PanelHeader({ className = '', children }: { className?: string; children: ReactNode }) {
  return (
    <header className={`flex items-center gap-y-3 border-line border-b px-5 py-4 sm:px-6 ${className}`}>
      {children}
    </header>
  )
}

/** What else there is to know, below a line. */
export function PanelFooter({ children }: { children: ReactNode }) {
  return <footer className="border-line border-t px-5 py-4 text-muted text-small sm:px-6">{children}</footer>
}

type CardProps = {
  title: string
  /** Beside the title: the link to all that there is of this. */
  more?: ReactNode
  children: ReactNode
  footer?: ReactNode
}

/** A titled region of a page. */
export function Card({ title, more, children, footer }: CardProps) {
  const id = useId()
  return (
    <Panel as="section" aria-labelledby={id} className="flex min-w-0 flex-col break-inside-avoid">
      <PanelHeader className="justify-between gap-x-6">
        <h2 id={id} className="min-w-0 font-semibold text-subtitle">
          {title}
        </h2>
        {more ? <span className="shrink-0">{more}</span> : null}
      </PanelHeader>
      <div className="@container grow px-5 py-2 sm:px-6">{children}</div>
      {footer ? <PanelFooter>{footer}</PanelFooter> : null}
    </Panel>
  )
}

/** Cards side by side where there is room. */
export function CardGrid({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-[minmax(0,1fr)] gap-6 md:grid-cols-2">{children}</div>
}

type StatePanelProps = {
  title: string
  text: ReactNode
  /** What the reader can do now: buttons and links. */
  children?: ReactNode
}

/** In place of what a page would show: why there is nothing to show, and what can be done about it. */
export function StatePanel({ title, text, children }: StatePanelProps) {
  return (
    <Panel className="px-5 py-8 sm:px-8 sm:py-10">
      <h2 className="font-semibold text-subtitle">{title}</h2>
      <div className="mt-2 max-w-prose text-muted">{text}</div>
      {children ? <div className="mt-6 flex flex-wrap gap-3">{children}</div> : null}
    </Panel>
  )
}

import { type ReactNode, useId } from 'react'

export type PermissionItem = {
  id: string
  /** What it lets us do, and how far that goes. */
  title: string
  text: string | null
  /** Since when; or that it is turned off, or was never given. */
  status: ReactNode
  /** The button that changes it. */
  action: ReactNode
}

/** What a Google account lets us do, one line each. */
export function PermissionList({ title, items }: { title: string; items: readonly PermissionItem[] }) {
  const id = useId()
  return (
    <div className="pt-4">
      <h3 id={id} className="font-semibold text-small">
        {title}
      </h3>
      <ul aria-labelledby={id} className="mt-1 divide-y divide-line text-small">
        {items.map((item) => (
          <Permission key={item.id} {...item} />
        ))}
      </ul>
    </div>
  )
}

function Permission({ title, text, status, action }: PermissionItem) {
  return (
    <li className="grid gap-x-10 gap-y-1 py-3 @xl:grid-cols-[minmax(0,1fr)_16rem]">
      <div className="min-w-0">
        <p className="wrap-anywhere">{title}</p>
        {text ? <p className="text-muted">{text}</p> : null}
      </div>
      <div className="@xl:text-right">
        <p className="text-muted">{status}</p>
        {action ? <div className="mt-2">{action}</div> : null}
      </div>
    </li>
  )
}

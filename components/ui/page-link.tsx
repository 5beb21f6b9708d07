'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type ComponentProps, type MouseEvent, useTransition } from 'react'

type Props = Omit<ComponentProps<'a'>, 'href' | 'onClick'> & {
  href: Route
  /** Whether the next page is shown from its top. */
  scroll?: boolean
}

/**
 * A link from one signed-in page to another, which leaves what surrounds them as it is. It says that its page is on its way
 * by `data-pending`. A plain link without JavaScript, and for a click that opens another tab. `next/link` would bring four
 * kilobytes for what is asked of it nowhere here: fetching pages that nobody has asked for.
 */
export function PageLink({ href, scroll = true, className = '', ...rest }: Props) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const go = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    if (event.currentTarget.origin !== window.location.origin) return
    event.preventDefault()
    // React says so too, but on a slow machine some frames later, and says when it is over.
    event.currentTarget.setAttribute('data-pending', 'true')
    start(() => router.push(href, { scroll }))
  }
  return (
    <a
      {...rest}
      href={href}
      onClick={go}
      data-pending={pending || undefined}
      className={`group/link ${className}`}
    />
  )
}

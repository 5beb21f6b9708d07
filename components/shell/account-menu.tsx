import type { Route } from 'next'
import type { ReactNode } from 'react'
import { Avatar } from '#components/ui/avatar'
import { LinkLabel } from '#components/ui/link-progress'
import { type ProviderBrand, ProviderLogo } from '#components/ui/provider-logo'
import { useWords } from '#lib/web/words'

type Props = {
  person: { name: string | null; label: string; image: string | null }
  /** What they sign in with. */
  accounts: readonly { provider: ProviderBrand; label: string }[]
  theme: ReactNode
  /** The language of this page, by its own name. */
  language: string
  signOut: ReactNode
}

const places = { connections: '/connections', settings: '/settings' } as const satisfies Record<string, Route>

/**
 * Everything of one's own that is no page of the navigation. A popover: the browser opens and closes it, takes the Escape key and
 * a click beside it, tells a screen reader whether it is open and gives the focus back, without any script.
 */
export function AccountMenu({ person, accounts, theme, language, signOut }: Props) {
  const t = useWords('header')
  const { name, label } = person
  return (
    <>
      <button
        type="button"
        popoverTarget={ID}
        className="flex min-h-11 min-w-11 cursor-pointer items-center gap-2.5 rounded-full hover:text-primary"
      >
        <Avatar {...person} size="small" />
        <span className="sr-only">{t('menu', { name: name ?? label })}</span>
        <span aria-hidden="true" dir="auto" className="text-small max-xl:hidden xl:max-w-44 xl:truncate">
          {name ?? label}
        </span>
        <svg
          viewBox="0 0 20 20"
          aria-hidden="true"
          focusable="false"
          className="-ms-1 size-4 fill-none stroke-2 stroke-current"
        >
          <path d="m5 7.5 5 5 5-5" />
        </svg>
      </button>
      <div
        id={ID}
        popover="auto"
        className="not-supports-[selector(:popover-open)]:static absolute inset-auto end-[max(1.25rem,calc((100%-72rem)/2+2rem))] top-15 m-0 max-h-[calc(100dvh-5rem)] w-80 max-w-[calc(100%-2.5rem)] overflow-y-auto rounded-panel border border-edge bg-card text-ink text-small"
      >
        <div className="divide-y divide-line">
          <div className="flex items-center gap-3 p-4">
            <Avatar {...person} size="medium" />
            <div className="min-w-0">
              <p className="wrap-anywhere font-semibold">
                <bdi>{name ?? label}</bdi>
              </p>
              {name === null || name === label ? null : (
                <p className="wrap-anywhere text-muted">
                  <bdi>{label}</bdi>
                </p>
              )}
            </div>
          </div>
          <div className="p-2">
            <p className="px-2 pt-1 text-caption text-muted">{t('accounts')}</p>
            <ul className="px-2 py-1">
              {accounts.map((account) => (
                <li key={`${account.provider} ${account.label}`} className="flex items-center gap-2.5 py-1">
                  <ProviderLogo provider={account.provider} />
                  <bdi className="wrap-anywhere min-w-0">{account.label}</bdi>
                </li>
              ))}
            </ul>
            <MenuLink href={places.connections}>{t('manage')}</MenuLink>
          </div>
          <div className="p-2">
            {theme}
            <MenuLink href={places.settings} value={language}>
              {useWords('language')('title')}
            </MenuLink>
            <MenuLink href={places.settings}>{useWords('pages')('settings')}</MenuLink>
          </div>
          <div className="p-4 [&_button]:w-full">{signOut}</div>
        </div>
      </div>
    </>
  )
}

const ID = 'account-menu'

type LinkProps = { href: Route; value?: string; children: ReactNode }

function MenuLink({ href, value, children }: LinkProps) {
  return (
    <a
      href={href}
      className="group/link flex min-h-11 items-center justify-between gap-4 rounded-control px-2 hover:bg-sunken"
    >
      <LinkLabel>{children}</LinkLabel>
      {value ? <span className="text-muted">{value}</span> : null}
    </a>
  )
}

type Theme = 'system' | 'light' | 'dark'

type ThemeFormProps = {
  action: (form: FormData) => Promise<void>
  chosen: Theme
  choices: readonly Theme[]
}

/** A choice that the script of every page carries out at once, and the server without it. */
export function ThemeForm({ action, chosen, choices }: ThemeFormProps) {
  const t = useWords('header')
  return (
    <form action={action} data-theme-form="" className="px-2 py-2">
      <fieldset className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <legend className="float-start contents">{t('theme')}</legend>
        <div className="flex rounded-control border border-edge p-0.5">
          {choices.map((theme) => (
            <button
              key={theme}
              type="submit"
              name="theme"
              value={theme}
              aria-pressed={theme === chosen}
              className="min-h-10 cursor-pointer rounded-[2px] px-3 text-caption hover:bg-sunken aria-pressed:bg-primary aria-pressed:font-semibold aria-pressed:text-on-primary forced-colors:aria-pressed:bg-[Highlight]"
            >
              {t(`themes.${theme}`)}
            </button>
          ))}
        </div>
      </fieldset>
    </form>
  )
}

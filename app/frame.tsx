import type { ReactNode } from 'react'
import { AccountMenu, ThemeForm } from '#components/shell/account-menu'
import { PageShell } from '#components/shell/page-shell'
import { SiteHeader } from '#components/shell/site-header'
import { PostButton } from '#components/ui/button'
import { NativeForm } from '#components/ui/native-form'
import { brand } from '#lib/brand'
import { enabledProviders } from '#lib/env'
import { languages } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { themes } from '#lib/theme'
import type { Viewer } from '#lib/viewer'
import { getTheme } from '#lib/web/theme'
import { getReader, useReader } from '#lib/web/words'
import { setTheme, signOut } from './(account)/actions.ts'
import { nameLabel } from './(account)/names.ts'
import { nameAny } from './provider-messages.tsx'
import { SiteLinks } from './site-links.tsx'

type Props = {
  viewer: Viewer | null
  /** For people who are signed in: the navigation. */
  nav: ReactNode
  children: ReactNode
}

/** What surrounds a page. */
export function Frame({ viewer, nav, children }: Props) {
  const header = (
    <SiteHeader
      brand={brand.name}
      session={viewer?.sessionId ?? null}
      nav={nav}
      menu={viewer ? <Menu viewer={viewer} /> : null}
    />
  )
  return (
    <PageShell
      brand={brand.name}
      others={nameAny(enabledProviders(), useReader().language)}
      header={header}
      links={<SiteLinks />}
    >
      {children}
    </PageShell>
  )
}

/** Its forms work without a component of the browser, which pages for everybody do not have. */
async function Menu({ viewer: { person, accounts } }: { viewer: Viewer }) {
  const { language } = await getReader()
  return (
    <AccountMenu
      person={person}
      accounts={accounts.map(({ provider, label }) => ({
        provider,
        label: nameLabel(label, [provider], language),
      }))}
      theme={<ThemeForm action={setTheme} chosen={await getTheme()} choices={themes} />}
      language={languages[language].name}
      signOut={
        <NativeForm action={signOut}>
          <PostButton>{wordsIn(language, 'shell')('signOut')}</PostButton>
        </NativeForm>
      }
    />
  )
}

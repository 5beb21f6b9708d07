import { sendsMail } from '#lib/account/notices'
import { useWords } from '#lib/web/words'

/** For the page of a deletion: what goes of the mail that somebody got. */
export function MailGoes() {
  const t = useWords('alerts')
  return <li>{t('deletion.goes')}</li>
}

/** What stays for a while: the address of the last mail, where there is one. */
export function MailStays({ address }: { address: string | null }) {
  const t = useWords('alerts')
  return address !== null && sendsMail() ? <li>{t('deletion.stays')}</li> : null
}

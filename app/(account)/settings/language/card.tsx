import { SelectField } from '#components/ui/field'
import { Card } from '#components/ui/panel'
import { SubmitButton } from '#components/ui/submit-button'
import { type Language, languageIds, languages } from '#lib/messages/languages'
import { useWords } from '#lib/web/words'
import { setLanguage } from './actions.ts'

/** The choice of a language: each by its own name, so that somebody finds theirs on a page that they cannot read. */
export function LanguageCard({ chosen }: { chosen: Language | null }) {
  const t = useWords('language')
  const choices = languageIds.map((id) => ({ value: id, label: languages[id].name, lang: id }))
  return (
    <Card title={t('title')}>
      <p className="max-w-prose py-3 text-small">{t('text')}</p>
      <form action={setLanguage} className="flex flex-wrap items-end gap-3 pt-1 pb-4">
        <SelectField
          name="language"
          label={t('label')}
          // Another choice that was saved elsewhere is shown at once: React leaves a field alone that it has made.
          key={chosen}
          value={chosen ?? ''}
          choices={[{ value: '', label: t('automatic') }, ...choices]}
        />
        <SubmitButton>{t('save')}</SubmitButton>
      </form>
    </Card>
  )
}

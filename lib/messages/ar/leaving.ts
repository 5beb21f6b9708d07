import type { leaving as en } from '#lib/messages/en/leaving'
import type { Translation } from '#lib/messages/translation'

export const leaving = {
  title: 'الانتقال إلى {provider}',
  'sign-in': 'يسألك {provider} من أنت، ثم يعيدك مسجّل الدخول.',
  link: 'يسألك {provider} عن الحساب الذي تريد ربطه، ثم يعيدك.',
  grant: 'يسألك {provider} عمّا تريد السماح به، ثم يعيدك.',
  reconnect: 'يسألك {provider} هل ما زلت موافقًا، ثم يعيدك.',
  confirm: 'يسألك {provider} هل هذا أنت، ثم يعيدك.',
  sendsBack: 'يعيدك {provider}، ومجيئك من هناك هو ما يُحتسب.',
  stuck: 'إن لم يحدث شيء: <link>تابع إلى {provider}</link>',
} satisfies Translation<typeof en>

import type { events as en } from '#lib/messages/en/events'
import type { Translation } from '#lib/messages/translation'

export const events = {
  signed_in: 'سجّلت الدخول باستخدام {account}.',
  signed_in_new_browser: 'سجّلت الدخول باستخدام {account} لأول مرة في هذا المتصفح.',
  signed_out: 'سجّلت الخروج.',
  session_ended: 'سجّلت خروج {browser}.',
  other_sessions_ended:
    'سجّلت خروج {count, plural, zero {# متصفح آخر} one {متصفح آخر} two {متصفحين آخرين} few {# متصفحات أخرى} many {# متصفحًا آخر} other {# متصفح آخر}}.',
  browser_changed: 'انتقل تسجيل دخول من {from} إلى {to}.',
  confirmed: 'أكّدت هويتك باستخدام {account}.',
  account_linked: 'ربطت {account}.',
  account_unlinked: 'فصلت {account}.',
  permission_given: 'منحتنا إذنًا لـ {what}.',
  permission_turned_off: 'أوقفت إذنًا لـ {what}.',
  permission_turned_on: 'شغّلت من جديد إذنًا لـ {what}.',
  permission_removed: 'أُزيل لدى {provider} إذن لـ {what}.',
  what: '{account}: {permissions}',
  grant_ended: 'انتهى وصولنا إلى {account}.',
  reconnected: 'ربطت {account} من جديد.',
  exported: 'نزّلت بياناتك.',
  name_changed: 'غيّرت اسمك إلى {name}.',
  account_disabled: 'أُقفل تسجيل الدخول باستخدام {account}، فانتهت جلساته. فعل ذلك القائمون على هذا الموقع.',
  account_endangered:
    'أُقفل تسجيل الدخول باستخدام {account}، فانتهت جلساته. أبلغنا {provider} بأن شخصًا آخر ربما وصل إليه.',
  account_suspended: 'أُقفل تسجيل الدخول باستخدام {account}، فانتهت جلساته. أبلغنا {provider} بأنه عطّله.',
  account_purged:
    'أُقفل تسجيل الدخول باستخدام {account}، فانتهت جلساته. أبلغنا {provider} بأنه لم يعد موجودًا لديه.',
  account_enabled: 'أُلغي قفل تسجيل الدخول باستخدام {account}.',
  account_flagged:
    'أبلغنا {provider} بأنه عطّل {account}، إذ يعدّه واحدًا من حسابات كثيرة أُنشئت آليًا. لم يُنهَ شيء هنا.',
  account_unflagged: 'لم يعد هناك ما يُؤخذ على {account}.',
  access_removed: 'أزلت هذا الموقع من إعدادات {account}، فانتهت جلساته هنا.',
  access_revoked: 'أنهى {provider} وصولنا إلى {account}، فانتهت جلساته هنا.',
  sessions_revoked: 'أنهى {provider} كل جلسات {account}، وفعلنا ذلك هنا أيضًا.',
  credential_change_required:
    'طلب {provider} كلمة مرور جديدة من أجل {account}: ربما يعرف شخص آخر كلمة المرور القديمة.',
  data_deleted: 'طلبت عن طريق {provider} أن نحذف حسابك لدى {provider} من هنا، وفعلنا.',
  name_restored: 'عدت إلى الاسم الذي لدى مزوّدك.',
  address_changed: 'عنوان بريدك هنا الآن هو {address}.',
  address_removed: 'لم يعد لك عنوان بريد هنا.',
} satisfies Translation<typeof en>

import type { endReasons as en } from '#lib/messages/en/end-reasons'
import type { Translation } from '#lib/messages/translation'

export const endReasons = {
  revoked: {
    google: 'من المرجّح أنه سُحب من حسابك لدى Google، أو انتهى بتغيير كلمة مرورك أو على يد مسؤول.',
    facebook: 'من المرجّح أنه سُحب من إعدادات Facebook، أو انتهى بتغيير كلمة مرورك.',
    twitter: 'من المرجّح أنه سُحب من إعدادات X، أو انتهى بتغيير كلمة مرورك.',
  },
  expired: 'منحته لمدة محدودة، وقد انتهت.',
  testing: 'ما دام هذا التطبيق قيد الاختبار، يُنهي {provider} كل وصول بعد سبعة أيام.',
  unused: 'لم يُستخدم ستة أشهر، وبعدها يُنهيه {provider}.',
  no_refresh_token: {
    google: 'منحه Google لنحو ساعة فقط، وقد انقضت.',
    facebook: 'منحه Facebook لمدة قصيرة فقط، وقد انتهت.',
    twitter: 'منحه X لمدة قصيرة فقط، وقد انتهت.',
  },
  refused: 'لم يعد {provider} يقبله، ولا يذكر السبب.',
  organisation:
    'لم تعد تسمح به قاعدة في مؤسستك أو حماية حسابك لدى {provider}. اسأل المسؤول لديك: متى سُمح به نجحت إعادة الربط.',
  consent: 'يريد {provider} أن توافق عليه من جديد.',
} satisfies Translation<typeof en>
